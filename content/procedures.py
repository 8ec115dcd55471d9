"""Procedure files: read, localised for the office, named by a version, and restored from a snapshot."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from content.conditions import read_checks, read_facts
from content.laws import read_fees, read_limits, read_papers, read_sources
from content.problems import ContentError, Problem
from content.reading import Table
from content.sheet import OutcomeSheet, Sheet
from content.steps import read_steps
from flows.procedure import Procedure

FIELDS = "civil_status certification land social merit residence identity business construction petition".split()
VERSION_LENGTH = 12


def read_procedure(data: Mapping[str, object], file: str, problems: list[Problem]) -> Sheet:
    """The sheet of one definition; what cannot be read is added to `problems`."""
    table = Table(data, file, "", problems)
    facts = read_facts(table.tables("facts"))
    steps = read_steps(table.tables("steps"), facts)
    papers = tuple(read_papers(table.tables("papers"), facts, steps.sheets))
    fees = tuple(read_fees(table.tables("fees"), facts))
    limits = tuple(read_limits(table.tables("limits"), facts))
    snapshot = write(data)
    procedure = Procedure(
        table.text("key"),
        version_of(snapshot),
        steps.steps,
        tuple(facts.values()),
        tuple(sheet.rule for sheet in papers),
        tuple(sheet.rule for sheet in fees),
        tuple(sheet.rule for sheet in limits),
        read_checks(table.tables("checks")),
    )
    sheet = Sheet(
        procedure=procedure,
        field=table.one_of("field", tuple(FIELDS)),
        codes=table.words("codes"),
        decides=table.text("decides"),
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
        steps=steps.sheets,
        outcomes=read_outcomes(table.tables("outcomes")),
        papers=papers,
        fees=fees,
        limits=limits,
        snapshot=snapshot,
    )
    table.close()
    return sheet


def read_outcomes(tables: tuple[Table, ...]) -> dict[str, OutcomeSheet]:
    """The outcomes by id."""
    outcomes: dict[str, OutcomeSheet] = {}
    for table in tables:
        id = table.text("id")
        if id in outcomes:
            table.fault(f"the outcome {id!r} is there twice", "give each outcome its own id")
        following = table.text("procedure", "") or None
        outcomes[id] = OutcomeSheet(id, table.said("title"), table.said("text"), following)
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
