"""Reads facts, conditions and cautions of a procedure file."""

from content.reading import Table
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
    Rule,
    SameText,
    TodayFrom,
)

RULES = "days_since age_below count_at_least number_over day_before today_from same_text any_of".split()
CHECKS = "number_fits years_between has_accents".split()


def read_facts(tables: tuple[Table, ...]) -> dict[str, Fact]:
    """The facts by id; a fact may use those before it."""
    facts: dict[str, Fact] = {}
    for table in tables:
        id = table.text("id")
        if id in facts:
            table.fault(f"the fact {id!r} is there twice", "give each fact its own id")
        rule = _rule(table, facts)
        if rule is not None:
            facts[id] = Fact(id, rule)
        table.close()
    return facts


def read_condition(table: Table | None, facts: dict[str, Fact]) -> Condition | None:
    """A condition: `step = option`, `step = [options]` or `fact = true|false`, all of which must hold."""
    if table is None:
        return None
    answers: list[tuple[str, frozenset[str]]] = []
    wanted: list[tuple[Fact, bool]] = []
    for name, value in table.items():
        match value:
            case bool():
                if name in facts:
                    wanted.append((facts[name], value))
                else:
                    table.fault(f"unknown fact {name!r}", "declare it in [[facts]] above, or name a step's option")
            case str():
                answers.append((name, frozenset({value})))
            case list() if value and all(isinstance(item, str) for item in value):
                answers.append((name, frozenset(str(item) for item in value)))
            case _:
                table.fault(f"{name} = {value!r} is no condition", 'write step = "option" or fact = true', name)
    if not table.data:
        table.fault("an empty condition", "remove only_if, or name a step or a fact")
    return Condition(tuple(answers), tuple(wanted))


def read_checks(tables: tuple[Table, ...]) -> tuple[Check, ...]:
    """The cautions, which warn and never block."""
    found: list[Check] = []
    for table in tables:
        inner = _only_one(table, CHECKS)
        if inner is not None:
            found.append(_check(inner[0], inner[1]))
            inner[1].close()
        table.close()
    return tuple(found)


def _check(name: str, table: Table) -> Check:
    match name:
        case "number_fits":
            return NumberFits(table.text("number"), table.text("born", "") or None, table.text("sex", "") or None)
        case "years_between":
            return YearsBetween(table.text("older"), table.text("younger"), table.number("least"))
    return HasAccents(table.text("name"))


def _rule(table: Table, facts: dict[str, Fact]) -> Rule | None:
    if table.has("any_of"):
        conditions = (read_condition(inner, facts) for inner in table.tables("any_of"))
        return AnyOf(tuple(condition for condition in conditions if condition is not None))
    inner = _only_one(table, RULES)
    if inner is None:
        return None
    rule = _plain_rule(inner[0], inner[1])
    inner[1].close()
    return rule


def _plain_rule(name: str, table: Table) -> Rule:
    match name:
        case "days_since":
            return DaysSince(table.text("step"), table.number("more_than"))
        case "age_below":
            return AgeBelow(table.text("born"), table.number("years"), table.text("on", "") or None)
        case "count_at_least":
            return CountAtLeast(table.text("group"), table.number("least"))
        case "number_over":
            return NumberOver(table.text("step"), table.number("over"))
        case "day_before":
            return DayBefore(table.text("step"), table.day("day"))
        case "today_from":
            return TodayFrom(table.day("day"))
    return SameText(table.text("step"), table.text("other"))


def _only_one(table: Table, names: list[str]) -> tuple[str, Table] | None:
    written = [name for name in names if table.has(name)]
    if len(written) != 1:
        table.fault("no rule, or more than one", f"write exactly one of: {', '.join(names)}")
        return None
    inner = table.table(written[0])
    return None if inner is None else (written[0], inner)
