"""The week as a picture tells it: what came, how it was handled by field, what burns, and why papers went back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.calendar import local_day
from flows.deadlines import Calendar
from flows.reports.case import Case, Known, all_known
from flows.reports.periods import Period
from flows.reports.reasons import reasons
from flows.reports.short import short
from flows.reports.table import Table

WEEKS = 6
_TWO_DAYS = 2  # working days before the date in which a file is amber


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in parts: of which row, and how long each part is."""

    key: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The four panels, each of bars with their parts.

    `received`: (online, at the desk) by week, the last one last. `handled`: (early, on time, late) by field. `running`:
    (in time, due within two working days, overdue) by field. `returned`: how often, for each reason.
    """

    first: date
    last: date
    received: tuple[Bar, ...]
    handled: tuple[Bar, ...]
    running: tuple[Bar, ...]
    returned: tuple[Bar, ...]


def week(cases: Sequence[Case], period: Period, calendar: Calendar) -> Week:
    """The week from the period's first day, with those before it beside."""
    starts = [period.first - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    known = tuple(all_known(cases, period.until, calendar))
    figures = short(cases, period.since, period.until, calendar)
    told = reasons(cases, period.since, period.until, calendar)
    return Week(
        period.first,
        period.last,
        tuple(_received(known, Period(day, day + timedelta(days=6))) for day in starts),
        _by_field(figures, ("early", "on_time", "late")),
        running(known, period.until, calendar),
        tuple(Bar(line.key.removeprefix("reason:"), (len(line.figures[0].files),)) for line in told.lines[:5]),
    )


def running(known: Iterable[Known], now: datetime, calendar: Calendar) -> tuple[Bar, ...]:
    """What is being handled, by field and by how near its date is."""
    counts: dict[str, list[int]] = {}
    for one in known:
        if one.clock is not None and one.clock.ended_at is None:
            counts.setdefault(one.case.field, [0, 0, 0])[_colour(one, now, calendar)] += 1
    return tuple(Bar(field, tuple(parts)) for field, parts in sorted(counts.items()))


def _colour(one: Known, now: datetime, calendar: Calendar) -> int:
    if one.clock is None or one.how == "late":
        return 2
    soon = calendar.working_days_after(local_day(now), _TWO_DAYS)
    return 1 if local_day(one.clock.due_at) <= soon else 0


def _received(known: Iterable[Known], period: Period) -> Bar:
    came = [one for one in known if one.clock is not None and period.since <= one.clock.began_at < period.until]
    online = sum(one.case.online for one in came)
    return Bar(period.first.isoformat(), (online, len(came) - online))


def _by_field(figures: Table, columns: tuple[str, ...]) -> tuple[Bar, ...]:
    bars = (
        Bar(line.key.removeprefix("field:"), tuple(len(figures.figure(line.key, name).files) for name in columns))
        for line in figures.lines
        if line.key.startswith("field:")
    )
    return tuple(bar for bar in bars if any(bar.parts))
