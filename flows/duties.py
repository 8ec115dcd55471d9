"""What leaders owe regularly (handbook §5, D10, D11): meetings, reports on conduct, and whom figures recommend."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from flows.deadlines import Calendar
from flows.yearplan import quarter


class Duty(StrEnum):
    """The head of the one-stop meets the units each quarter and reports on conduct each month (NĐ 61 art. 9.2-9.3)."""

    MEETING = "meeting"
    CONDUCT = "conduct"


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty for a period, written `2026-Q4` or `2026-11`, to be done by a day."""

    duty: Duty
    period: str
    until: date


_DAYS = 5  # working days before its last day on which a duty is recalled


def owed(day: date, done: Collection[tuple[str, str]], calendar: Calendar) -> tuple[Owed, ...]:
    """What is to be recalled on a day: duties of this month and quarter, in their last working days, not done yet."""
    year, number = quarter(day)
    month_end, quarter_end = _last_day(day), _last_day(date(year, number * 3, 1))
    all_of_them = (
        Owed(Duty.CONDUCT, f"{day:%Y-%m}", _working(month_end, calendar)),
        Owed(Duty.MEETING, f"{year}-Q{number}", _working(quarter_end, calendar)),
    )
    return tuple(
        one for one in all_of_them if (one.duty, one.period) not in done and _begin(one.until, calendar) <= day
    )


def _last_day(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _working(day: date, calendar: Calendar) -> date:
    return day if calendar.is_working_day(day) else calendar.last_working_day_before(day)


def _begin(day: date, calendar: Calendar) -> date:
    for _ in range(_DAYS - 1):
        day = calendar.last_working_day_before(day)
    return day


@dataclass(frozen=True, slots=True)
class Work:
    """What an official did in a quarter: files decided, of those late, and the index of TT 01/2018 (0 to 10)."""

    person: int
    decided: int
    late: int
    index: Decimal


LEAST_FILES, LEAST_INDEX = 20, Decimal(8)


def recommended(work: Collection[Work]) -> tuple[Work, ...]:
    """Whom the figures recommend for a commendation (D10), the best first; a human decides."""
    fit = [one for one in work if one.late == 0 and one.decided >= LEAST_FILES and one.index >= LEAST_INDEX]
    return tuple(sorted(fit, key=lambda one: (-one.index, -one.decided, one.person)))
