"""The plan of inspections (handbook §5, D8): at least one a week and one periodic a month, and the draw of a unit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flows.deadlines import ONE_DAY, Calendar, instant
from flows.inspections import Inspection, Kind

ALERT = time(15)  # on Friday, while something can still be done
_FRIDAY = 4
_WEEKS, _ALERTS = 12, 5  # what counts at most in the draw


@dataclass(frozen=True, slots=True)
class Gap:
    """A week, or a month, in which an inspection is still to be planned: of which kind, on one of which days."""

    kind: Kind
    days: tuple[date, ...]


def gaps(inspections: Iterable[Inspection], first: date, last: date, calendar: Calendar) -> tuple[Gap, ...]:
    """What a period still wants: every week with a working day one inspection, every month a periodic one.

    The first week of a month that is open takes the periodic one, so that no week is burdened twice.
    """
    standing = tuple(one for one in inspections if not one.cancelled)
    periodic = {(one.day.year, one.day.month) for one in standing if one.kind is Kind.PERIODIC}
    found = []
    for days in _weeks(first, last, calendar):
        if any(one.day.isocalendar()[:2] == days[0].isocalendar()[:2] for one in standing):
            continue
        month = (days[0].year, days[0].month)
        found.append(Gap(Kind.SURPRISE if month in periodic else Kind.PERIODIC, days))
        periodic.add(month)
    for days in _months(first, last, calendar):
        if (days[0].year, days[0].month) not in periodic:
            found.append(Gap(Kind.PERIODIC, days))
    return tuple(sorted(found, key=lambda gap: gap.days[0]))


def _weeks(first: date, last: date, calendar: Calendar) -> Iterator[tuple[date, ...]]:
    """The working days of each week of a period that has any."""
    yield from _grouped(first, last, calendar, lambda day: day.isocalendar()[:2])


def _months(first: date, last: date, calendar: Calendar) -> Iterator[tuple[date, ...]]:
    yield from _grouped(first, last, calendar, lambda day: (day.year, day.month))


def _grouped(
    first: date, last: date, calendar: Calendar, key: Callable[[date], tuple[int, int]]
) -> Iterator[tuple[date, ...]]:
    groups: dict[tuple[int, int], list[date]] = {}
    day = first
    while day <= last:
        if calendar.is_working_day(day):
            groups.setdefault(key(day), []).append(day)
        day += ONE_DAY
    yield from (tuple(days) for days in groups.values())


def alert_at(day: date, calendar: Calendar) -> datetime | None:
    """When the chairman is told that a week has had no inspection: its Friday at 15:00, or the last working day before;
    None for a week in which nobody works until then."""
    friday = day + timedelta(days=_FRIDAY - day.weekday())
    for back in range(_FRIDAY + 1):
        if calendar.is_working_day(friday - timedelta(days=back)):
            return instant(friday - timedelta(days=back), ALERT)
    return None


def month_alert_at(day: date, calendar: Calendar) -> datetime:
    """The same for a month without a periodic one: its last working day at 15:00."""
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return instant(calendar.last_working_day_before(following), ALERT)


def held_in_week(inspections: Iterable[Inspection], day: date) -> bool:
    """Whether an inspector was at a place in the week of a day."""
    return any(one.checked_in_at is not None and _same_week(one.day, day) for one in inspections)


def held_in_month(inspections: Iterable[Inspection], day: date) -> bool:
    """Whether a periodic inspection was held in the month of a day."""
    month = (day.year, day.month)
    return any(
        one.kind is Kind.PERIODIC and one.checked_in_at is not None and (one.day.year, one.day.month) == month
        for one in inspections
    )


def _same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit in the draw: when it was last visited (None: never), and how many alerts there are about it."""

    unit: str
    visited: date | None
    alerts: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The unit drawn and how: its lots among all lots, and the number that was drawn, so that anyone can check it."""

    unit: str
    lots: tuple[tuple[str, int], ...]
    number: int

    @property
    def total(self) -> int:
        """All lots."""
        return sum(count for _, count in self.lots)


def lots(candidate: Candidate, today: date) -> int:
    """One lot, one for each week without a visit (12 at most, as for who never had one), two for each alert (of 5)."""
    weeks = _WEEKS if candidate.visited is None else min(_WEEKS, max(0, (today - candidate.visited).days // 7))
    return 1 + weeks + 2 * min(_ALERTS, candidate.alerts)


def draw(candidates: Sequence[Candidate], number: int, today: date) -> Drawn | None:
    """The unit that a random number draws: its remainder by all lots counts along the units; None without any unit."""
    in_order = tuple((one.unit, lots(one, today)) for one in candidates)
    if not in_order:
        return None
    tickets = [unit for unit, count in in_order for _ in range(count)]
    return Drawn(tickets[number % len(tickets)], in_order, number)
