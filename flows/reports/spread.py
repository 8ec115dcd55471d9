"""How long files took: share on time, average (QĐ 766, 2.2), median, 90th percentile in working days, by procedure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from flows.deadlines import Calendar
from flows.reports.case import Case, Known, all_known
from flows.reports.table import ALL, Figure, Line, Table, counted, percent
from flows.reports.worktime import handling_time, in_days

COLUMNS = ("decided", "timely", "average", "median", "p90", "longest")


@dataclass(frozen=True, slots=True)
class Taken:
    """One file that was decided: how long it took the office, and whether that was in time."""

    code: str
    time: timedelta
    timely: bool


def spread(cases: Iterable[Case], since: datetime, until: datetime, calendar: Calendar) -> Table:
    """The spread of what was decided from `since` on and before `until`."""
    groups: dict[str, list[Taken]] = {ALL: []}
    for one in all_known(cases, until, calendar):
        time = taken(one, since, calendar)
        if time is not None:
            for key in (ALL, f"field:{one.case.field}", f"procedure:{one.case.procedure}"):
                groups.setdefault(key, []).append(Taken(one.case.code, time, one.how != "late"))
    order = sorted(groups, key=lambda key: (key != ALL, key))
    return Table("spread", COLUMNS, tuple(_line(key, groups[key], calendar) for key in order))


def taken(one: Known, since: datetime, calendar: Calendar) -> timedelta | None:
    """How long the office had it, if it was decided in the period; what was only withdrawn or closed says nothing."""
    if one.clock is None or one.handled_at is None or not (one.decided and one.handled(since)):
        return None
    return handling_time(one.clock, one.handled_at, calendar)


def average(times: Sequence[timedelta]) -> timedelta | None:
    """The sum by the number; None of nothing."""
    return sum(times, timedelta()) / len(times) if times else None


def median(times: Sequence[timedelta]) -> timedelta | None:
    """The middle one, or half-way between the two in the middle; None of nothing."""
    ordered = sorted(times)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percentile(times: Sequence[timedelta], share: int) -> timedelta | None:
    """The shortest time within which so many per cent were done (nearest rank); None of nothing."""
    ordered = sorted(times)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else None


def _line(key: str, files: Sequence[Taken], calendar: Calendar) -> Line:
    times = [one.time for one in files]
    named = counted(one.code for one in files)
    timely = tuple(one.code for one in files if one.timely)
    share = Figure(percent(len(timely), len(files)), timely)
    spread_of = (average(times), median(times), percentile(times, 90))
    most = max(times, default=None)
    longest = tuple(one.code for one in files if one.time == most)
    cells = (Figure(_days(one, calendar), named.files) for one in spread_of)
    return Line(key, (named, share, *cells, Figure(_days(most, calendar), longest)))


def _days(time: timedelta | None, calendar: Calendar) -> Decimal | None:
    return None if time is None else in_days(time, calendar)
