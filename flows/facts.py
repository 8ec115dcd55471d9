"""Facts: named truths derived from answers by a closed set of rules, and the conditions that use them."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from flows.answers import Answers, Gathered, Value
from flows.kinds.date import as_date, as_year
from flows.text import fold


@dataclass(frozen=True, slots=True)
class DaysSince:
    """More than `more_than` days have passed since the day answered at `step`."""

    step: str
    more_than: int


@dataclass(frozen=True, slots=True)
class AgeBelow:
    """The person born at `born` is younger than `years` on the day of `on` (today when not given)."""

    born: str
    years: int
    on: str | None = None


@dataclass(frozen=True, slots=True)
class CountAtLeast:
    """The repeatable group `group` has at least `least` blocks."""

    group: str
    least: int


@dataclass(frozen=True, slots=True)
class NumberOver:
    """The number answered at `step` is greater than `over`."""

    step: str
    over: int


@dataclass(frozen=True, slots=True)
class DayBefore:
    """The day answered at `step` lies before `day`."""

    step: str
    day: date


@dataclass(frozen=True, slots=True)
class TodayFrom:
    """Today is `day` or later: a rule of law that begins on that day."""

    day: date


@dataclass(frozen=True, slots=True)
class SameText:
    """Two answers are the same words, case and diacritics aside."""

    step: str
    other: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]


Rule = DaysSince | AgeBelow | CountAtLeast | NumberOver | DayBefore | TodayFrom | SameText | AnyOf


@dataclass(frozen=True, slots=True)
class Fact:
    """A rule with the name that conditions use."""

    id: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Condition:
    """All of: each named answer is (or holds) one of the given options; each fact is as wanted.

    `answers` pairs a step id with option ids, `facts` a fact with its wanted truth.
    """

    answers: tuple[tuple[str, frozenset[str]], ...] = ()
    facts: tuple[tuple[Fact, bool], ...] = ()

    def steps(self) -> frozenset[str]:
        """Every step whose answer this condition looks at."""
        own = {step for step, _ in self.answers}
        return frozenset(own.union(*(needs(fact.rule) for fact, _ in self.facts)))


def holds(condition: Condition | None, seen: Answers, today: date) -> bool:
    """Whether the condition is true of the answers given so far; no condition always holds."""
    if condition is None:
        return True
    for step, wanted in condition.answers:
        value = seen.get(step)
        if isinstance(value, str):
            if value not in wanted:
                return False
        elif not isinstance(value, Gathered) or wanted.isdisjoint(value.items):
            return False
    return all(is_true(fact.rule, seen, today) is wanted for fact, wanted in condition.facts)


def is_true(rule: Rule, seen: Answers, today: date) -> bool:
    """Whether the rule is true of the answers; false while an answer it needs is missing."""
    match rule:
        case DaysSince(step, more_than):
            since = as_date(seen.get(step))
            return since is not None and (today - since).days > more_than
        case AgeBelow(born, years, on):
            return _younger(seen.get(born), today if on is None else as_date(seen.get(on)), years)
        case CountAtLeast(group, least):
            return blocks(seen, group) >= least
        case NumberOver(step, over):
            number = seen.get(step)
            return isinstance(number, int) and number > over
        case DayBefore(step, day):
            answered = as_date(seen.get(step))
            return answered is not None and answered < day
        case TodayFrom(day):
            return today >= day
        case SameText(step, other):
            return _same(seen.get(step), seen.get(other))
        case AnyOf(conditions):
            return any(holds(condition, seen, today) for condition in conditions)
    assert_never(rule)


def needs(rule: Rule) -> frozenset[str]:
    """The steps (or groups) a rule looks at."""
    match rule:
        case DaysSince(step) | NumberOver(step) | DayBefore(step):
            return frozenset({step})
        case AgeBelow(born, _, on):
            return frozenset({born, on} if on else {born})
        case CountAtLeast(group):
            return frozenset({group})
        case SameText(step, other):
            return frozenset({step, other})
        case TodayFrom():
            return frozenset()
        case AnyOf(conditions):
            return frozenset().union(*(condition.steps() for condition in conditions))
    assert_never(rule)


def blocks(seen: Answers, group: str) -> int:
    """How many blocks of a repeatable group have been begun."""
    prefix = f"{group}["
    return len({key.split("]", 1)[0] for key in seen if key.startswith(prefix)})


def age_on(born: Value, on: date) -> int | None:
    """Full years on a day; a bare birth year counts as its 31 December (the youngest it can be)."""
    day, year = as_date(born), as_year(born)
    if day is not None:
        return on.year - day.year - ((on.month, on.day) < (day.month, day.day))
    return on.year - year - ((on.month, on.day) < (12, 31)) if year is not None else None


def _younger(born: Value, on: date | None, years: int) -> bool:
    age = age_on(born, on) if on is not None else None
    return age is not None and age < years


def _same(one: Value, other: Value) -> bool:
    return isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other)
