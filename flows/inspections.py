"""Inspections (handbook §5, D8, D9): kinds, checklist and results, read from a history; who may know of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from flows.answers import Data
from flows.calendar import local_day
from flows.deadlines import Calendar
from flows.quiet import Audience, sendable_at


class Kind(StrEnum):
    """Periodic (định kỳ): the unit is told beforehand. Surprise (đột xuất): nobody is but inspector and chairman."""

    PERIODIC = "periodic"
    SURPRISE = "surprise"


class Result(StrEnum):
    """What was found; a grave one reaches the chairman at once."""

    GOOD = "good"
    FAULTS = "faults"
    GRAVE = "grave"


class Mark(StrEnum):
    """What the inspector says of one item of the checklist."""

    OK = "ok"
    FAULT = "fault"


# D9, in the order they are looked at; of the first ones the program knows figures.
ITEMS = ("late", "apology", "supplement", "channel", "digitised", "rating", "roster", "receipt", "posted", "badge")
CODE_LIFE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an inspection's history; `code` is its random name, for numbers in a row would tell of gaps."""

    code: str
    kind: str
    by: int
    at: datetime
    data: Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection. `told_at`: when the unit was told. `pass_code`: what is shown at the place to be confirmed."""

    code: str
    kind: Kind
    unit: str
    day: date
    inspector: int
    planned_by: int
    told_at: datetime | None = None
    arrived_at: datetime | None = None
    pass_code: str = ""
    checked_in_at: datetime | None = None
    confirmed_by: int | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    result: Result | None = None
    words: str = ""
    finished_at: datetime | None = None
    follow_up: date | None = None
    followed_at: datetime | None = None
    cancelled: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.finished_at is None and not self.cancelled


PLANNED, MOVED, ASSIGNED, TOLD, ARRIVED, CHECKED_IN, MARKED, FINISHED, FOLLOWED, CANCELLED = (
    "planned",
    "moved",
    "assigned",
    "told",
    "arrived",
    "checked_in",
    "marked",
    "finished",
    "followed",
    "cancelled",
)


def read(history: Iterable[Step]) -> tuple[Inspection, ...]:
    """The inspections that a history makes, in the order of their days."""
    found: dict[str, Inspection] = {}
    for step in history:
        if step.kind == PLANNED:
            found[step.code] = _planned(step)
        elif step.code in found:
            found[step.code] = _after(found[step.code], step)
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.code)))


def _planned(step: Step) -> Inspection:
    data = step.data
    day, inspector = date.fromisoformat(str(data["day"])), data["inspector"]
    who = inspector if isinstance(inspector, int) else step.by
    return Inspection(step.code, Kind(str(data["kind"])), str(data["unit"]), day, who, step.by)


def _after(one: Inspection, step: Step) -> Inspection:
    data = step.data
    match step.kind:
        case "moved":
            return replace(one, day=date.fromisoformat(str(data["day"])), told_at=None)
        case "assigned":
            inspector = data["inspector"]
            return replace(one, inspector=inspector) if isinstance(inspector, int) else one
        case "told":
            return replace(one, told_at=step.at)
        case "arrived":
            return replace(one, arrived_at=step.at, pass_code=str(data["pass"]))
        case "checked_in":
            return replace(one, checked_in_at=step.at, confirmed_by=None if data.get("alone") else step.by)
        case "marked":
            return replace(one, marks={**one.marks, str(data["item"]): Mark(str(data["mark"]))})
        case "finished":
            return _finished(one, step)
        case "followed":
            return replace(one, followed_at=step.at)
    return replace(one, cancelled=True)


def _finished(one: Inspection, step: Step) -> Inspection:
    told = step.data.get("follow_up")
    follow_up = date.fromisoformat(told) if isinstance(told, str) else None
    result, words = Result(str(step.data["result"])), str(step.data.get("words", ""))
    return replace(one, finished_at=step.at, result=result, words=words, follow_up=follow_up)


def may_know(one: Inspection, person: int, *, chairman: bool, concerned: bool) -> bool:
    """Whether a person may know of an inspection; `concerned`: of the unit inspected, or another leader.

    Of a surprise one before check-in only the inspector and the chairman, and nobody of one that was called off.
    """
    if chairman or one.inspector == person:
        return True
    if one.kind is Kind.SURPRISE:
        return concerned and one.checked_in_at is not None
    return concerned and (one.told_at is not None or one.checked_in_at is not None)


def told_in_time(now: datetime, day: date, calendar: Calendar) -> bool:
    """Whether a unit that is told now learns of its inspection at least one working day before."""
    arrives = local_day(sendable_at(Audience.OFFICIAL, now, calendar))
    return calendar.is_working_day(day) and arrives < day


def refuse_plan(kind: str, day: date, now: datetime, calendar: Calendar) -> str:
    """Why an inspection cannot be planned for a day, as a code; '' when it can."""
    if kind not in tuple(Kind):
        return "no_kind"
    if not calendar.is_working_day(day):
        return "day_off"
    if day < local_day(now):
        return "past"
    return "too_soon" if kind == Kind.PERIODIC and not told_in_time(now, day, calendar) else ""


def refuse_check_in(one: Inspection, now: datetime) -> str:
    """Why somebody of the unit cannot confirm the inspector now, as a code; '' when they can."""
    if not one.is_open or one.checked_in_at is not None or one.arrived_at is None:
        return "not_here"
    return "expired" if now > one.arrived_at + CODE_LIFE else ""


def refuse_finish(one: Inspection, result: str, follow_up: date | None, now: datetime, calendar: Calendar) -> str:
    """Why the result is not taken, as a code; '' when it is. What was found wanting is looked at again by a day."""
    if one.checked_in_at is None or not one.is_open:
        return "not_here"
    if result not in tuple(Result):
        return "no_result"
    if result == Result.GOOD:
        return "marked_fault" if Mark.FAULT in one.marks.values() else ""
    if follow_up is None or follow_up <= local_day(now):
        return "no_follow_up"
    return "" if calendar.is_working_day(follow_up) else "day_off"
