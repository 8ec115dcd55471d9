"""Quiet hours: when a push may go out, to whom. What is owed is reckoned anyway, only the delivery waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from flows.calendar import local
from flows.deadlines import Calendar, instant

# Messages to one resident on one day that nobody asked for; what the law wants told at once is never held back by it.
DAILY_CAP = 2


class Audience(StrEnum):
    """Who is told."""

    RESIDENT = "resident"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when pushes go out; what waited goes out at `resumes`, so that not everybody rings at `opens`."""

    opens: time
    closes: time
    resumes: time
    working_days: bool


# Analogue of NĐ 91/2020 art. 13 (advertising 07:00-22:00, three a day), made gentler for the elderly.
WINDOWS: Mapping[Audience, Window] = {
    Audience.RESIDENT: Window(time(7), time(20, 30), time(7, 30), working_days=False),
    Audience.OFFICIAL: Window(time(7, 30), time(17), time(7, 30), working_days=True),
}


def is_quiet(audience: Audience, now: datetime, calendar: Calendar) -> bool:
    """Whether nothing goes out now: at night, on days off, and for officials at weekends."""
    window, here = WINDOWS[audience], local(now)
    return _is_off(window, here.date(), calendar) or not window.opens <= here.time() < window.closes


def sendable_at(audience: Audience, moment: datetime, calendar: Calendar) -> datetime:
    """The first moment, not before this one, at which a push may go out."""
    if not is_quiet(audience, moment, calendar):
        return moment
    window, here = WINDOWS[audience], local(moment)
    if here.time() < window.opens and not _is_off(window, here.date(), calendar):
        return instant(here.date(), window.resumes)
    return next_morning(audience, moment, calendar)


def next_morning(audience: Audience, now: datetime, calendar: Calendar) -> datetime:
    """When pushes resume on the next day that has any."""
    window, day = WINDOWS[audience], local(now).date() + timedelta(days=1)
    while _is_off(window, day, calendar):
        day += timedelta(days=1)
    return instant(day, window.resumes)


def _is_off(window: Window, day: date, calendar: Calendar) -> bool:
    return not calendar.is_working_day(day) if window.working_days else day in calendar.days_off
