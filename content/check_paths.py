"""Checks that every step, paper, fee and limit can come about under some answers.

Only what is certainly impossible is refused: each requirement is followed to the answers it needs, and compared
with what the ends before it have already taken away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from content.problems import Problem
from content.sheet import Sheet
from flows.facts import AnyOf, Condition, Fact, needs
from flows.kinds import Choice
from flows.procedure import End, Group, Procedure, Question, Step

_REMEDY = "change the condition, or remove it"


@dataclass(frozen=True, slots=True)
class _Needed:
    """Answers and facts that something needs; `choices` holds the options still possible by step."""

    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: Mapping[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class _Walk:
    """The steps passed so far, what is left of each choice, and the ends passed."""

    steps: dict[str, Step] = field(default_factory=dict)
    left: dict[str, frozenset[str]] = field(default_factory=dict)
    facts: dict[str, bool] = field(default_factory=dict)
    ends: list[Condition] = field(default_factory=list)
    closed: bool = False

    def possible(self, *conditions: Condition | None) -> bool:
        if self.closed or any(not self.left[id] for id, step in self.steps.items() if self._always(id, step)):
            return False
        needed: _Needed | None = _Needed(facts=dict(self.facts))
        for condition in conditions:
            needed = needed and self._gather(needed, condition)
        return needed is not None and not any(_implied(end, needed) for end in self.ends)

    def passed(self, step: Step) -> None:
        self.steps[step.id] = step
        if isinstance(step, Question) and isinstance(step.kind, Choice):
            self.left[step.id] = frozenset(option.id for option in step.kind.options)
        if isinstance(step, End):
            self._end(step.only_if)

    def _end(self, condition: Condition | None) -> None:
        if condition is None:
            self.closed = True
            return
        self.ends.append(condition)
        match condition:
            case Condition(((id, wanted),), ()) if id in self.left:
                self.left[id] -= wanted
            case Condition((), ((fact, truth),)):
                self.facts[fact.id] = not truth

    def _always(self, id: str, step: Step) -> bool:
        return id in self.left and step.only_if is None

    def _gather(self, needed: _Needed, condition: Condition | None) -> _Needed | None:
        """What the condition needs besides; None when that contradicts what is needed already."""
        if condition is None:
            return needed
        found: _Needed | None = needed
        for id, wanted in condition.answers:
            found = found and self._answer(found, id, wanted)
        for fact, truth in condition.facts:
            found = found and self._fact(found, fact, truth)
        return found

    def _answer(self, needed: _Needed, id: str, wanted: frozenset[str]) -> _Needed | None:
        if id in self.left:
            options = needed.choices.get(id, self.left[id]) & wanted
            if not options:
                return None
            needed = replace(needed, choices={**needed.choices, id: options})
        return self._asked(needed, id)

    def _asked(self, needed: _Needed, id: str) -> _Needed | None:
        return self._gather(needed, self.steps[id].only_if) if id in self.steps else needed

    def _fact(self, needed: _Needed, fact: Fact, truth: bool) -> _Needed | None:
        if needed.facts.get(fact.id, truth) is not truth:
            return None
        found: _Needed | None = replace(needed, facts={**needed.facts, fact.id: truth})
        if not truth:
            return found
        if isinstance(fact.rule, AnyOf):
            ways = (found and self._gather(found, condition) for condition in fact.rule.conditions)
            return next((found for way in ways if way is not None), None)
        for id in sorted(needs(fact.rule)):
            found = found and self._asked(found, id)
        return found


def check_paths(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Steps that are never asked, and papers, fees and limits that never apply."""
    walk = _Walk()
    laws = dict(_laws(sheet.procedure))
    for step in sheet.procedure.steps:
        if isinstance(step, End) and _tells(sheet, step):
            laws = {where: law for where, law in laws.items() if not walk.possible(step.only_if, law)}
        if not walk.possible(step.only_if):
            yield Problem(file, f"steps.{step.id}", "no answers lead here", _REMEDY)
        if isinstance(step, Group):
            yield from _members(step, walk, file)
        walk.passed(step)
    for where, condition in laws.items():
        if not walk.possible(condition):
            yield Problem(file, where, "it never applies", _REMEDY)


def _tells(sheet: Sheet, end: End) -> bool:
    """Whether papers, fee and limit stand below this ending."""
    outcome = sheet.outcomes.get(end.outcome)
    return outcome is not None and outcome.papers


def _members(group: Group, before: _Walk, file: str) -> Iterator[Problem]:
    walk = _Walk(dict(before.steps), dict(before.left), dict(before.facts), list(before.ends), before.closed)
    for question in group.questions:
        if not walk.possible(question.only_if):
            yield Problem(file, f"steps.{group.id}.{question.id}", "no answers lead here", _REMEDY)
        walk.passed(question)


def _laws(procedure: Procedure) -> Iterator[tuple[str, Condition | None]]:
    for paper in procedure.papers:
        yield f"papers.{paper.id}", paper.only_if
    for fee in procedure.fees:
        yield f"fees.{fee.id}", fee.only_if
    for limit in procedure.limits:
        yield f"limits.{limit.id}", limit.only_if


def _implied(end: Condition, needed: _Needed) -> bool:
    """Whether whoever fulfils `needed` has certainly left through this end."""
    answers = all(id in needed.choices and needed.choices[id] <= wanted for id, wanted in end.answers)
    return answers and all(needed.facts.get(fact.id) is truth for fact, truth in end.facts)
