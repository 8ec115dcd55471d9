"""The law clock: which facts of law end soon, begin later, or were not looked at for long, by procedure (N24)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from content.catalog import Library
from content.sheet import Sheet, Source
from flows.facts import TodayFrom
from flows.procedure import Validity

ENDS_WITHIN = timedelta(days=30)
CHECKED_WITHIN = timedelta(days=180)

Kind = Literal["papers", "fees", "limits", "facts", "changes"]


@dataclass(frozen=True, slots=True)
class LawFact:
    """A fact of law in a procedure's file; `then` is the day from which another version of it is written down.

    A `facts` row is a rule that begins on a day (`today_from`), a `changes` row an announced change; the first has no
    source of its own and leans on the procedure's legal basis.
    """

    procedure: str
    kind: Kind
    id: str
    since: date
    until: date | None
    then: date | None
    source: Source | None

    @property
    def place(self) -> str:
        """Where it stands: `id_card fees.exchange`."""
        return f"{self.procedure} {self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class LawReport:
    """What an author must look at on a day; `begun` are announced changes to be worked into the file."""

    ending: tuple[LawFact, ...]
    begun: tuple[LawFact, ...]
    coming: tuple[LawFact, ...]
    unchecked: tuple[tuple[str, Source], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing must be done: what only begins later is known already."""
        return not self.ending and not self.begun and not self.unchecked


def law_report(
    library: Library, on: date, within: timedelta = ENDS_WITHIN, old: timedelta = CHECKED_WITHIN
) -> LawReport:
    """Facts whose last day lies within so many days from `on`, facts that begin after it, sources not checked for
    longer than `old`; each by day, then by place.
    """
    facts = [fact for sheet in library.procedures.values() for fact in law_facts(sheet)]
    ending = [fact for fact in facts if fact.until is not None and on <= fact.until <= on + within]
    begun = [fact for fact in facts if fact.kind == "changes" and fact.since <= on and on <= (fact.until or on)]
    coming = [fact for fact in facts if fact.since > on]
    sources = [(sheet.key, one) for sheet in library.procedures.values() for one in sheet.sources.values()]
    unchecked = [(key, source) for key, source in sources if source.checked < on - old]
    return LawReport(
        tuple(sorted(ending, key=lambda fact: (fact.until or on, fact.place))),
        tuple(sorted(begun, key=lambda fact: (fact.since, fact.place))),
        tuple(sorted(coming, key=lambda fact: (fact.since, fact.place))),
        tuple(sorted(unchecked, key=lambda pair: (pair[1].checked, pair[0], pair[1].id))),
    )


def law_facts(sheet: Sheet) -> Iterator[LawFact]:
    """Every dated fact of law of a procedure."""
    rows: list[tuple[Kind, str, Validity, str]] = [
        *(("papers", one.rule.id, one.rule.valid, one.source) for one in sheet.papers),
        *(("fees", one.rule.id, one.rule.valid, one.source) for one in sheet.fees),
        *(("limits", one.rule.id, one.rule.valid, one.source) for one in sheet.limits),
        *(("changes", one.id, one.valid, one.source) for one in sheet.changes),
    ]
    for kind, id, valid, source in rows:
        later = [other.since for k, i, other, _ in rows if (k, i) == (kind, id) and other.since > valid.since]
        yield LawFact(
            sheet.key, kind, id, valid.since, valid.until, min(later, default=None), sheet.sources.get(source)
        )
    for fact in sheet.procedure.facts:
        if isinstance(fact.rule, TodayFrom):
            yield LawFact(sheet.key, "facts", fact.id, fact.rule.day, None, None, None)
