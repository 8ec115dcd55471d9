"""Working time between two moments: what the office had of it, by its calendar and hours."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from flows.calendar import local_day
from flows.clocks import KpiClock
from flows.deadlines import ONE_DAY, Calendar, instant
from flows.reports.table import rounded


def working_time(since: datetime, until: datetime, calendar: Calendar) -> timedelta:
    """The office hours from one moment to another."""
    day, last, spent = local_day(since), local_day(until), timedelta()
    while day <= last:
        if calendar.is_working_day(day):
            for opens, closes in (calendar.hours.morning, calendar.hours.afternoon):
                begin, end = max(instant(day, opens), since), min(instant(day, closes), until)
                spent += max(end - begin, timedelta())
        day += ONE_DAY
    return spent


def handling_time(clock: KpiClock, ended_at: datetime, calendar: Calendar) -> timedelta:
    """The office hours of a file from acceptance to its end, without those it waited for its resident (QĐ 766, 2.1)."""
    spent = working_time(clock.began_at, ended_at, calendar)
    for wait in clock.waits:
        spent -= working_time(wait.since, min(wait.until or ended_at, ended_at), calendar)
    return spent


def in_days(spent: timedelta, calendar: Calendar, places: int = 1) -> Decimal:
    """Office hours as working days, half-up."""
    seconds = Decimal(spent // timedelta(seconds=1))
    return rounded(seconds / (office_day(calendar) // timedelta(seconds=1)), places)


def office_day(calendar: Calendar) -> timedelta:
    """How long the office works on a working day."""
    periods = (calendar.hours.morning, calendar.hours.afternoon)
    return sum((timedelta(minutes=_minutes(closes) - _minutes(opens)) for opens, closes in periods), timedelta())


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
