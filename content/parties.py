"""Reads who is asked about in a procedure, so that an earlier file's answers about the same person can be offered."""

from collections.abc import Iterator

from content.cards import FITS
from content.conditions import read_condition
from content.problems import Problem
from content.reading import Table
from content.sheet import Sheet
from flows.earlier import FIELDS
from flows.facts import Fact
from flows.kinds import Kind, Phone
from flows.procedure import Party, Question

ROLES = ("myself", "mother", "father", "child", "spouse")
_FITS: dict[str, tuple[type[Kind], ...]] = {**FITS, "phone": (Phone,)}


def read_parties(tables: tuple[Table, ...], facts: dict[str, Fact]) -> tuple[Party, ...]:
    """Every `[[people]]` in file order."""
    return tuple(_party(table, facts) for table in tables)


def _party(table: Table, facts: dict[str, Fact]) -> Party:
    role = table.one_of("role", ROLES)
    condition = read_condition(table.table("only_if"), facts)
    party = Party(role, _fills(table), condition, table.flag("anew"))
    table.close()
    return party


def _fills(table: Table) -> tuple[tuple[str, str], ...]:
    inner = table.table("fills")
    if inner is None:
        table.fault("nothing is known of this person", 'write fills = { name = "step", number = "step" }')
        return ()
    fills = tuple((field, inner.text(field)) for field in FIELDS if inner.has(field))
    inner.close()
    return fills


def check_parties(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Problems of the people: steps that are not there, stand in a group, or cannot hold what they are to hold."""
    known = {step.id: step for step in sheet.procedure.steps if isinstance(step, Question)}
    for party in sheet.procedure.parties:
        for field, step in party.fills:
            where = f"people.{party.role}.fills.{field}"
            if step not in known:
                yield Problem(file, where, f"unknown step {step!r}", "name a step that is asked, outside groups")
            elif not isinstance(known[step].kind, _FITS[field]):
                yield Problem(file, where, f"{step!r} cannot hold it", f"use a step of another kind for {field}")
