"""Fates: what will become of each file, drawn from a scenario so that every number comes out exactly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Literal

from bot.simulation.scenario import BadScenario, Scenario
from flows.clocks import Punctuality
from flows.deadlines import Calendar, instant

Ending = Literal["result", "refused", "declined", "withdrawn"]
# A term of working days, in which a day can be aimed at; of these most of a commune's files are.
BY_DAYS = "marital_status_certificate"
AT_DESK = "certify_copy"
OTHERS = "birth_registration"
# Working days that a file of each sort needs from its beginning to its end.
_NEEDS = {"plain": 5, "by_date": 9, "asked": 16, "unanswered": 24}


@dataclass(frozen=True, slots=True)
class Fate:
    """What is going to happen to one file, and when it begins."""

    number: int
    procedure: str
    online: bool
    begins: datetime
    ending: Ending = "result"
    punctuality: Punctuality = "early"
    supplement: Literal["", "before", "after"] = ""
    answered: bool = True
    apologised: bool = False
    helped: bool = False
    unread: bool = False
    left: bool = False


def draw(scenario: Scenario, first: date, last: date, calendar: Calendar, rng: Random) -> tuple[Fate, ...]:
    """The fates of all files between two days, in the order they begin; raises BadScenario when there is no time."""
    if first > last:
        raise BadScenario(f"{last} lies before {first}")
    dates = _Dates(first, last, calendar, rng)
    fates = list(_files(scenario, dates, rng))
    fates += [_left(number, dates, rng) for number in range(scenario.files, scenario.files + scenario.left)]
    return tuple(sorted(fates, key=lambda fate: (fate.begins, fate.number)))


class _Dates:
    """Moments at which files begin: in office hours, and online also in the evening and on days off."""

    def __init__(self, first: date, last: date, calendar: Calendar, rng: Random) -> None:
        self._calendar, self._rng = calendar, rng
        self._days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        self._working = [day for day in self._days if calendar.is_working_day(day)]

    def moment(self, needs: int, online: bool) -> datetime:
        """A moment that leaves so many working days."""
        if len(self._working) <= needs:
            raise BadScenario(f"less than {needs} working days are no time for it")
        rng, end = self._rng, self._working[-needs]
        if online and rng.random() < 0.25:
            days = [day for day in self._days if day < end] or self._working[:1]
            return self._at(rng.choice(days), time(17), time(21, 30))
        return self._at(rng.choice(self._working[:-needs]), time(7, 10), time(16, 20))

    def _at(self, day: date, opens: time, closes: time) -> datetime:
        begin, end = instant(day, opens), instant(day, closes)
        return begin + timedelta(seconds=self._rng.randrange(int((end - begin).total_seconds())))


def _files(scenario: Scenario, dates: _Dates, rng: Random) -> Iterator[Fate]:
    sorts = _sorts(scenario)
    rng.shuffle(sorts)
    numbers = list(range(scenario.files))
    direct, helped, unread = (
        set(rng.sample(numbers, count)) for count in (scenario.direct, scenario.helped, scenario.unread)
    )
    for number, sort in enumerate(sorts):
        online = number not in direct
        yield replace(
            sort,
            number=number,
            procedure=_procedure(sort, online, rng),
            online=online,
            begins=dates.moment(_needs(sort), online),
            helped=number in helped,
            unread=number in unread,
        )


def _sorts(scenario: Scenario) -> list[Fate]:
    """One fate for every file, still without a date."""
    plain = Fate(0, "", True, datetime.min.replace(tzinfo=UTC))
    late = replace(plain, punctuality="late")
    asked = [replace(plain, supplement="before")] * scenario.supplement_before
    asked += [replace(plain, supplement="after")] * scenario.supplement_after
    silent = [replace(one, answered=False) for one in asked[: scenario.unanswered]]
    return [
        *([replace(plain, punctuality="on_time")] * scenario.on_time),
        *([replace(late, apologised=True)] * scenario.apologised),
        *([late] * (scenario.late - scenario.apologised)),
        *([replace(plain, ending="refused")] * scenario.refused),
        *([replace(plain, ending="declined")] * scenario.declined),
        *([replace(plain, ending="withdrawn")] * scenario.withdrawn),
        *silent,
        *asked[scenario.unanswered :],
        *([plain] * (scenario.files - scenario.special)),
    ]


def _needs(fate: Fate) -> int:
    if fate.supplement:
        return _NEEDS["asked" if fate.answered else "unanswered"]
    return _NEEDS["plain" if fate.punctuality == "early" else "by_date"]


def _procedure(fate: Fate, online: bool, rng: Random) -> str:
    """A date can be aimed at only where the term is in working days; copies are certified at the desk alone."""
    if fate.punctuality != "early" or fate.ending == "withdrawn" or fate.supplement == "after":
        return BY_DAYS
    if not online and rng.random() < 0.7:
        return AT_DESK
    return BY_DAYS if rng.random() < 0.6 else OTHERS


def _left(number: int, dates: _Dates, rng: Random) -> Fate:
    procedure = BY_DAYS if rng.random() < 0.5 else OTHERS
    return Fate(number, procedure, True, dates.moment(_NEEDS["plain"], True), left=True)
