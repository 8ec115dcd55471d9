"""Reads whose identity cards may be photographed in a procedure, and checks that each fills steps that fit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from content.problems import Problem
from content.reading import Table
from content.sheet import Sheet, Text
from flows.identity import FIELDS
from flows.kinds import Address, Choice, CitizenId, Date, Kind, PersonName
from flows.kinds import Text as FreeText
from flows.procedure import Group, Holder, Question

# Which kinds of question a field of the card can answer.
FITS: dict[str, tuple[type[Kind], ...]] = {
    "number": (CitizenId,),
    "old_number": (CitizenId,),
    "name": (PersonName, FreeText),
    "born": (Date,),
    "sex": (Choice,),
    "address": (Address, FreeText),
    "issued": (Date,),
}


@dataclass(frozen=True, slots=True)
class Cards:
    """The holders for the core, and how each is called, by id."""

    holders: tuple[Holder, ...]
    whose: dict[str, Text]


def read_cards(tables: tuple[Table, ...]) -> Cards:
    """Every `[[cards]]` in file order."""
    holders: list[Holder] = []
    whose: dict[str, Text] = {}
    for table in tables:
        id = table.text("id")
        if id in whose:
            table.fault(f"the card {id!r} is there twice", "give each card its own id")
        whose[id] = table.said("whose")
        sex = table.one_of("sex", ("female", "male")) if table.has("sex") else None
        holders.append(Holder(id, _fills(table), table.text("group", "") or None, sex, not table.flag("unasked")))
        table.close()
    return Cards(tuple(holders), whose)


def _fills(table: Table) -> tuple[tuple[str, str], ...]:
    inner = table.table("fills")
    if inner is None:
        table.fault("the card fills nothing", 'write fills = { name = "step", number = "step" }')
        return ()
    fills = tuple((field, inner.text(field)) for field in FIELDS if inner.has(field))
    inner.close()
    return fills


def check_cards(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Problems of the cards: steps that are not there or do not fit, steps filled twice, `by_card` without a card."""
    for holder in sheet.procedure.holders:
        known = _questions(sheet, holder)
        for field, step in holder.fills:
            where = f"cards.{holder.id}.fills.{field}"
            if step not in known:
                place = f" of the group {holder.group!r}" if holder.group else ""
                yield Problem(file, where, f"unknown step {step!r}{place}", "name a step that is asked")
            elif not isinstance(known[step].kind, FITS[field]):
                yield Problem(file, where, f"{step!r} cannot hold it", f"use a step of another kind for {field}")
        if "name" not in dict(holder.fills):
            yield Problem(file, f"cards.{holder.id}.fills", "no name is filled", "the card is asked for at the name")
    filled = [(holder.group, step) for holder in sheet.procedure.holders for _, step in holder.fills]
    for (_, step), times in Counter(filled).items():
        if times > 1:
            yield Problem(file, f"steps.{step}", "two cards fill it", "let one card fill a step")
    yield from _silent(sheet, file, {step for _, step in filled})


def _questions(sheet: Sheet, holder: Holder) -> dict[str, Question]:
    steps = sheet.procedure.steps
    if holder.group is None:
        return {step.id: step for step in steps if isinstance(step, Question)}
    groups = (step for step in steps if isinstance(step, Group) and step.id == holder.group)
    return {question.id: question for group in groups for question in group.questions}


def _silent(sheet: Sheet, file: str, filled: set[str]) -> Iterator[Problem]:
    """A step that is never asked needs a card, and nothing may hang on it."""
    for step in sheet.procedure.steps:
        for question in step.questions if isinstance(step, Group) else (step,):
            if isinstance(question, Question) and question.by_card and question.id not in filled:
                yield Problem(file, f"steps.{question.id}", "no card fills it", "add it to a [[cards]], or ask it")
