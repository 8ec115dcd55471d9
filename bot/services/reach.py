"""Proof of reach at work: a legal notice is followed from its sending until it is known to be read."""

from datetime import datetime

from bot.ports import Card
from bot.services.blocking import blocked, is_pointless
from bot.services.owing import officials
from content.catalog import Library
from flows.answers import Data
from flows.deadlines import due
from flows.dossier import Role
from flows.notices import LEGAL, Weight, policy
from flows.reach import READ_WITHIN
from storage.records import DossierRecord, Notice
from storage.unit_of_work import UnitOfWork

# Channels whose page says by itself what was seen; on the others, who writes has seen what stood above.
_REPORTING = frozenset({"web"})
TOLD = "told"  # in the log of a dossier: an official told its owner in person


def follow(u: UnitOfWork, library: Library, notice: Notice, channel: str, now: datetime) -> None:
    """A legal notice went out: from now on it is asked whether it was read."""
    if notice.kind in LEGAL and notice.dossier_id is not None:
        ask = due(now, READ_WITHIN, library.calendar)
        u.reach.watch(notice.id, notice.person_id, notice.dossier_id, channel, now, ask)
        if channel in blocked(u):  # it may have gone into the void: somebody tells them in person
            u.reach.enlist(notice.id, now)


def missed(u: UnitOfWork, notice: Notice, now: datetime) -> None:
    """A legal notice cannot be delivered: it is on the call list at once, and the officials of the field hear of it."""
    record = put_on_list(u, notice, now)
    if record is not None:
        tell_officials(u, record, "call_listed", {"about": notice.kind, "notice": notice.id}, now)


def put_on_list(u: UnitOfWork, notice: Notice, now: datetime) -> DossierRecord | None:
    """Puts an undeliverable legal notice on the call list; returns its dossier, None for anything else."""
    if notice.kind not in LEGAL or notice.dossier_id is None:
        return None
    u.reach.miss(notice.id, notice.person_id, notice.dossier_id, now)
    return u.dossiers.get(notice.dossier_id)


def tell_officials(u: UnitOfWork, record: DossierRecord, kind: str, params: dict[str, Data], now: datetime) -> None:
    """An alert about one notice of a dossier to every official of its field."""
    for person in officials(u, record.field):
        key = f"{kind}:{record.id}:{params.get('notice')}:{person}"
        u.outbox.owe(key, person, kind, params, now=now, dossier_id=record.id)


def told_in_person(u: UnitOfWork, record: DossierRecord, role: Role, by: int, now: datetime) -> bool:
    """An official phoned or visited: nothing of a dossier is unread any more, and its log says so."""
    done = u.reach.read_file(record.id, now, "called", by) > 0
    if done:
        u.dossiers.append(record.id, TOLD, by, role, now, {})
    return done


def wrote(u: UnitOfWork, person: int, channel: str, now: datetime) -> None:
    """Somebody did something in a chat: where the channel does not report it, they saw what was sent there."""
    if channel not in _REPORTING:
        u.reach.read_channel(person, channel, now, "message")


def is_answered(u: UnitOfWork, notice: Notice) -> bool:
    """Whether an alert that somebody did not read has become pointless, for they did meanwhile."""
    match notice.kind:
        case "unread_near":
            return u.reach.unread_in(str(notice.params.get("in"))) == 0
        case "unreachable_resident" if notice.params.get("about") not in LEGAL:
            return False
        case "unread_notice" | "call_listed" | "unreachable_resident":
            about = notice.params.get("notice")
            found = u.reach.get(about) if isinstance(about, int) else None
            return found is None or found.state == "settled"
        case "channel_blocked" | "channel_open":
            return is_pointless(u, notice.kind, str(notice.params.get("channel")))
    return False


def is_unreached(u: UnitOfWork, record: DossierRecord) -> bool:
    """Whether what its owner must know about a dossier could not be delivered, and nobody has told them since."""
    followed = {one.notice_id: one for one in u.reach.of_dossier(record.id)}
    latest = max((one.reached_at for one in followed.values() if one.reached_at is not None), default=None)
    for notice in u.outbox.of_dossier(record.id):
        if notice.state != "unreachable" or policy(notice.kind).weight not in (Weight.LEGAL, Weight.GUARD):
            continue
        one = followed.get(notice.id)
        if one.state != "settled" if one is not None else latest is None or latest < notice.not_before:
            return True
    return False


def to_prove(card: Card, notices: tuple[Notice, ...]) -> tuple[int, ...]:
    """Those of the notices in a card whose reading must be proven; a card without buttons proves nothing."""
    return tuple(notice.id for notice in notices if notice.kind in LEGAL and card.rows)
