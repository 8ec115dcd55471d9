"""Checks sources, dates and terms of papers, fees and time limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from content.problems import Problem
from content.sheet import Sheet
from flows.deadlines import parse_term
from flows.procedure import Validity

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Law:
    """What papers, fees and limits have in common."""

    where: str
    source: str
    valid: Validity


def check_laws(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Problems of sources, date ranges and terms."""
    for law in _laws(sheet):
        if law.source and law.source not in sheet.sources:
            yield Problem(file, law.where, f"unknown source {law.source!r}", _sources(sheet))
    if sheet.in_person is not None and sheet.in_person.source not in sheet.sources:
        yield Problem(file, "in_person", f"unknown source {sheet.in_person.source!r}", _sources(sheet))
    for id in sheet.basis:
        if id not in sheet.sources:
            yield Problem(file, "basis", f"unknown source {id!r}", _sources(sheet))
    if not sheet.basis:
        yield Problem(file, "basis", "there is no legal basis", "name at least one source")
    if not sheet.limits:
        yield Problem(file, "limits", "there is no time limit", "add [[limits]]")
    yield from _terms(sheet, file)
    by_place: dict[str, list[Validity]] = {}
    for law in _laws(sheet):
        by_place.setdefault(law.where, []).append(law.valid)
    for where, versions in by_place.items():
        yield from _dates(sorted(versions, key=lambda valid: valid.since), file, where)


def _laws(sheet: Sheet) -> Iterator[_Law]:
    for paper in sheet.papers:
        yield _Law(f"papers.{paper.rule.id}", paper.source, paper.rule.valid)
    for fee in sheet.fees:
        yield _Law(f"fees.{fee.rule.id}", fee.source, fee.rule.valid)
    for limit in sheet.limits:
        yield _Law(f"limits.{limit.rule.id}", limit.source, limit.rule.valid)
    for change in sheet.changes:
        yield _Law(f"changes.{change.id}", change.source, change.valid)


def _terms(sheet: Sheet, file: str) -> Iterator[Problem]:
    for limit in sheet.limits:
        for term in filter(None, (limit.rule.term, limit.rule.extra)):
            if parse_term(term) is None:
                yield Problem(file, f"limits.{limit.rule.id}", f"{term!r} is no term", "write 0d, 3wd, 8wh or 30d")


def _dates(versions: Sequence[Validity], file: str, where: str) -> Iterator[Problem]:
    for valid in versions:
        if valid.until is not None and valid.until < valid.since:
            yield Problem(file, where, f"it ends on {valid.until}, before it begins", "mend since or until")
    for earlier, later in pairwise(versions):
        end = earlier.until or date.max
        if later.since <= end:
            remedy = f"write until = {later.since - ONE_DAY}, or another id for what applies beside it"
            yield Problem(file, where, f"two versions apply on {later.since}", remedy)
        elif later.since > end + ONE_DAY:
            what = f"nothing is said from {end + ONE_DAY} to {later.since - ONE_DAY}"
            yield Problem(file, where, what, "close the gap between the versions")


def _sources(sheet: Sheet) -> str:
    return f"add it to [[sources]], or name one of: {', '.join(sheet.sources)}"
