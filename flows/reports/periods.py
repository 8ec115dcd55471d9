"""Periods of reports: by the law (NĐ 09/2019 art. 12) a month runs from the 15th to the 14th of the next one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flows.deadlines import ONE_DAY, instant

_NAMED = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?", re.ASCII)
_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_TYPED = re.compile(rf"\D*{_DAY}\D+{_DAY}\D*", re.ASCII)
_BEGINS = 15


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the end of the last one; `name` is 2026-11, 2026-Q3, 2026-H1, 2026 or '' for typed days."""

    first: date
    last: date
    name: str = ""

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return instant(self.first, time())

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return instant(self.last + ONE_DAY, time())


def named(name: str) -> Period | None:
    """The period of the law with this name; None for anything else."""
    found = _NAMED.fullmatch(name)
    if found is None:
        return None
    year, month, quarter, half = (int(group) if group else 0 for group in found.groups())
    if month > 12 or (found[2] and not month) or not 2000 <= year <= 2999:
        return None
    if month:
        return _months(year, month, month, name)
    if quarter:
        return _months(year, 3 * quarter - 2, 3 * quarter, name)
    return _months(year, 6 * half - 5, 6 * half, name) if half else _months(year, 1, 12, name)


def typed(words: str) -> Period | None:
    """Two days as people type them (01/10/2026 - 31/10/2026); None unless they are days in order."""
    found = _TYPED.fullmatch(words.strip())
    if found is None:
        return None
    day, month, year, to_day, to_month, to_year = map(int, found.groups())
    try:
        first, last = date(year, month, day), date(to_year, to_month, to_day)
    except ValueError:
        return None
    return Period(first, last) if first <= last else None


def month_of(day: date) -> str:
    """The month of the law in which a day lies."""
    later = day.replace(day=1) + timedelta(days=31) if day.day >= _BEGINS else day
    return f"{later:%Y-%m}"


def ended_by(day: date) -> Iterator[str]:
    """The month, the quarter and the year of the law that ended last before a day, then those that run on it."""
    year, month = map(int, month_of(day).split("-"))
    before = year * 12 + month - 2
    yield f"{before // 12}-{before % 12 + 1:02}"
    yield f"{year}-{month:02}"
    quarter = (year * 12 + month - 1) // 3
    for number in (quarter - 1, quarter):
        yield f"{number // 4}-Q{number % 4 + 1}"
    yield str(year - 1)
    yield str(year)


def week_before(day: date) -> Period:
    """The whole week, Monday to Sunday, before the one in which a day lies."""
    monday = day - timedelta(days=day.weekday() + 7)
    return Period(monday, monday + timedelta(days=6))


def _months(year: int, first: int, last: int, name: str) -> Period:
    begin = date(year - (first == 1), first - 1 or 12, _BEGINS)
    return Period(begin, date(year, last, _BEGINS - 1), name)
