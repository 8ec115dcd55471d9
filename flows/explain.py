"""A due date that explains itself: every move of it with its reason, read from the events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from flows.answers import Data
from flows.calendar import local_day
from flows.chronicle import Happening, moment_of, since_acceptance
from flows.deadlines import Calendar

Code = Literal["accepted", "waits", "restarted", "promised", "calendar"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the date is what it is: what happened at `at`, the date that followed and the one of the law before it.

    `limit` names the rule behind it (`content.rules`), '' for none; `about` holds paper and reason as codes.
    """

    code: Code
    at: datetime
    due_at: datetime | None
    was: datetime | None
    limit: str
    about: Mapping[str, Data] = field(default_factory=dict)


def explain(happenings: Iterable[Happening]) -> tuple[Reason, ...]:
    """Every move of the date since acceptance, in order; nothing before it, for then there is only an expectation."""
    reasons: list[Reason] = []
    due_at: datetime | None = None
    for one in since_acceptance(happenings):
        reason = _reason(one, due_at)
        if reason is not None:
            reasons.append(reason)
            due_at = due_at if reason.code == "promised" else reason.due_at or due_at
    return tuple(reasons)


def _reason(one: Happening, was: datetime | None) -> Reason | None:
    told = moment_of(one, "due_at")
    match one.kind:
        case "accept":
            return Reason("accepted", one.at, told, None, "T4")
        case "ask_supplement":
            return Reason("waits", one.at, None, was, "T6", one.data)
        case "complete":
            return Reason("restarted", one.at, told or was, was, "T6")
        case "promise_new_date":
            return Reason("promised", one.at, moment_of(one, "promised_at"), was, "T9", one.data)
        case "calendar" if told is not None:
            return Reason("calendar", one.at, told, was, "")
    return None


def days_off_between(start: datetime, end: datetime, calendar: Calendar) -> tuple[tuple[date, str], ...]:
    """The named days off that a term skips: those after its first day and before its last."""
    first, last = local_day(start), local_day(end)
    return tuple((day, calendar.days_off[day]) for day in sorted(calendar.days_off) if first < day < last)


def working_days_left(now: datetime, end: datetime, calendar: Calendar) -> int:
    """The working days after today, up to and with the last; 0 on the last day and when it is over."""
    day, last, left = local_day(now), local_day(end), 0
    while day < last:
        day += timedelta(days=1)
        left += calendar.is_working_day(day)
    return left
