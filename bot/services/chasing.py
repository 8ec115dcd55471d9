"""Chasing: who did not read what the law wants told is reached by a helper, then by an official's call or visit."""

from datetime import datetime

from bot.services.reach import tell_officials
from content.catalog import Library
from flows.answers import Data
from flows.calendar import local_day
from flows.deadlines import due
from flows.dossier import Role
from flows.reach import HELPED_WITHIN, Step, next_step
from storage.database import Database
from storage.records import DossierRecord, ReachRecord
from storage.unit_of_work import UnitOfWork


async def chase(database: Database, library: Library, now: datetime) -> None:
    """Does what is due about unread notices, some at a time."""
    while await database.turn(lambda u: chase_some(u, library, now)):
        pass


def chase_some(u: UnitOfWork, library: Library, now: datetime) -> bool:
    """Does what is due about some of them; returns whether there was anything to do."""
    waiting = u.reach.due(now)
    for one in waiting:
        record = u.dossiers.get(one.dossier_id)
        if record is None:
            u.reach.moot(one.notice_id)
        else:
            _take_step(u, library, record, one, now)
    return bool(waiting)


def _take_step(u: UnitOfWork, library: Library, record: DossierRecord, one: ReachRecord, now: datetime) -> None:
    others = [other.state for other in u.reach.of_dossier(record.id) if other.notice_id != one.notice_id]
    match next_step(one.kind, record.dossier.state, one.told_at is not None):
        case Step.DROP:
            u.reach.moot(one.notice_id)
        case Step.MET:
            u.reach.read_file(record.id, record.dossier.handed_at or now, "desk")
        case Step.TELL:
            u.reach.tell(one.notice_id, now, due(now, HELPED_WITHIN, library.calendar))
            # One task a file: who is being looked for already is not looked for twice.
            if "told" not in others and "listed" not in others:
                helped = tell_helpers(u, library, record, now)
                tell_officials(u, record, "unread_notice", {**_about(library, record, one), "helped": helped}, now)
        case Step.LIST:
            u.reach.enlist(one.notice_id, now)
            if "listed" not in others:
                tell_officials(u, record, "call_listed", _about(library, record, one), now)


def tell_helpers(u: UnitOfWork, library: Library, record: DossierRecord, now: datetime) -> bool:
    """Helpers of the hamlet hear, once a day, that somebody there is to be reached; never who, or about what.

    Returns whether there are any.
    """
    params: dict[str, Data] = {"in": record.hamlet, "hamlet": hamlet_name(library, record)}
    near = u.staff.with_roles((Role.HELPER,), hamlet=record.hamlet)
    for staff in near:
        key = f"unread_near:{record.hamlet}:{local_day(now)}:{staff.person_id}"
        u.outbox.owe(key, staff.person_id, "unread_near", params, now=now)
    return bool(near)


def _about(library: Library, record: DossierRecord, one: ReachRecord) -> dict[str, Data]:
    sent = one.sent_at.isoformat() if one.sent_at is not None else ""
    return {"about": one.kind, "notice": one.notice_id, "sent": sent, "hamlet": hamlet_name(library, record)}


def hamlet_name(library: Library, record: DossierRecord) -> str:
    """The hamlet of a dossier's address, '' when none was given."""
    hamlet = library.office.hamlet(record.hamlet)
    return hamlet.name if hamlet is not None else ""
