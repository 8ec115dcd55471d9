"""Opinions: another unit is asked about a file, with a date of its own; who is reminded of it, and when.

The legal clock of the file runs on meanwhile: no rule stops it for that.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.calendar import local_day
from flows.deadlines import Calendar, instant
from flows.reminders import MORNING
from flows.waking import after, earliest

# Working days that may be given; the first is offered as usual.
DAYS = (2, 1, 3, 5)
LONGEST = 1500  # characters of a question or an answer
SHORTEST = 5


class Whom(StrEnum):
    """Who is reminded: those asked, or who asked and the heads of the file's field."""

    ASKED = "asked"
    ASKER = "asker"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is open: when it was asked, until when it is to be answered."""

    asked_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Recall:
    """A reminder: of which kind, to whom, from when on, and until when it makes sense."""

    kind: str
    to: Whom
    start: datetime
    end: datetime


def due_by(asked_at: datetime, days: int, calendar: Calendar) -> datetime:
    """The end of the office day so many working days later; the day of asking is not counted."""
    return calendar.closing(calendar.working_days_after(local_day(asked_at), days))


def recalls(asked: Asked, calendar: Calendar) -> tuple[Recall, ...]:
    """The reminders of a question: the day before, the day itself, and once it is overdue, each in the morning."""
    day = local_day(asked.due_at)
    before, today, later = (
        instant(one, MORNING) for one in (calendar.last_working_day_before(day), day, calendar.next_working_day(day))
    )
    ends = calendar.closing(local_day(later))
    every = (
        Recall("opinion_tomorrow", Whom.ASKED, before, today),
        Recall("opinion_today", Whom.ASKED, today, asked.due_at),
        Recall("opinion_late", Whom.ASKED, later, ends),
        Recall("opinion_overdue", Whom.ASKER, later, ends),
    )
    return tuple(one for one in every if one.start > asked.asked_at)


def owed(asked: Asked, now: datetime, calendar: Calendar) -> tuple[Recall, ...]:
    """The reminders that make sense now; what a long standstill passed over is left out."""
    return tuple(one for one in recalls(asked, calendar) if one.start <= now < one.end)


def wake_at(asked: Asked, now: datetime, calendar: Calendar) -> datetime | None:
    """When the next reminder falls due after now; None when none will."""
    return earliest(after(now, [one.start for one in recalls(asked, calendar)]))
