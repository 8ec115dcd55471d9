"""Reads the steps of a procedure file: what the core asks, and the words it is asked with."""

from dataclasses import dataclass

from content.conditions import read_condition
from content.reading import Table
from content.sheet import OptionSheet, StepSheet, Text
from flows.facts import Fact
from flows.kinds import (
    Address,
    Choice,
    CitizenId,
    Date,
    Document,
    Kind,
    Money,
    Number,
    Option,
    PersonName,
    Phone,
    Several,
)
from flows.kinds import Text as FreeText
from flows.procedure import End, Group, Question, Step
from flows.text import fold

KINDS = ("choice", "several", "text", "name", "date", "phone", "citizen_id", "address", "number", "money", "document")
STEP_KINDS = (*KINDS, "group", "end")
NO_EXAMPLE = ("choice", "several", "document")


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps for the core, and their texts by `step`, `group.member` and `group.more`."""

    steps: tuple[Step, ...]
    sheets: dict[str, StepSheet]


def read_steps(tables: tuple[Table, ...], facts: dict[str, Fact]) -> Steps:
    """Every step in file order."""
    steps: list[Step] = []
    sheets: dict[str, StepSheet] = {}
    for table in tables:
        kind = table.one_of("kind", STEP_KINDS)
        if kind == "end":
            steps.append(End(table.text("id"), table.text("outcome"), read_condition(table.table("only_if"), facts)))
        elif kind == "group":
            steps.append(_group(table, facts, sheets))
        else:
            steps.append(_question(table, kind, facts, sheets, ""))
        table.close()
    return Steps(tuple(steps), sheets)


def _group(table: Table, facts: dict[str, Fact], sheets: dict[str, StepSheet]) -> Group:
    id, more, short = table.text("id"), table.said("more"), table.said("short")
    _add(table, sheets, id, StepSheet(id, "group", {}, short, more=more))
    questions: list[Question] = []
    for inner in table.tables("steps"):
        questions.append(_question(inner, inner.one_of("kind", KINDS), facts, sheets, f"{id}."))
        inner.close()
    _add(table, sheets, f"{id}.more", StepSheet("more", "more", more, short))
    least, most = table.number("least", 1), table.number("most", 5)
    return Group(id, tuple(questions), least, most, read_condition(table.table("only_if"), facts))


def _question(table: Table, kind: str, facts: dict[str, Fact], sheets: dict[str, StepSheet], prefix: str) -> Question:
    id = table.text("id")
    options = _options(table, kind)
    sheet = StepSheet(
        id,
        kind,
        table.said("ask"),
        table.said("short"),
        table.said_or_none("why"),
        table.said_or_none("example") if kind in NO_EXAMPLE else table.said("example"),
        tuple(OptionSheet(option.id, label) for option, label in options),
        table.numbers("quick") if kind == "number" else (),
        table.text("paper", "") or None if kind == "document" else None,
        identity=table.flag("identity") if kind == "document" else False,
    )
    _add(table, sheets, prefix + id, sheet)
    return Question(
        id,
        _kind(table, kind, tuple(option for option, _ in options)),
        read_condition(table.table("only_if"), facts),
        table.flag("optional"),
        table.flag("at_desk") if kind == "document" else False,
        table.text("usual", "") or None if kind == "choice" else None,
        table.flag("by_card"),
    )


def _add(table: Table, sheets: dict[str, StepSheet], key: str, sheet: StepSheet) -> None:
    if key in sheets:
        table.fault(f"the step {key!r} is there twice", "give each step its own id")
    sheets[key] = sheet


def _kind(table: Table, kind: str, options: tuple[Option, ...]) -> Kind:
    match kind:
        case "choice":
            return Choice(options)
        case "several":
            return Several(options, table.number("least", 1))
        case "name":
            return PersonName()
        case "date":
            bound = table.text("not_before", "") or None
            return Date(table.flag("future"), table.flag("year_only"), bound)
        case "phone":
            return Phone()
        case "citizen_id":
            return CitizenId(table.flag("old"))
        case "address":
            return Address(options, places=table.words("places"))
        case "number":
            return Number(table.number("least", 0), table.number("most", 999))
        case "money":
            return Money(table.number("least", 0), table.number("most", 100_000_000_000))
        case "document":
            return Document(table.number("most", 50))
    return FreeText(table.number("least", 1), table.number("most", 300))


def _options(table: Table, kind: str) -> tuple[tuple[Option, Text], ...]:
    if kind in ("choice", "several"):
        return tuple(_option(inner) for inner in table.tables("options"))
    if kind != "address" or isinstance(table.data.get("hamlets", False), bool):
        if kind == "address":
            table.flag("hamlets")
        return ()
    return tuple(_option(inner) for inner in table.tables("hamlets"))


def _option(table: Table) -> tuple[Option, Text]:
    id, label = table.text("id"), {"vi": table.text("vi"), "en": table.text("en")}
    words = tuple(dict.fromkeys(fold(word) for word in (*label.values(), *table.words("words")) if fold(word)))
    table.close()
    return Option(id, words), label
