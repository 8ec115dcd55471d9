"""The plan of a year (S9): tasks with a target for a unit and a person, how far each has come, and when it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from flows.calendar import local_day
from flows.deadlines import Calendar
from flows.text import tidy

_DECEMBER = 12
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """What was reached of a task by a day, in the words of who reports it."""

    at: datetime
    by: int
    value: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its code within the year, what is to be done, by whom, how much of what, until when."""

    id: int
    year: int
    code: str
    title: str
    unit: str
    person: int | None
    target: Decimal
    measure: str
    due: date
    progress: tuple[Progress, ...] = ()
    dropped: bool = False

    @property
    def reached(self) -> Decimal:
        """What was last reported."""
        return self.progress[-1].value if self.progress else Decimal()

    @property
    def share(self) -> int:
        """What is reached of the target in per cent, whole; 100 only when it is reached."""
        exact = self.reached * 100 / self.target
        return min(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), 99 if exact < _ALL else 100)


_ALL = Decimal(100)


class Pace(StrEnum):
    """How a task stands: reached, in time, behind the time that is gone, or overdue."""

    DONE = "done"
    IN_TIME = "in_time"
    BEHIND = "behind"
    OVERDUE = "overdue"


def pace(task: Task, today: date) -> Pace:
    """How a task stands on a day: behind when a smaller share is reached than of its time is gone."""
    if task.reached >= task.target:
        return Pace.DONE
    if today > task.due:
        return Pace.OVERDUE
    begin = date(task.year, 1, 1)
    whole, gone = (task.due - begin).days + 1, max(0, (today - begin).days)
    return Pace.BEHIND if task.share * whole < gone * 100 else Pace.IN_TIME


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task as it is written down, before it is known who is meant."""

    code: str
    title: str
    unit: str
    person: str
    target: Decimal
    measure: str
    due: date


HEADINGS = ("code", "title", "unit", "person", "target", "measure", "due")


def parse_task(cells: dict[str, str], year: int) -> Wanted | str:
    """A task from its cells by the names of HEADINGS; the name of the cell that is wrong when it is none."""
    told = {name: tidy(cells.get(name, "")) for name in HEADINGS}
    target, day = parse_amount(told["target"]), parse_day(told["due"])
    wrong = next((name for name in ("code", "title", "unit") if not told[name]), "")
    if wrong:
        return wrong
    if target is None or target <= 0:
        return "target"
    if day is None or day.year != year:
        return "due"
    return Wanted(told["code"], told["title"], told["unit"], told["person"], target, told["measure"], day)


def parse_amount(text: str) -> Decimal | None:
    """A number as people write it: «95», «95,5», «1.200»; None for anything else."""
    plain = tidy(text).removesuffix("%").strip()
    plain = plain.replace(".", "") if "," in plain or _is_grouped(plain) else plain
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value < Decimal(10) ** 12 else None


def _is_grouped(text: str) -> bool:
    first, *groups = text.split(".")
    return bool(groups) and first != "0" and all(len(group) == len("000") for group in groups)


def parse_day(text: str) -> date | None:
    """A day as 30/6/2027 or 2027-06-30."""
    parts = text.split("/")
    try:
        if len(parts) == len(("day", "month", "year")):
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def quarter(day: date) -> tuple[int, int]:
    """The year and quarter of a day."""
    return day.year, (day.month - 1) // _QUARTER + 1


def asking_day(day: date, calendar: Calendar) -> date:
    """The day of a quarter on which progress is asked for: the first working day of its last month."""
    month = quarter(day)[1] * _QUARTER
    return calendar.on_or_after(date(day.year, month, 1))


def planning_day(year: int, calendar: Calendar) -> date:
    """The day on which next year's plan is asked for: the first working day of December."""
    return calendar.on_or_after(date(year, _DECEMBER, 1))


def to_report(tasks: Iterable[Task], now: datetime) -> tuple[Task, ...]:
    """The tasks of this year that are not reached and were not reported on this quarter."""
    today = local_day(now)
    return tuple(
        task
        for task in tasks
        if not task.dropped
        and task.year == today.year
        and pace(task, today) is not Pace.DONE
        and not any(quarter(local_day(one.at)) == quarter(today) for one in task.progress)
    )
