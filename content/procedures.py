"""Procedure files: read, localised for the office, named by a version, and restored from a snapshot."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from content.cards import Cards, read_cards
from content.conditions import read_checks, read_condition, read_facts
from content.laws import read_changes, read_fees, read_limits, read_papers, read_sources
from content.parties import read_parties
from content.problems import ContentError, Problem
from content.reading import Table
from content.sheet import FeeSheet, InPerson, LimitSheet, OutcomeSheet, PaperSheet, Sheet
from content.steps import Steps, read_steps
from flows.facts import Fact
from flows.procedure import Party, Procedure

DECIDERS = ("commune", "district", "province", "police", "land_office", "several")
FIELDS = "civil_status certification land social merit residence identity business construction petition".split()
VERSION_LENGTH = 12


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a definition that are lists of their own."""

    facts: dict[str, Fact]
    steps: Steps
    papers: tuple[PaperSheet, ...]
    fees: tuple[FeeSheet, ...]
    limits: tuple[LimitSheet, ...]
    cards: Cards
    parties: tuple[Party, ...]


def read_procedure(data: Mapping[str, object], file: str, problems: list[Problem]) -> Sheet:
    """The sheet of one definition; what cannot be read is added to `problems`."""
    table, snapshot = Table(data, file, "", problems), write(data)
    parts = _read_parts(table)
    sheet = Sheet(
        procedure=_rules(table, parts, version_of(snapshot)),
        field=table.one_of("field", tuple(FIELDS)),
        codes=table.words("codes"),
        decides=table.one_of("decides", DECIDERS),
        confidence=table.one_of("confidence", ("high", "medium", "low")),
        minutes=table.number("minutes"),
        title=table.said("title"),
        summary=table.said("summary"),
        who=table.said("who"),
        result=table.said("result"),
        validity=table.said("validity"),
        where=table.said("where"),
        online=table.said("online"),
        related=table.words("related"),
        phrases=table.words("phrases", None),
        mistakes=table.said_list("mistakes"),
        basis=table.words("basis", None),
        sources=read_sources(table.tables("sources")),
        steps=parts.steps.sheets,
        outcomes=read_outcomes(table.tables("outcomes")),
        papers=parts.papers,
        fees=parts.fees,
        limits=parts.limits,
        cards=parts.cards.whose,
        changes=read_changes(table.tables("changes")),
        snapshot=snapshot,
        in_person=_in_person(table.table("in_person"), parts.facts),
    )
    table.close()
    return sheet


def _read_parts(table: Table) -> _Parts:
    facts = read_facts(table.tables("facts"))
    steps = read_steps(table.tables("steps"), facts)
    return _Parts(
        facts,
        steps,
        tuple(read_papers(table.tables("papers"), facts, steps.sheets)),
        tuple(read_fees(table.tables("fees"), facts)),
        tuple(read_limits(table.tables("limits"), facts)),
        read_cards(table.tables("cards")),
        read_parties(table.tables("people"), facts),
    )


def _rules(table: Table, parts: _Parts, version: str) -> Procedure:
    return Procedure(
        table.text("key"),
        version,
        parts.steps.steps,
        tuple(parts.facts.values()),
        tuple(sheet.rule for sheet in parts.papers),
        tuple(sheet.rule for sheet in parts.fees),
        tuple(sheet.rule for sheet in parts.limits),
        read_checks(table.tables("checks")),
        parts.cards.holders,
        parts.parties,
    )


def _in_person(table: Table | None, facts: dict[str, Fact]) -> InPerson | None:
    if table is None:
        return None
    found = InPerson(table.text("source"), read_condition(table.table("only_if"), facts))
    table.close()
    return found


def read_outcomes(tables: tuple[Table, ...]) -> dict[str, OutcomeSheet]:
    """The outcomes by id."""
    outcomes: dict[str, OutcomeSheet] = {}
    for table in tables:
        id = table.text("id")
        if id in outcomes:
            table.fault(f"the outcome {id!r} is there twice", "give each outcome its own id")
        following = table.text("procedure", "") or None
        outcomes[id] = OutcomeSheet(id, table.said("title"), table.said("text"), following, table.flag("papers"))
        table.close()
    return outcomes


def restore(snapshot: str) -> Sheet:
    """The sheet that had this snapshot, for drafts and dossiers of an older version; raises ContentError."""
    problems: list[Problem] = []
    data = json.loads(snapshot)
    if not isinstance(data, dict):
        raise ContentError([Problem("snapshot", "", "it is not a definition", "keep what Sheet.snapshot gave")])
    sheet = read_procedure(data, "snapshot", problems)
    if problems:
        raise ContentError(problems)
    return sheet


def write(data: Mapping[str, object]) -> str:
    """The definition as one line of JSON in the order of the file, days as ISO text."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain)


def version_of(snapshot: str) -> str:
    """The short name of a definition: equal definitions have equal names on every machine."""
    return hashlib.sha256(snapshot.encode()).hexdigest()[:VERSION_LENGTH]


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot be kept: {value!r}")
