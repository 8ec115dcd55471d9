"""Checks that conditions, facts and cautions look only at earlier answers that can be as wanted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from content.problems import Problem
from content.sheet import Sheet
from flows.checks import Check, HasAccents, NumberFits, YearsBetween
from flows.facts import (
    AgeBelow,
    AnyOf,
    Condition,
    CountAtLeast,
    DayBefore,
    DaysSince,
    Fact,
    NumberOver,
    SameText,
    TodayFrom,
    needs,
)
from flows.kinds import Choice, CitizenId, Date, Kind, Money, Number, PersonName, Phone, Several, Text
from flows.procedure import Flat, Group, PerPage, PerPiece, Question, Step

Known = Mapping[str, Question | Group]
_WORDS = (Text, PersonName, Phone, CitizenId, Choice, Date)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a condition may look at (`earlier`) and what stands elsewhere in the file (`all`)."""

    file: str
    where: str
    earlier: Known
    all: frozenset[str]

    def fault(self, what: str, remedy: str) -> Problem:
        return Problem(self.file, self.where, what, remedy)

    def missing(self, id: str, by: str) -> Problem:
        if id in self.all:
            return self.fault(f"{by} looks at the later step {id!r}", f"move {id!r} before it")
        return self.fault(f"{by} looks at the unknown step {id!r}", f"name one of: {', '.join(self.earlier) or 'none'}")


def check_conditions(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Problems of everything that looks at answers."""
    steps = sheet.procedure.steps
    ids = frozenset(step.id for step in steps)
    known: dict[str, Question | Group] = {}
    for step in steps:
        yield from _step(step, _Scope(file, f"steps.{step.id}", dict(known), ids))
        if isinstance(step, Question | Group):
            known[step.id] = step
    for fact in sheet.procedure.facts:
        yield from _fact(fact, _Scope(file, f"facts.{fact.id}", known, ids))
    for party in sheet.procedure.parties:
        yield from _condition(party.only_if, _Scope(file, f"people.{party.role}", known, ids))
    for check in sheet.procedure.checks:
        yield from _check(check, _Scope(file, "checks", known, ids))
    if sheet.in_person is not None:
        yield from _condition(sheet.in_person.only_if, _Scope(file, "in_person", known, ids))
    yield from _laws(sheet, file, known, ids)


def _step(step: Step, scope: _Scope) -> Iterator[Problem]:
    yield from _condition(step.only_if, scope)
    if isinstance(step, Question):
        yield from _bound(step.kind, scope)
    if isinstance(step, Group):
        members: dict[str, Question | Group] = {}
        names = frozenset(question.id for question in step.questions)
        for question in step.questions:
            where = f"{scope.where}.{question.id}"
            inner = _Scope(scope.file, where, {**scope.earlier, **members}, scope.all | names)
            yield from _condition(question.only_if, inner)
            yield from _bound(question.kind, _Scope(scope.file, where, scope.earlier, scope.all | names))
            members[question.id] = question


def _condition(condition: Condition | None, scope: _Scope) -> Iterator[Problem]:
    if condition is None:
        return
    for id, wanted in condition.answers:
        yield from _answer(id, wanted, scope)
    for fact, _ in condition.facts:
        for id in sorted(needs(fact.rule) - set(scope.earlier)):
            yield scope.missing(id, f"the fact {fact.id!r}")


def _answer(id: str, wanted: frozenset[str], scope: _Scope) -> Iterator[Problem]:
    step = scope.earlier.get(id)
    if step is None:
        yield scope.missing(id, "the condition")
    elif isinstance(step, Group) or not isinstance(step.kind, Choice | Several):
        yield scope.fault(f"the step {id!r} has no options to look at", "name a choice, or declare a fact")
    else:
        options = [option.id for option in step.kind.options]
        for option in sorted(wanted.difference(options)):
            yield scope.fault(f"the step {id!r} has no option {option!r}", f"use one of: {', '.join(options)}")


def _bound(kind: Kind, scope: _Scope) -> Iterator[Problem]:
    if isinstance(kind, Date) and kind.not_before is not None:
        yield from _of_kind(kind.not_before, (Date,), scope, "not_before")


def _of_kind(id: str, kinds: tuple[type, ...], scope: _Scope, by: str) -> Iterator[Problem]:
    step = scope.earlier.get(id)
    if step is None:
        yield scope.missing(id, by)
    elif isinstance(step, Group) or not isinstance(step.kind, kinds):
        names = " or ".join(kind.__name__ for kind in kinds)
        yield scope.fault(f"{by} looks at {id!r}, which is no {names}", "name a step of that kind, outside groups")


def _fact(fact: Fact, scope: _Scope) -> Iterator[Problem]:
    match fact.rule:
        case DaysSince(step) | DayBefore(step):
            yield from _of_kind(step, (Date,), scope, "the rule")
        case AgeBelow(born, _, on):
            for step in filter(None, (born, on)):
                yield from _of_kind(step, (Date,), scope, "the rule")
        case NumberOver(step):
            yield from _of_kind(step, (Number, Money), scope, "the rule")
        case SameText(step, other):
            for name in (step, other):
                yield from _of_kind(name, _WORDS, scope, "the rule")
        case CountAtLeast(group):
            if not isinstance(scope.earlier.get(group), Group):
                yield scope.fault(f"the rule counts {group!r}, which is no group", "name a step of kind group")
        case AnyOf(conditions):
            for condition in conditions:
                yield from _condition(condition, scope)
        case TodayFrom():
            return
        case _:
            assert_never(fact.rule)


def _check(check: Check, scope: _Scope) -> Iterator[Problem]:
    match check:
        case NumberFits(number, born, sex):
            yield from _of_kind(number, (CitizenId,), scope, "number")
            if born is not None:
                yield from _of_kind(born, (Date,), scope, "born")
            if sex not in (None, "male", "female"):
                yield from _answer(sex, frozenset({"male", "female"}), scope)
        case YearsBetween(older, younger):
            for step in (older, younger):
                yield from _of_kind(step, (Date,), scope, "years_between")
        case HasAccents(name):
            yield from _of_kind(name, (PersonName,), scope, "has_accents")
        case _:
            assert_never(check)


def _laws(sheet: Sheet, file: str, known: Known, ids: frozenset[str]) -> Iterator[Problem]:
    for part, rules in (("papers", sheet.papers), ("fees", sheet.fees), ("limits", sheet.limits)):
        for law in rules:
            yield from _condition(law.rule.only_if, _Scope(file, f"{part}.{law.rule.id}", known, ids))
    for fee in sheet.fees:
        scope = _Scope(file, f"fees.{fee.rule.id}", known, ids)
        match fee.rule.amount:
            case PerPiece(_, count):
                yield from _of_kind(count, (Number,), scope, "count")
            case PerPage(_, _, _, pages, copies):
                for step in (pages, copies):
                    yield from _of_kind(step, (Number,), scope, "per_page")
            case Flat():
                pass
            case _:
                assert_never(fee.rule.amount)
