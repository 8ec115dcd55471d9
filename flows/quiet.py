"""Quiet hours: when a push may go out, to whom. What is owed is reckoned anyway, only the delivery waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from flows.calendar import local, local_day
from flows.deadlines import Calendar, instant


class Audience(StrEnum):
    """Who is told."""

    RESIDENT = "resident"
    HELPER = "helper"
    OFFICIAL = "official"
    CHAIRMAN = "chairman"


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when pushes go out; what waited goes out at `resumes`, so that not everybody rings at `opens`.

    `urgent` is from when until when, on any day, what is urgent goes out; None: at any hour. `cap` is how many messages
    nobody asked for one person gets on a day; None: as many as there are.
    """

    opens: time
    closes: time
    resumes: time
    working_days: bool
    urgent: tuple[time, time] | None
    cap: int | None


_DAYTIME = (time(7), time(20, 30))
# fmt: off
# Analogue of NĐ 91/2020 art. 13 (advertising 07:00-22:00, three a day), made gentler for the elderly.
WINDOWS: Mapping[Audience, Window] = {
    #                          opens       closes        resumes      working days  urgent    a day
    Audience.RESIDENT: Window(time(7),     time(20, 30), time(7, 30), False,        None,     2),
    Audience.HELPER:   Window(time(7),     time(20, 30), time(7, 30), False,        _DAYTIME, 2),
    Audience.OFFICIAL: Window(time(7, 30), time(17),     time(7, 30), True,         _DAYTIME, None),
    Audience.CHAIRMAN: Window(time(7, 30), time(17),     time(7, 30), True,         _DAYTIME, None),
}
# fmt: on


class Pace(StrEnum):
    """How soon an official wants to be told: at once, in the digest of the morning, or in that of the week."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"


# Digests go out on working days, the weekly one on the first of the week.
DIGEST = time(7, 30)


def is_quiet(audience: Audience, now: datetime, calendar: Calendar, urgent: bool = False) -> bool:
    """Whether nothing goes out now: at night, on days off, and for officials at weekends."""
    window, here = WINDOWS[audience], local(now)
    if urgent:
        return window.urgent is not None and not window.urgent[0] <= here.time() < window.urgent[1]
    return _is_off(window, here.date(), calendar) or not window.opens <= here.time() < window.closes


def sendable_at(audience: Audience, moment: datetime, calendar: Calendar, urgent: bool = False) -> datetime:
    """The first moment, not before this one, at which a push may go out."""
    if not is_quiet(audience, moment, calendar, urgent):
        return moment
    window, here = WINDOWS[audience], local(moment)
    if urgent and window.urgent is not None:
        late = here.time() >= window.urgent[1]
        return instant(here.date() + timedelta(days=late), window.urgent[0])
    if here.time() < window.opens and not _is_off(window, here.date(), calendar):
        return instant(here.date(), window.resumes)
    return next_morning(audience, moment, calendar)


def next_morning(audience: Audience, now: datetime, calendar: Calendar) -> datetime:
    """When pushes resume on the next day that has any."""
    window, day = WINDOWS[audience], local(now).date() + timedelta(days=1)
    while _is_off(window, day, calendar):
        day += timedelta(days=1)
    return instant(day, window.resumes)


def digest_at(pace: Pace, moment: datetime, calendar: Calendar) -> datetime:
    """The first digest of this pace not before a moment; at once is the moment itself."""
    if pace is Pace.NOW:
        return moment
    day = local_day(moment)
    while instant(day, DIGEST) < moment or not _has_digest(pace, day, calendar):
        day += timedelta(days=1)
    return instant(day, DIGEST)


def _has_digest(pace: Pace, day: date, calendar: Calendar) -> bool:
    if not calendar.is_working_day(day):
        return False
    before = calendar.last_working_day_before(day)
    return pace is Pace.DAILY or before.isocalendar()[:2] != day.isocalendar()[:2]


def _is_off(window: Window, day: date, calendar: Calendar) -> bool:
    return not calendar.is_working_day(day) if window.working_days else day in calendar.days_off
