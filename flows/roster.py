"""The duty roster (lịch trực) of the mass organisations at the one-stop desk: who serves when, drawn fairly.

Each working day has a lead body, each body serves in every working week. What holds when people are away stands at
`draw`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from flows.deadlines import Calendar, OfficeHours, instant

T = TypeVar("T")
WEEK = timedelta(days=7)
_FRIDAY = timedelta(days=4)


class Shift(StrEnum):
    """A half of the office day, in the order of the day."""

    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, slots=True)
class Member:
    """A person who takes turns for a body."""

    person: int
    body: str


@dataclass(frozen=True, slots=True)
class Absence:
    """A person who takes no turn from the first to the last day, both counted."""

    person: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Duty:
    """A turn as drawn: a half day, the body it is for and who takes it; None when nobody is there."""

    day: date
    shift: Shift
    body: str
    person: int | None


@dataclass(frozen=True, slots=True)
class Crew:
    """The bodies in the order of their weekdays, their members and who is away."""

    bodies: tuple[str, ...]
    members: tuple[Member, ...]
    absences: tuple[Absence, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError when a person serves for two bodies: turns could then meet."""
        if len({one.person for one in self.members}) < len(self.members):
            raise ValueError("a person serves for one body")

    def of(self, body: str) -> tuple[int, ...]:
        """The members of a body."""
        return tuple(one.person for one in self.members if one.body == body)

    def is_away(self, person: int, day: date) -> bool:
        """Whether a person is away on a day."""
        return any(one.person == person and one.first <= day <= one.last for one in self.absences)

    def present(self, body: str, day: date) -> tuple[int, ...]:
        """The members of a body that are there on a day."""
        return tuple(person for person in self.of(body) if not self.is_away(person, day))


def monday_of(day: date) -> date:
    """The Monday of a day's week (ISO)."""
    return day - timedelta(days=day.weekday())


def working_days(monday: date, calendar: Calendar) -> tuple[date, ...]:
    """The days of a week on which the desk is open, make-up Saturdays among them."""
    days = (monday + timedelta(days=place) for place in range(7))
    return tuple(day for day in days if calendar.is_working_day(day))


def publish_at(monday: date, calendar: Calendar, clock: time) -> datetime:
    """When the roster of a week is published: on the Friday before, else on the last working day before that."""
    friday = monday - WEEK + _FRIDAY
    day = friday if calendar.is_working_day(friday) else calendar.last_working_day_before(friday)
    return instant(day, clock)


def draft_at(monday: date, calendar: Calendar, clock: time) -> datetime:
    """When its draft is made: a working day before that, so that the organiser has a day to change it."""
    friday = monday - WEEK + _FRIDAY
    day = friday if calendar.is_working_day(friday) else calendar.last_working_day_before(friday)
    return instant(calendar.last_working_day_before(day), clock)


def period(day: date, shift: Shift, hours: OfficeHours) -> tuple[datetime, datetime]:
    """When a turn begins and ends, in UTC."""
    opens, closes = hours.morning if shift is Shift.MORNING else hours.afternoon
    return instant(day, opens), instant(day, closes)


def draw(monday: date, crew: Crew, past: Iterable[Duty], calendar: Calendar) -> tuple[Duty, ...]:
    """The turns of a week, the same for the same inputs; `past` are those of other weeks.

    Nobody is drawn twice for a half day, or on a day they are away. Every half day of every working day has a turn,
    taken whenever anybody at all is there. Every body of which anybody is there on a working day serves in the week.
    Each turn goes to the member with the fewest in that month among those of the body who are there: so two members
    who are there on the same days differ by at most one turn a month. Bodies without members are left out.
    """
    days = working_days(monday, calendar)
    bodies = tuple(body for body in crew.bodies if crew.of(body))
    if not days or not bodies:
        return ()
    before = tuple(past)
    shared = _share(days, bodies, crew, before)
    ledger = _Ledger(before)
    return tuple(
        ledger.give(day, shift, body, crew.present(body, day))
        for day in days
        for shift, those in _halves(shared[day])
        for body in those
    )


