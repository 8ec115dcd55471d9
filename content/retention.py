"""How long pages are kept (`retention.toml`): every rule with its term, source and validity, and why, in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from content.laws import read_sources
from content.phrases import read_toml
from content.problems import Problem
from content.reading import Table
from content.sheet import Source, Text
from flows.procedure import Validity
from flows.retention import WARNED_BEFORE, After, Pages, Retention, Term

FILE = "retention.toml"
_DAYS = re.compile(r"[1-9]\d{0,3}d")
# What a rule must speak of: identity papers from their use on, all others from each way a dossier may end.
NEEDED = ((Pages.IDENTITY, After.USE), *((Pages.PAPER, after) for after in After if after is not After.USE))


@dataclass(frozen=True, slots=True)
class RuleSheet:
    """The texts of one rule: of which pages it speaks, why they are kept so long, and why what it erased is gone."""

    title: Text
    why: Text
    gone: Text
    source: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rules as the core reckons with them, and what is said about each by its id."""

    rules: Retention
    sheets: Mapping[str, RuleSheet]
    sources: Mapping[str, Source]

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text with its place in the file."""
        for id, sheet in self.sheets.items():
            for name, text in (("title", sheet.title), ("why", sheet.why), ("gone", sheet.gone)):
                yield f"rules.{id}.{name}", text
        for id, source in self.sources.items():
            yield f"sources.{id}.title", source.title


def read_schedule(root: Path, problems: list[Problem]) -> Schedule:
    """The schedule; what cannot be read, is missing, or leaves a gap is added to `problems`."""
    if not (root / FILE).is_file():
        problems.append(Problem(FILE, "", "it is not said how long papers are kept", f"write {FILE}"))
        return Schedule(Retention(()), {}, {})
    before = len(problems)
    table = Table(read_toml(root / FILE, FILE, problems), FILE, "", problems)
    sources = read_sources(table.tables("sources"))
    terms: list[Term] = []
    sheets: dict[str, RuleSheet] = {}
    for inner in table.tables("rules"):
        term, sheet = _rule(inner, sources)
        if term.id in sheets:
            inner.fault(f"the rule {term.id!r} is there twice", "give each rule its own id", "id")
        sheets[term.id] = sheet
        terms.append(term)
    table.close()
    if len(problems) == before:
        problems.extend(_dates(terms))
    return Schedule(Retention(tuple(terms)), sheets, sources)


def _rule(table: Table, sources: Mapping[str, Source]) -> tuple[Term, RuleSheet]:
    id, pages = table.text("id"), Pages(table.one_of("pages", tuple(one.value for one in Pages)))
    after = After(table.one_of("after", tuple(one.value for one in After)))
    valid = Validity(table.day("since"), table.day("until") if table.has("until") else None)
    term = Term(id, pages, after, _days(table, "keep"), _days(table, "warn"), valid)
    sheet = RuleSheet(table.said("title"), table.said("why"), table.said("gone"), table.text("source"))
    table.close()
    if sheet.source and sheet.source not in sources:
        table.fault(f"unknown source {sheet.source!r}", f"name one of: {', '.join(sources)}", "source")
    if (pages, after) not in NEEDED:
        table.fault(f"{pages} pages do not go after {after}", "identity goes after use, paper after an end", "after")
    if term.warn < WARNED_BEFORE:
        table.fault("people are warned too late", f"write warn = {WARNED_BEFORE.days}d or more", "warn")
    return term, sheet


def _days(table: Table, key: str) -> timedelta:
    written = table.text(key)
    if _DAYS.fullmatch(written):
        return timedelta(days=int(written.rstrip("d")))
    table.fault(f"{written!r} is no number of days", f'write {key} = "90d"', key)
    return WARNED_BEFORE


def _dates(terms: list[Term]) -> Iterator[Problem]:
    """For each event there is a rule from the first one's day on, without gap or overlap, and no last one."""
    for pages, after in NEEDED:
        mine = sorted(
            (one for one in terms if (one.pages, one.after) == (pages, after)), key=lambda one: one.valid.since
        )
        if not mine:
            yield Problem(FILE, "rules", f"nothing is said of {pages} pages after {after}", "write [[rules]] for it")
            continue
        for earlier, later in pairwise(mine):
            end, begin = earlier.valid.until, later.valid.since - timedelta(days=1)
            if end != begin:
                what = f"it ends on {end or 'no day'}, the next begins on {later.valid.since}"
                yield Problem(FILE, f"rules.{earlier.id}", what, f"write until = {begin}")
        if mine[-1].valid.until is not None:
            what = f"nothing is said after {mine[-1].valid.until}"
            yield Problem(FILE, f"rules.{mine[-1].id}", what, "remove until, or add the next rule")
