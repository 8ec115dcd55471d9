"""Checks every text: its variables, its marks and its length."""

from collections.abc import Iterable, Iterator, Mapping

from content.problems import Problem
from content.sheet import LANGUAGES, Sheet, Text
from content.wording import BadTemplate, Phrases, Wording, variables

COMMON = frozenset({"you", "You", "commune", "centre", "phone", "hours", "place"})
TEXT_LENGTH = 4096  # the longest message that Telegram takes
_MARKS = ("**", "`")

Supplied = Mapping[str, frozenset[str]]  # code → names of values


def check_texts(sheet: Sheet, file: str, wording: Wording) -> Iterator[Problem]:
    """Problems of the texts of a procedure, each rendered as a reader would see it."""
    yield from check_said(_texts(sheet), file, wording)


def check_said(texts: Iterable[tuple[str, Text]], file: str, wording: Wording) -> Iterator[Problem]:
    """Problems of texts of a file, each with the place where it stands."""
    for where, text in texts:
        for language, template in text.items():
            place = f"{where}.{language}"
            faults = tuple(_faults(template, COMMON, file, place))
            yield from faults
            if not faults:
                yield from _too_long(wording.render(template, language), file, place)


def check_phrases(phrases: Phrases, supplied: Supplied) -> Iterator[Problem]:
    """Problems of the phrases: a code that is missing somewhere, a variable that nobody supplies, bad marks."""
    first = phrases[LANGUAGES[0]]
    codes = {code for language in LANGUAGES for code in phrases[language]} | set(supplied)
    for code in sorted(codes):
        allowed = supplied[code] if code in supplied else _variables(first.get(code, ""))
        for language in LANGUAGES:
            file, key = f"phrases/{language}/{code.split('.')[0]}.toml", code.partition(".")[2]
            template = phrases[language].get(code)
            if template is None:
                yield Problem(file, key, f"the phrase is missing in {language!r}", f'add {key} = "…"')
            else:
                yield from _faults(template, allowed | COMMON, file, key)
                yield from _too_long(template, file, key)


def _faults(template: str, allowed: frozenset[str], file: str, where: str) -> Iterator[Problem]:
    try:
        unknown = variables(template) - allowed
    except BadTemplate as fault:
        yield Problem(file, where, f"the template cannot be read: {fault}", "mend the braces and filters")
        return
    for name in sorted(unknown):
        remedy = f"use one of: {', '.join(sorted(allowed))}"
        yield Problem(file, where, f"nobody supplies the variable {name!r}", remedy)
    for mark in _MARKS:
        if template.count(mark) % 2:
            yield Problem(file, where, f"a mark {mark} is not closed", f"write {mark} before and after the words")


def _too_long(text: str, file: str, where: str) -> Iterator[Problem]:
    if len(text) > TEXT_LENGTH:
        yield Problem(file, where, f"the text has {len(text)} characters", f"use at most {TEXT_LENGTH}")


def _variables(template: str) -> frozenset[str]:
    try:
        return variables(template)
    except BadTemplate:
        return frozenset()  # reported where it stands


def _texts(sheet: Sheet) -> Iterator[tuple[str, Text]]:
    yield from _heading(sheet)
    for key, step in sheet.steps.items():
        yield from _given(
            f"steps.{key}", {"ask": step.ask, "short": step.short, "why": step.why, "example": step.example}
        )
    for id, outcome in sheet.outcomes.items():
        yield from _given(f"outcomes.{id}", {"title": outcome.title, "text": outcome.text})
    for id, whose in sheet.cards.items():
        yield f"cards.{id}.whose", whose
    for paper in sheet.papers:
        yield from _given(f"papers.{paper.rule.id}", {"title": paper.title, "when": paper.when})
        yield from _numbered(f"papers.{paper.rule.id}.instead", paper.instead)
    for fee in sheet.fees:
        yield from _given(f"fees.{fee.rule.id}", {"title": fee.title, "exempt": fee.exempt})
    for limit in sheet.limits:
        yield from _given(f"limits.{limit.rule.id}", {"title": limit.title, "extra_when": limit.extra_when})
    for id, source in sheet.sources.items():
        yield f"sources.{id}.title", source.title


def _heading(sheet: Sheet) -> Iterator[tuple[str, Text]]:
    yield from {
        "title": sheet.title,
        "summary": sheet.summary,
        "who": sheet.who,
        "result": sheet.result,
        "validity": sheet.validity,
        "where": sheet.where,
        "online": sheet.online,
    }.items()
    yield from _numbered("mistakes", sheet.mistakes)
    for change in sheet.changes:
        yield f"changes.{change.id}.text", change.text


def _numbered(where: str, texts: Iterable[Text]) -> Iterator[tuple[str, Text]]:
    return ((f"{where}[{index}]", text) for index, text in enumerate(texts))


def _given(where: str, texts: Mapping[str, Text | None]) -> Iterator[tuple[str, Text]]:
    return ((f"{where}.{name}", text) for name, text in texts.items() if text is not None)
