"""Following calendar and rules: when they change, the dates of open dossiers are reckoned anew, each with its event."""

import hashlib
from datetime import datetime

from bot.services.owing import owe
from bot.services.paging import PAGE, each_page
from content.catalog import Library
from flows.dossier import ENDED, READY, Role, State
from flows.recalculation import recalculated
from storage.database import Database
from storage.unit_of_work import UnitOfWork

_OPEN = tuple(state for state in State if state not in ENDED and state not in READY)
_IN_USE = "calendar"  # the setting that names the calendar by which all open dossiers were last reckoned


async def follow_calendar(database: Database, library: Library, now: datetime) -> None:
    """Reckons open dossiers anew if the calendar or a rule in use is another than last time, page by page.

    What is cut short is begun again at the next tick: a dossier that was done already does not move.
    """
    name = fingerprint(library)
    if await database.turn(lambda u: u.settings.get(_IN_USE)) == name:
        return
    await each_page(database, lambda u, after: recalculate(u, library, now, after))
    await database.turn(lambda u: u.settings.put(_IN_USE, name))


def fingerprint(library: Library) -> str:
    """A name that changes with any day or hour of the calendar, and with any rule of a decree."""
    calendar = library.calendar
    days = (sorted(calendar.days_off), sorted(calendar.makeup), calendar.hours)
    return hashlib.sha256(repr((days, library.law.decrees)).encode()).hexdigest()[:16]


def recalculate(u: UnitOfWork, library: Library, now: datetime, after: int) -> int | None:
    """One page of open dossiers; returns where the next page begins, None at the end.

    A resident is told only of a date that moves later.
    """
    records = u.dossiers.in_states(_OPEN, None, PAGE, after)
    for record in records:
        u.waking.wake_file(record.id, now)  # no date may have moved, and yet the morning of a reminder
        found = recalculated(record.dossier, library.law)
        if found is not None:
            saved = u.dossiers.save(record, found.dossier, now)
            seq = u.dossiers.append(record.id, "calendar", None, Role.CLOCK, now, found.data)
            if found.later:
                owe(u, saved, "due_moved", seq, {}, now)
    return records[-1].id if len(records) == PAGE else None
