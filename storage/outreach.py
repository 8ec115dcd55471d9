"""Outreach: messages to many, what became of each letter, and a history that is only added to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, exists, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.dossier import State
from flows.outreach import Group, Letter, Stage, Tally
from storage.errors import Conflict
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp, stamp_or_none

OFF_TOPIC = "outreach"  # the preference by which somebody wants no such message
_OUTREACH, _LETTERS, _EVENTS = table("outreach"), table("outreach_letters"), table("outreach_events")
_OUTBOX, _CHATS, _DOSSIERS = table("outbox"), table("chats"), table("dossiers")
_PREFERENCES, _HELP = table("preferences"), table("help_requests")
_NAMES = "id author_id audience which text stage approved_by approved_at created_at revision".split()
_ONE = select(*(_OUTREACH.c[name] for name in _NAMES)).order_by(_OUTREACH.c.id.desc())
_THIS = _OUTREACH.c.id == bindparam("outreach_id")
_OF = _LETTERS.c.outreach_id == bindparam("of_outreach")

_add = Statement(
    insert(_OUTREACH)
    .values({name: bindparam(name) for name in "author_id audience which text stage created_at".split()})
    .values(revision=1)
    .returning(_OUTREACH.c.id)
)
_retext = Statement(update(_OUTREACH).where(_THIS).values(text=bindparam("sealed")))
_save = Statement(
    update(_OUTREACH)
    .where(_THIS, _OUTREACH.c.revision == bindparam("read"))
    .values(
        stage=bindparam("now_stage"),
        approved_by=bindparam("by"),
        approved_at=bindparam("approved"),
        revision=bindparam("next"),
    )
)
_get = Statement(_ONE.where(_THIS))
_latest = Statement(_ONE.limit(20))
_running = Statement(_ONE.where(_OUTREACH.c.stage == Stage.RUNNING.value))
# Whom a push can reach at all; who blocked every channel is nobody's reader.
_SEATED = select(_CHATS.c.person_id).where(_CHATS.c.unreachable_since.is_(None)).distinct()
_HANDED = (_DOSSIERS.c.procedure == bindparam("which")) & (_DOSSIERS.c.state == State.DA_TRA_KET_QUA.value)
_GROUPS = {
    Group.ALL: Statement(_SEATED),
    Group.HAMLET: Statement(
        _SEATED.where(
            or_(
                exists().where(_DOSSIERS.c.person_id == _CHATS.c.person_id, _DOSSIERS.c.hamlet == bindparam("which")),
                exists().where(_HELP.c.person_id == _CHATS.c.person_id, _HELP.c.hamlet == bindparam("which")),
            )
        )
    ),
    Group.PROCEDURE: Statement(_SEATED.where(exists().where(_DOSSIERS.c.person_id == _CHATS.c.person_id, _HANDED))),
}
_opted_out = Statement(
    select(_PREFERENCES.c.person_id).where(_PREFERENCES.c.topic == OFF_TOPIC, _PREFERENCES.c.choice == "off")
)
_letter = Statement(
    insert(_LETTERS)
    .values(outreach_id=bindparam("of_outreach"), person_id=bindparam("person"), fate=bindparam("now_fate"))
    .on_conflict_do_nothing(index_elements=["outreach_id", "person_id"])
)
_waiting = Statement(
    select(_LETTERS.c.person_id)
    .where(_OF, _LETTERS.c.fate == "waiting")
    .order_by(_LETTERS.c.person_id)
    .limit(bindparam("most"))
)
_fate = Statement(update(_LETTERS).where(_OF, _LETTERS.c.person_id == bindparam("person")).values(fate=bindparam("to")))
_KEY = literal("outreach:").concat(_LETTERS.c.outreach_id).concat(":").concat(_LETTERS.c.person_id)
_ERROR = _OUTBOX.c.error
_DROPPED = case((_ERROR == "muted", "out"), (_ERROR == "expired", "failed"), else_="stopped")
_STATE = (
    select(case((_OUTBOX.c.state == "sent", "sent"), (_OUTBOX.c.state == "dropped", _DROPPED), else_="failed"))
    .where(_OUTBOX.c.dedupe == _KEY)
    .scalar_subquery()
)
_settled = exists().where(_OUTBOX.c.dedupe == _KEY, _OUTBOX.c.state != "pending", _OUTBOX.c.state != "claimed")
_settle = Statement(update(_LETTERS).where(_OF, _LETTERS.c.fate == "owed", _settled).values(fate=_STATE))
_stop_waiting = Statement(update(_LETTERS).where(_OF, _LETTERS.c.fate == "waiting").values(fate="stopped"))
_drop_pending = Statement(
    update(_OUTBOX)
    .where(_OUTBOX.c.state == "pending", _OUTBOX.c.dedupe.like(bindparam("keys")))
    .values(state="dropped", error="stopped", next_at=None)
)
_read = Statement(
    update(_LETTERS)
    .where(_OF, _LETTERS.c.person_id == bindparam("person"), _LETTERS.c.read_at.is_(None))
    .values(read_at=bindparam("now"))
)
_tally = Statement(
    select(_LETTERS.c.fate, func.count(), func.count(_LETTERS.c.read_at)).where(_OF).group_by(_LETTERS.c.fate)
)
_log = Statement(
    insert(_EVENTS).values({name: bindparam(name) for name in "outreach_id kind actor_id at count".split()})
)
_events = Statement(
    select(_EVENTS.c.kind, _EVENTS.c.actor_id, _EVENTS.c.at, _EVENTS.c.count)
    .where(_EVENTS.c.outreach_id == bindparam("of_outreach"))
    .order_by(_EVENTS.c.id)
)


@dataclass(frozen=True, slots=True)
class OutreachRecord:
    """A message to many with its words."""

    id: int
    letter: Letter
    text: str
    created_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class OutreachEvent:
    """Who did what with it; `count` is how many it was for then."""

    kind: str
    actor_id: int | None
    at: datetime
    count: int


class Outreach:
    """Keeps messages and letters; the sending itself is the outbox's."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def draft(self, letter: Letter, text: str, now: datetime) -> OutreachRecord:
        """Keeps a new message."""
        about: Params = {"author_id": letter.author, "audience": letter.group.value, "which": letter.which}
        stands: Params = {"stage": letter.stage.value, "created_at": stamp(now), "text": b""}
        outreach_id = int(self._link.rows(_add, {**about, **stands})[0][0])
        self._link.change(_retext, {"outreach_id": outreach_id, "sealed": self._sealer.seal(text, _place(outreach_id))})
        return OutreachRecord(outreach_id, letter, text, now, 1)

    def save(self, record: OutreachRecord, letter: Letter) -> None:
        """Keeps where it stands now; raises Conflict when somebody else was quicker."""
        read: Params = {"outreach_id": record.id, "read": record.revision, "next": record.revision + 1}
        approved: Params = {"by": letter.approved_by, "approved": stamp_or_none(letter.approved_at)}
        if self._link.change(_save, {**read, **approved, "now_stage": letter.stage.value}) != 1:
            raise Conflict("outreach")

    def get(self, outreach_id: int) -> OutreachRecord | None:
        """The message of this id."""
        row = self._link.row(_get, {"outreach_id": outreach_id})
        return None if row is None else self._record(row)

    def latest(self) -> tuple[OutreachRecord, ...]:
        """The latest messages, the newest first."""
        return tuple(self._record(row) for row in self._link.rows(_latest, {}))

    def running(self) -> tuple[OutreachRecord, ...]:
        """What is being sent."""
        return tuple(self._record(row) for row in self._link.rows(_running, {}))

    def readers(self, group: Group, which: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Whom a group has: those who take such messages, and those who do not want any."""
        params: Params = {} if group is Group.ALL else {"which": which}
        everybody = {int(row[0]) for row in self._link.rows(_GROUPS[group], params)}
        out = {int(row[0]) for row in self._link.rows(_opted_out, {})}
        return tuple(sorted(everybody - out)), tuple(sorted(everybody & out))

    def address(self, outreach_id: int, people: Collection[int], fate: str = "waiting") -> None:
        """Notes a letter for each of them."""
        for person in people:
            self._link.change(_letter, {"of_outreach": outreach_id, "person": person, "now_fate": fate})

    def waiting(self, outreach_id: int, most: int) -> tuple[int, ...]:
        """Some of those whose letter is not owed yet."""
        rows = self._link.rows(_waiting, {"of_outreach": outreach_id, "most": most})
        return tuple(int(row[0]) for row in rows)

    def mark(self, outreach_id: int, person_id: int, fate: str) -> None:
        """Notes what became of the letter to one person."""
        self._link.change(_fate, {"of_outreach": outreach_id, "person": person_id, "to": fate})

    def settle(self, outreach_id: int) -> None:
        """Takes over from the outbox, which forgets, what became of the letters that were owed."""
        self._link.change(_settle, {"of_outreach": outreach_id})

    def stop(self, outreach_id: int) -> None:
        """Nothing more goes out: neither what was not owed yet nor what was not claimed yet."""
        self._link.change(_stop_waiting, {"of_outreach": outreach_id})
        self._link.change(_drop_pending, {"keys": f"outreach:{outreach_id}:%"})

    def read(self, outreach_id: int, person_id: int, now: datetime) -> None:
        """Notes that somebody said they read it."""
        self._link.change(_read, {"of_outreach": outreach_id, "person": person_id, "now": stamp(now)})

    def tally(self, outreach_id: int) -> Tally:
        """What became of all letters."""
        rows = self._link.rows(_tally, {"of_outreach": outreach_id})
        of = {fate: int(count) for fate, count, _ in rows}
        waiting = of.get("waiting", 0) + of.get("owed", 0)
        ends = (of.get("failed", 0), of.get("out", 0), of.get("stopped", 0))
        return Tally(sum(of.values()), waiting, of.get("sent", 0), sum(int(row[2]) for row in rows), *ends)

    def log(self, outreach_id: int, kind: str, actor: int | None, now: datetime, count: int = 0) -> None:
        """Adds a line to the history."""
        what: Params = {"outreach_id": outreach_id, "kind": kind, "actor_id": actor, "at": stamp(now), "count": count}
        self._link.change(_log, what)

    def events(self, outreach_id: int) -> tuple[OutreachEvent, ...]:
        """The history of a message."""
        rows = self._link.rows(_events, {"of_outreach": outreach_id})
        return tuple(OutreachEvent(kind, actor, moment(at), count) for kind, actor, at, count in rows)

    def _record(self, row: Row) -> OutreachRecord:
        outreach_id, author, group, which, text, stage, by, approved, created, revision = row
        letter = Letter(author, Group(group), which, Stage(stage), by, moment_or_none(approved))
        words = str(self._sealer.open(text, _place(outreach_id)))
        return OutreachRecord(outreach_id, letter, words, moment(created), revision)


def _place(outreach_id: int) -> str:
    return f"outreach.text:{outreach_id}"
