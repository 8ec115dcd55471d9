"""The indicators of QĐ 766 (`indicators.toml`): what each is worth, and how it is told that it is reckoned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from content.laws import read_sources
from content.phrases import read_toml
from content.problems import Problem
from content.reading import Table
from content.sheet import Source, Text
from flows.reports.kpi766 import GROUPS, INDICATORS, Weight

FILE = "indicators.toml"


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """The texts of one indicator: its name, and what is divided by what."""

    title: Text
    how: Text


@dataclass(frozen=True, slots=True)
class Indicators:
    """The points as the core reckons with them, what is said of each, and which procedures are special."""

    weights: Mapping[str, Weight] = field(default_factory=dict)
    sheets: Mapping[str, IndicatorSheet] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    no_paper: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text with its place in the file."""
        for id, sheet in self.sheets.items():
            yield f"indicators.{id}.title", sheet.title
            yield f"indicators.{id}.how", sheet.how


def read_indicators(root: Path, problems: list[Problem]) -> Indicators:
    """The indicators; what cannot be read, is missing, or adds up wrongly is added to `problems`."""
    if not (root / FILE).is_file():
        problems.append(Problem(FILE, "", "it is not said what the indicators are worth", f"write {FILE}"))
        return Indicators()
    before = len(problems)
    table = Table(read_toml(root / FILE, FILE, problems), FILE, "", problems)
    no_paper, feedback = table.words("no_paper"), table.words("feedback")
    sources = read_sources(table.tables("sources"))
    weights: dict[str, Weight] = {}
    sheets: dict[str, IndicatorSheet] = {}
    for inner in table.tables("indicators"):
        id = inner.one_of("id", INDICATORS)
        if id in weights:
            inner.fault(f"the indicator {id!r} is there twice", "remove one", "id")
        threshold = Decimal(inner.number("threshold")) if inner.has("threshold") else None
        weights[id] = Weight(Decimal(inner.number("most")), threshold)
        sheets[id] = IndicatorSheet(inner.said("title"), inner.said("how"))
        inner.close()
    table.close()
    if len(problems) == before:
        problems.extend(_sums(weights))
    return Indicators(weights, sheets, sources, no_paper, feedback)


def _sums(weights: Mapping[str, Weight]) -> Iterator[Problem]:
    for id in INDICATORS:
        if id not in weights:
            yield Problem(FILE, "indicators", f"nothing is said of {id}", "write [[indicators]] for it")
    for group, points in GROUPS.items():
        found = sum(weight.most for id, weight in weights.items() if id.startswith(f"{group}."))
        if found != points:
            yield Problem(FILE, "indicators", f"group {group} adds up to {found}", f"share out {points} points")
