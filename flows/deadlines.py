"""Deadlines: working days, make-up Saturdays, office hours and the 15:00 cut-off, all given as data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, assert_never

from flows.calendar import ZONE, local

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When the office works, on the commune's clock; same-day requests after `cutoff` wait for the next working day.

    The cut-off is law: NĐ 61/2018 and NĐ 118/2025 art. 18.2, NĐ 23/2015 art. 7.
    """

    morning: tuple[time, time] = (time(7, 30), time(11, 30))
    afternoon: tuple[time, time] = (time(13, 30), time(17, 30))
    cutoff: time = time(15)

    def __post_init__(self) -> None:
        """Raises ValueError unless the hours are in order, for working time must never be empty."""
        clocks = (*self.morning, *self.afternoon)
        if not (clocks[0] < clocks[1] <= clocks[2] < clocks[3]):
            raise ValueError("office hours out of order")

    @property
    def closing(self) -> time:
        """The end of the office day."""
        return self.afternoon[1]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off by name and make-up Saturdays; every other Monday to Friday is a working day."""

    days_off: Mapping[date, str]
    makeup: frozenset[date]
    hours: OfficeHours = OfficeHours()

    @property
    def ends(self) -> date:
        """The last day of the last year that the calendar knows; an empty calendar ends in the year 1."""
        return max((*self.days_off, *self.makeup), default=date.min).replace(month=12, day=31)

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on this day."""
        return day in self.makeup or (day.weekday() < SATURDAY and day not in self.days_off)

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after this one."""
        return self.working_days_after(day, 1)

    def working_days_after(self, day: date, count: int) -> date:
        """The day `count` working days later; the first day is not counted (BLDS 2015 art. 147)."""
        while count:
            day += ONE_DAY
            count -= self.is_working_day(day)
        return day

    def last_working_day_before(self, day: date) -> date:
        """The last working day strictly before this one."""
        day -= ONE_DAY
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        """This day if it is a working day, else the next one (BLDS 2015 art. 148.5)."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def closing(self, day: date) -> datetime:
        """The end of the office day, as an instant in UTC."""
        return instant(day, self.hours.closing)


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: `amount` calendar days, working days or working hours; 0 days is 'the same day'."""

    amount: int
    unit: Literal["d", "wd", "wh"]


@lru_cache(maxsize=256)
def parse_term(text: str) -> Term | None:
    """The term written as `0d`, `30d`, `5wd` or `8wh`; None for anything else."""
    match re.fullmatch(r"(0d)|([1-9]\d{0,2})(d|wd|wh)", text, re.ASCII):
        case None:
            return None
        case found:
            _, amount, unit = found.groups()
    if unit == "wd":
        return Term(int(amount), "wd")
    return Term(int(amount), "wh") if unit == "wh" else Term(int(amount or 0), "d")


def due(accepted_at: datetime, term: str, calendar: Calendar) -> datetime:
    """The moment, in UTC, at which a term that starts at `accepted_at` ends; raises ValueError for no term.

    Working days end at the same clock time, as receipts do; days and the same day at the end of office hours.
    """
    parsed, start = parse_term(term), local(accepted_at)
    if parsed is None:
        raise ValueError(f"not a term: {term}")
    match parsed.unit:
        case "wd":
            day = calendar.working_days_after(start.date(), parsed.amount)
            return instant(day, start.time())
        case "wh":
            return _after_hours(start, timedelta(hours=parsed.amount), calendar)
        case "d" if parsed.amount:
            return calendar.closing(calendar.on_or_after(start.date() + parsed.amount * ONE_DAY))
        case "d":
            return calendar.closing(_same_day(start, calendar))
    assert_never(parsed.unit)


def instant(day: date, clock: time) -> datetime:
    """The instant, in UTC, at which the commune's clock shows this time on this day."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def _same_day(start: datetime, calendar: Calendar) -> date:
    late = start.time() > calendar.hours.cutoff
    return calendar.next_working_day(start.date()) if late else calendar.on_or_after(start.date())


def _after_hours(start: datetime, left: timedelta, calendar: Calendar) -> datetime:
    """Spends working hours period by period; what ends with a period ends there, not when the next one opens."""
    day = calendar.on_or_after(start.date())
    while True:
        for opens, closes in (calendar.hours.morning, calendar.hours.afternoon):
            begin = max(start, datetime.combine(day, opens, ZONE))
            spare = datetime.combine(day, closes, ZONE) - begin
            if spare >= left:
                return (begin + left).astimezone(UTC)
            left -= max(spare, timedelta())
        day = calendar.next_working_day(day)


Code = Literal["header", "columns", "date", "twice", "kind", "name", "makeup_on_workday"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line of a calendar file; `code` has its sentence in the content check."""

    line: int
    code: Code


def parse_calendar(lines: Iterable[str], hours: OfficeHours) -> Calendar | tuple[Fault, ...]:
    """Reads lines of `date name kind`, split by tabs, below such a header; gives all faults at once, if any.

    Kinds: `official` and `substitute` are days off, `makeup-workday` is a Saturday or Sunday to work.
    """
    rows = [line.rstrip("\r\n").split("\t") for line in lines]
    if not rows or rows[0] != ["date", "name", "kind"]:
        return (Fault(1, "header"),)
    days_off: dict[date, str] = {}
    makeup: set[date] = set()
    faults: list[Fault] = []
    for number, cells in enumerate(rows[1:], start=2):
        row = _parse_row(cells)
        if isinstance(row, str):
            faults.append(Fault(number, row))
        elif row.day in days_off or row.day in makeup:
            faults.append(Fault(number, "twice"))
        elif row.off:
            days_off[row.day] = row.name
        else:
            makeup.add(row.day)
    return tuple(faults) or Calendar(days_off, frozenset(makeup), hours)


@dataclass(frozen=True, slots=True)
class _Row:
    day: date
    name: str
    off: bool


def _parse_row(cells: list[str]) -> _Row | Code:
    if len(cells) != len(("date", "name", "kind")):
        return "columns"
    written, name, kind = cells
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return "date"
    if kind not in ("official", "substitute", "makeup-workday"):
        return "kind"
    if not name.strip():
        return "name"
    off = kind != "makeup-workday"
    return _Row(day, name, off) if off or day.weekday() >= SATURDAY else "makeup_on_workday"
