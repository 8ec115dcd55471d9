"""Checks the steps themselves: ids, options, labels, what a button carries, and what a step points at."""

import re
from collections import Counter
from collections.abc import Iterator

from content.problems import Problem
from content.sheet import LANGUAGES, Sheet, StepSheet
from flows.kinds import Address, Choice, Date, Document, Money, Number, Option, Several, Text
from flows.procedure import End, Group, Question

BUTTON_BYTES = 64  # Telegram's limit of callback data
LABEL_LENGTH = 30
_PREFIX = "a:xxxxx:"  # answer button: kind, tag of the draft
_STEP_ID = re.compile(r"[a-z][a-z0-9_]{0,23}")
_OPTION_ID = re.compile(r"[a-z0-9_]{1,16}")
_OTHER_ID = re.compile(r"[a-z0-9_]{1,40}")  # procedures: their buttons carry nothing else
PAPER_BYTES = 36  # papers: beside a file's reference, why an official looks and at which page
_PAPER_ID = re.compile(rf"[a-z0-9_]{{1,{PAPER_BYTES}}}")


def check_steps(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Problems of the steps, one by one."""
    yield from _ids(sheet, file)
    for step in sheet.procedure.steps:
        if isinstance(step, Question):
            yield from _question(step, sheet.step(step.id), step.id, file, f"steps.{step.id}")
            yield from _reason(step, sheet.step(step.id), file, f"steps.{step.id}")
        elif isinstance(step, Group):
            yield from _group(step, sheet, file)
        elif step.outcome not in sheet.outcomes:
            yield Problem(file, f"steps.{step.id}", f"unknown outcome {step.outcome!r}", "add it to [[outcomes]]")
    yield from _papers(sheet, file)


def _ids(sheet: Sheet, file: str) -> Iterator[Problem]:
    steps = sheet.procedure.steps
    members = [question.id for step in steps if isinstance(step, Group) for question in step.questions]
    names = [step.id for step in steps]
    for id in sorted({*names, *members}):
        if not _STEP_ID.fullmatch(id):
            remedy = "use 1 to 24 of a-z, 0-9 and _, a letter first"
            yield Problem(file, f"steps.{id}", f"{id!r} is no step id", remedy)
    taken = Counter([*names, *(fact.id for fact in sheet.procedure.facts), *set(members)])
    for id in sorted(id for id, times in taken.items() if times > 1):
        yield Problem(file, f"steps.{id}", f"{id!r} names two things", "give each step and each fact its own id")


def _group(group: Group, sheet: Sheet, file: str) -> Iterator[Problem]:
    where = f"steps.{group.id}"
    if not 1 <= group.least <= group.most or group.most > 20:
        yield Problem(file, where, f"least {group.least}, most {group.most}", "write 1 ≤ least ≤ most ≤ 20")
    if not group.questions:
        yield Problem(file, where, "the group asks nothing", "add [[steps.steps]]")
    last = f"{group.id}[{group.most - 1}]"
    yield from _button(f"{last}.more", "yes", file, where)
    for question in group.questions:
        if question.id == "more":
            yield Problem(file, f"{where}.more", "'more' is the question 'one more?'", "choose another id")
        if isinstance(question.kind, Document) and len(f"{last}.{question.id}") > PAPER_BYTES:
            what = f"officials' buttons cannot carry {last}.{question.id}"
            yield Problem(file, f"{where}.{question.id}", what, f"shorten the ids: at most {PAPER_BYTES} bytes")
        texts = sheet.step(f"{group.id}.{question.id}")
        yield from _question(question, texts, f"{last}.{question.id}", file, f"{where}.{question.id}")
        yield from _reason(question, texts, file, f"{where}.{question.id}")


def _question(question: Question, texts: StepSheet, key: str, file: str, where: str) -> Iterator[Problem]:
    match question.kind:
        case Choice(options):
            yield from _options(options, texts, key, file, where)
            if question.usual is not None and all(option.id != question.usual for option in options):
                yield Problem(file, where, f"usual = {question.usual!r} is no option", _one_of(options))
        case Several(options, least):
            yield from _options(options, texts, key, file, where)
            if not 0 <= least <= len(options):
                yield Problem(file, where, f"least = {least} can never be ticked", f"write 0 to {len(options)}")
        case Address(hamlets):
            yield from _labels(hamlets, texts, key, file, where)
        case Number(least, most):
            yield from _range(least, most, file, where)
            for number in texts.quick:
                yield from _button(key, str(number), file, where)
                if not least <= number <= most:
                    yield Problem(file, where, f"the button {number} is refused", f"offer {least} to {most}")
        case Text(least, most) | Money(least, most):
            yield from _range(least, most, file, where)
        case Date():
            yield from _button(key, "2026-01-01", file, where)
        case Document(most):
            yield from _range(1, most, file, where)
        case _:
            yield from _button(key, "", file, where)


def _reason(question: Question, texts: StepSheet, file: str, where: str) -> Iterator[Problem]:
    """Of a paper its source is told; every other question says by itself why it is asked."""
    if texts.why is None and not isinstance(question.kind, Document):
        yield Problem(file, where, "nobody is told why it is asked", "add why.vi and why.en")


def _options(options: tuple[Option, ...], texts: StepSheet, key: str, file: str, where: str) -> Iterator[Problem]:
    if len(options) < len(("yes", "no")):
        yield Problem(file, where, "there is nothing to choose", "give at least two options")
    yield from _labels(options, texts, key, file, where)
    said = Counter(word for option in options for word in option.words)
    for word in sorted(word for word, times in said.items() if times > 1):
        yield Problem(file, where, f"{word!r} means two options", "keep the word at one of them")


def _labels(options: tuple[Option, ...], texts: StepSheet, key: str, file: str, where: str) -> Iterator[Problem]:
    for id, times in Counter(option.id for option in options).items():
        if times > 1:
            yield Problem(file, f"{where}.{id}", f"the option {id!r} is there twice", "give each option its own id")
        if not _OPTION_ID.fullmatch(id):
            yield Problem(file, f"{where}.{id}", f"{id!r} is no option id", "use 1 to 16 of a-z, 0-9 and _")
        yield from _button(key, id, file, f"{where}.{id}")
    for option in texts.options:
        for language in LANGUAGES:
            label = option.label.get(language, "")
            if len(label) > LABEL_LENGTH:
                what = f"the label {label!r} has {len(label)} characters"
                yield Problem(file, f"{where}.{option.id}", what, f"use at most {LABEL_LENGTH}")
            if any(mark in label for mark in ("{", "**", "`")):
                yield Problem(
                    file, f"{where}.{option.id}", f"the label {label!r} is no plain text", "write plain words"
                )


def _button(key: str, value: str, file: str, where: str) -> Iterator[Problem]:
    size = len(f"{_PREFIX}{key}:{value}".encode())
    if size > BUTTON_BYTES:
        what = f"the button {key}:{value} carries {size} bytes"
        yield Problem(file, where, what, f"shorten the ids: at most {BUTTON_BYTES} bytes")


def _range(least: int, most: int, file: str, where: str) -> Iterator[Problem]:
    if not 0 <= least <= most:
        yield Problem(file, where, f"least {least}, most {most}: nothing fits", "write 0 ≤ least ≤ most")


def _papers(sheet: Sheet, file: str) -> Iterator[Problem]:
    known = {paper.rule.id for paper in sheet.papers}
    if not _OTHER_ID.fullmatch(sheet.key):
        yield Problem(file, sheet.key, f"{sheet.key!r} is no id", "use 1 to 40 of a-z, 0-9 and _")
    for id in sorted(id for id in known if not _PAPER_ID.fullmatch(id)):
        yield Problem(file, id, f"{id!r} is no id", f"use 1 to {PAPER_BYTES} of a-z, 0-9 and _")
    asked = Counter(step.paper for step in sheet.steps.values() if step.paper is not None)
    for id, times in sorted(asked.items()):
        steps = ", ".join(key for key, step in sheet.steps.items() if step.paper == id)
        if id not in known:
            yield Problem(file, f"steps.{steps}", f"unknown paper {id!r}", "add it to [[papers]]")
        if times > 1:
            yield Problem(file, f"steps.{steps}", f"the paper {id!r} is asked for twice", "ask for a paper at one step")
    for step in sheet.procedure.steps:
        kind = step.kind if isinstance(step, Question) else None
        if isinstance(kind, Document) and not sheet.step(step.id).paper:
            yield Problem(file, f"steps.{step.id}", "it asks for no paper", 'write paper = "the id of a paper"')
    ends = {step.outcome for step in sheet.procedure.steps if isinstance(step, End)}
    for id in sorted(set(sheet.outcomes) - ends):
        yield Problem(file, f"outcomes.{id}", "no step ends with it", 'add a step with kind = "end", or remove it')


def _one_of(options: tuple[Option, ...]) -> str:
    return "use one of: " + ", ".join(option.id for option in options)
