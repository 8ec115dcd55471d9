"""The round of a hamlet (N15): which houses a helper goes to this morning, why, and what came of each visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from flows.assistance import Purpose
from flows.calendar import local, local_day
from flows.deadlines import Calendar

MOST = 5  # houses a morning
BEGINS, ENDS = time(7, 30), time(15)  # a list that comes later is of no use that day
SUPPLEMENT_WITHIN = 5  # calendar days: before that a supplement is no reason to knock
_RESULT_AFTER = 3  # calendar days that a result waits before somebody comes for it


class Reason(StrEnum):
    """Why somebody is visited, the most pressing first."""

    UNREAD = "unread"  # what the law wants told is not read
    SUPPLEMENT = "supplement"  # papers are asked for, and the day comes near
    RESULT = "result"  # a result waits to be collected
    NO_PHONE = "no_phone"  # something is under way, and there is no number to phone


class Outcome(StrEnum):
    """What came of a visit."""

    TOLD = "told"
    AWAY = "away"
    MOVED = "moved"
    CALL = "call"  # they ask for an official's call


@dataclass(frozen=True, slots=True)
class Matter:
    """What is the matter with one file of a neighbour; `since` is when it began, or when it ends."""

    dossier: int
    reason: Reason
    since: datetime


@dataclass(frozen=True, slots=True)
class House:
    """A neighbour who agreed to be visited; `agreed` are the purposes, `helper` who alone may come (None: any)."""

    person: int
    hamlet: str
    matters: tuple[Matter, ...]
    helper: int | None = None
    agreed: frozenset[Purpose] = frozenset({Purpose.VISIT})


@dataclass(frozen=True, slots=True)
class Walker:
    """A helper who agreed to go round, and where; no hamlets means all of them."""

    person: int
    hamlets: tuple[str, ...] = ()

    def may_visit(self, house: House) -> bool:
        """Whether a house is theirs to go to; never their own."""
        theirs = not self.hamlets or house.hamlet in self.hamlets or house.helper == self.person
        return theirs and house.helper in (None, self.person) and house.person != self.person


def rounds(walkers: Iterable[Walker], houses: Iterable[House]) -> dict[int, tuple[House, ...]]:
    """At most five houses for each helper, the most pressing first; nobody is visited by two on one day."""
    left = sorted((house for house in houses if house.matters), key=_pressing)
    found: dict[int, list[House]] = {}
    order = sorted(walkers, key=lambda one: one.person)
    for house in left:
        able = [one for one in order if one.may_visit(house) and len(found.get(one.person, ())) < MOST]
        if able:
            least = min(able, key=lambda one: len(found.get(one.person, ())))
            found.setdefault(least.person, []).append(house)
    return {person: tuple(mine) for person, mine in found.items()}


def is_due(now: datetime, done: date | None, calendar: Calendar) -> bool:
    """Whether this is a working morning whose rounds were not given out yet."""
    here = local(now)
    today = here.date()
    return done != today and calendar.is_working_day(today) and BEGINS <= here.time() < ENDS


def supplement_presses(answer_by: datetime, now: datetime) -> bool:
    """Whether the day for a supplement is near, and not over."""
    return now < answer_by and (local_day(answer_by) - local_day(now)).days <= SUPPLEMENT_WITHIN


def result_waits(finished_at: datetime, now: datetime) -> bool:
    """Whether a result has waited long enough for somebody to come about it."""
    return (local_day(now) - local_day(finished_at)).days >= _RESULT_AFTER


@dataclass(frozen=True, slots=True)
class Stop:
    """One house on the list of a helper for a day; `outcome` None until ticked."""

    helper: int
    person: int
    day: date
    outcome: Outcome | None = None


Unticked = Literal["foreign", "late", "ticked", "withdrawn", "settled"]


def refusal(stop: Stop, helper: int, agreed: bool, pressing: bool, now: datetime) -> Unticked | None:
    """Why a tick does not count: another's list, another day, done before, consent withdrawn, nothing left to tell."""
    if stop.helper != helper:
        return "foreign"
    if stop.day != local_day(now):
        return "late"
    if stop.outcome is not None and stop.outcome is not Outcome.AWAY:
        return "ticked"
    if not agreed:
        return "withdrawn"
    return None if pressing else "settled"


def _pressing(house: House) -> tuple[int, datetime, int]:
    order = list(Reason)
    return min((order.index(one.reason), one.since, house.person) for one in house.matters)
