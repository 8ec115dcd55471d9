"""The one-stop rules by decree (`rules/*.toml`): every time limit with its value, source, article and validity."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from content.laws import read_sources
from content.phrases import read_toml
from content.problems import Problem
from content.reading import Table
from content.sheet import Source, Text
from flows.deadlines import parse_term
from flows.procedure import Validity
from flows.rules import Feedback, Rules

_TERM, _HOURS, _CLOCK, _DAYS = r"\d+(?:d|wd|wh)", r"\d+h", r"\d\d:\d\d", r"\d+d"
# Every limit a decree must speak of, with what its value may be: a number of the law, `duty`, or `none` for no rule.
LIMITS: Mapping[str, str] = {
    **dict.fromkeys(("T1", "T9"), "once"),
    "T2": f"{_HOURS}|none",
    **dict.fromkeys(("T3", "T6", "T7"), _TERM),
    **dict.fromkeys(("T4", "T10", "T11", "T12", "T15", "T16"), "duty"),
    "T5": _CLOCK,
    "T8": _DAYS,
    "T13": f"{_TERM}|duty",
    "T14": "adjust|none",
    **dict.fromkeys(("T17", "T18"), "duty|none"),
    **dict.fromkeys(("T19.refuse", "T19.ask", "T19.resolve", "T19.publish"), f"{_TERM}|none"),
    "C1": _TERM,
    "C2": _DAYS,
    **dict.fromkeys(("L1", "L2"), r"\d+wd"),
}


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit: its value as written, the source and article it stands in, and what it says."""

    value: str
    source: str
    article: str
    what: Text


@dataclass(frozen=True, slots=True)
class Decree:
    """One decree: the values the core reckons with, and every limit as it can be told to people."""

    rules: Rules
    title: Text
    limits: Mapping[str, LimitRow]
    sources: Mapping[str, Source]


def read_decrees(root: Path, problems: list[Problem]) -> tuple[Decree, ...]:
    """The decrees, the oldest first; what cannot be read, or leaves a gap, is added to `problems`."""
    before = len(problems)
    paths = sorted((root / "rules").glob("*.toml"))
    read = [_decree(path.relative_to(root).as_posix(), path, problems) for path in paths]
    decrees = sorted((one for one in read if one is not None), key=lambda one: one.rules.valid.since)
    if len(problems) == before:
        problems.extend(_dates(decrees))
    return tuple(decrees)


def _decree(file: str, path: Path, problems: list[Problem]) -> Decree | None:
    before = len(problems)
    table = Table(read_toml(path, file, problems), file, "", problems)
    id, title, closes = table.text("id"), table.said("title"), table.flag("closes")
    valid = Validity(table.day("since"), table.day("until") if table.has("until") else None)
    sources = read_sources(table.tables("sources"))
    limits = _limits(table, sources)
    table.close()
    if id != path.stem:
        table.fault(f"{id!r} is not the file's name", f"write id = {path.stem!r}", "id")
    return Decree(_rules(id, valid, closes, limits), title, limits, sources) if len(problems) == before else None


def _limits(table: Table, sources: Mapping[str, Source]) -> dict[str, LimitRow]:
    limits: dict[str, LimitRow] = {}
    for inner in table.tables("limits"):
        id, row = inner.text("id"), _row(inner)
        if id not in LIMITS:
            inner.fault(f"there is no limit {id!r}", f"use one of: {', '.join(LIMITS)}", "id")
        elif not re.fullmatch(LIMITS[id], row.value) or not _in_range(row.value):
            inner.fault(f"{row.value!r} is no value of {id}", f"write it like: {LIMITS[id]}", "value")
        if id in limits:
            inner.fault(f"the limit {id!r} is there twice", "keep one of them", "id")
        if row.source and row.source not in sources:
            inner.fault(f"unknown source {row.source!r}", f"name one of: {', '.join(sources)}", "source")
        limits[id] = row
    for id in LIMITS:
        if id not in limits:
            table.fault(f"the limit {id} is missing", 'add it; value = "none" where the decree sets no rule', "limits")
    return limits


def _row(table: Table) -> LimitRow:
    row = LimitRow(table.text("value"), table.text("source"), table.text("article", ""), table.said("what"))
    table.close()
    return row


def _in_range(value: str) -> bool:
    """Whether a value that looks like a term is one: 999 days are, 0wd and 1000d are not."""
    return not re.fullmatch(_TERM, value) or parse_term(value) is not None


def _rules(id: str, valid: Validity, closes: bool, limits: Mapping[str, LimitRow]) -> Rules:
    def term(name: str) -> str | None:
        value = limits[name].value
        return value if re.fullmatch(_TERM, value) else None

    refuse, ask, resolve, publish = (term(f"T19.{name}") for name in ("refuse", "ask", "resolve", "publish"))
    told = limits["T2"].value
    return Rules(
        id=id,
        valid=valid,
        alert_within=None if told == "none" else timedelta(hours=int(told.rstrip("h"))),
        answer_term=limits["T3"].value,
        ask_within=limits["T6"].value,
        answer_within=limits["T7"].value,
        closes=closes,
        apology_lead=_days(limits["T8"].value),
        correction_term=term("T13"),
        may_adjust=limits["T14"].value == "adjust",
        feedback=Feedback(refuse, ask, resolve, publish) if refuse and ask and resolve and publish else None,
        complain_within=limits["C1"].value,
        complain_reminder=_days(limits["C2"].value),
        stuck_after=limits["L1"].value,
        promise_within=limits["L2"].value,
    )


def _days(value: str) -> timedelta:
    return timedelta(days=int(value.rstrip("d")))


def _dates(decrees: list[Decree]) -> Iterator[Problem]:
    if not decrees:
        yield Problem("rules", "", "there are no rules", "write rules/<decree>.toml")
        return
    for earlier, later in pairwise(decrees):
        file, end, begin = f"rules/{earlier.rules.id}.toml", earlier.rules.valid.until, later.rules.valid.since
        if end is None or end + timedelta(days=1) != begin:
            what = f"it ends on {end or date.max}, the next begins on {begin}"
            yield Problem(file, "until", what, f"write until = {begin - timedelta(days=1)}")
    if decrees[-1].rules.valid.until is not None:
        what = f"nothing is said after {decrees[-1].rules.valid.until}"
        yield Problem(f"rules/{decrees[-1].rules.id}.toml", "until", what, "remove until, or add the next decree")