def loads(duties: Iterable[Duty], month: tuple[int, int]) -> Mapping[int, int]:
    """How many turns each person has in a month (year, month)."""
    return Counter(one.person for one in duties if one.person is not None and _month(one.day) == month)


class _Ledger:
    """Turns counted by person and month while they are given."""

    def __init__(self, past: Iterable[Duty]) -> None:
        self._counts: Counter[tuple[int, tuple[int, int]]] = Counter()
        self._last: dict[int, tuple[date, Shift]] = {}
        for one in past:
            self._note(one)

    def give(self, day: date, shift: Shift, body: str, present: Sequence[int]) -> Duty:
        """The turn, to who has fewest in its month; of these to who served longest ago."""
        duty = Duty(day, shift, body, min(present, key=lambda person: self._rank(person, day), default=None))
        self._note(duty)
        return duty

    def _rank(self, person: int, day: date) -> tuple[int, tuple[date, Shift], int]:
        return self._counts[person, _month(day)], self._last.get(person, (date.min, Shift.MORNING)), person

    def _note(self, duty: Duty) -> None:
        if duty.person is not None:
            self._counts[duty.person, _month(duty.day)] += 1
            here = (duty.day, duty.shift)
            self._last[duty.person] = max(self._last.get(duty.person, here), here)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _halves(bodies: Sequence[str]) -> tuple[tuple[Shift, Sequence[str]], ...]:
    """A body alone has the whole day; several share it, the lead in the morning."""
    if len(bodies) == 1:
        return ((Shift.MORNING, bodies), (Shift.AFTERNOON, bodies))
    half = (len(bodies) + 1) // 2
    return ((Shift.MORNING, bodies[:half]), (Shift.AFTERNOON, bodies[half:]))


def _share(
    days: Sequence[date], bodies: tuple[str, ...], crew: Crew, past: Sequence[Duty]
) -> Mapping[date, Sequence[str]]:
    """The bodies of each day, the lead first."""
    can = {body: tuple(day for day in days if crew.present(body, day)) for body in bodies}
    leads, turned = _leads(bodies, can), _rotated(bodies, days[0])
    shared: dict[date, list[str]] = {day: [leads[day]] if day in leads else [] for day in days}
    for body in turned:
        if body not in leads.values() and can[body]:
            quietest = min(_rotated(can[body], days[0]), key=lambda day: len(shared[day]))
            shared[quietest].append(body)
    counts = Counter(one.body for one in past if _month(one.day) == _month(days[0]))
    for day in days:
        if not shared[day]:
            there = [body for body in turned if day in can[body]]
            shared[day].append(min(there or turned, key=lambda one: counts[one]))
        counts.update(shared[day])
    return shared


def _leads(bodies: tuple[str, ...], can: Mapping[str, Sequence[date]]) -> Mapping[date, str]:
    """A day for as many bodies as possible: each its own weekday, and others only where that is not to be had."""
    leads = {day: body for place, body in enumerate(bodies) for day in can[body] if day.weekday() == place}
    for body in bodies:
        if body not in leads.values():
            _lead(body, can, leads, set())
    return leads


def _lead(body: str, can: Mapping[str, Sequence[date]], leads: dict[date, str], tried: set[date]) -> bool:
    """Finds a day for a body, moving others on if they can (an augmenting path)."""
    for day in sorted(can[body], key=lambda one: one in leads):
        if day not in tried:
            tried.add(day)
            if day not in leads or _lead(leads[day], can, leads, tried):
                leads[day] = body
                return True
    return False


def _rotated(things: Sequence[T], day: date) -> Sequence[T]:
    """The same things, begun at another one each week, so that what is left over meets each in turn."""
    start = day.isocalendar().week % len(things)
    return (*things[start:], *things[:start])
