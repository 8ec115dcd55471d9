"""The indicators of QĐ 766/QĐ-TTg as far as a commune can measure them: rate, threshold and points, two decimals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flows.deadlines import Calendar
from flows.reports.case import Case, all_known
from flows.reports.kpi_shares import MEASURES, Seen, Service, Share
from flows.reports.table import ALL, Figure, Line, Table, rounded

COLUMNS = ("part", "whole", "rate", "threshold", "most", "points")
# Every indicator of the handbook that concerns a commune; the digit before the point is its group.
INDICATORS = (
    "1.3",
    "1.4",
    "2.1",
    "2.2",
    "3.1",
    "3.2",
    "3.3",
    "3.5",
    "3.6",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
    "4.5",
    "5.2",
    "5.3",
    "5.4",
)
# What each group is worth.
GROUPS: Mapping[str, int] = {"1": 18, "2": 20, "3": 22, "4": 22, "5": 18}
_DAYS = "2.2"  # an average in days, which earns no points


@dataclass(frozen=True, slots=True)
class Weight:
    """What an indicator is worth, and the rate (per cent) from which on it earns all of that."""

    most: Decimal
    threshold: Decimal | None = None


def kpi766(
    cases: Iterable[Case],
    services: Sequence[Service],
    weights: Mapping[str, Weight],
    since: datetime,
    until: datetime,
    calendar: Calendar,
) -> Table:
    """The indicators from `since` on and before `until`; what nobody records here has no rate and no points."""
    seen = Seen(tuple(all_known(cases, until, calendar)), tuple(services), since, calendar)
    lines = [_line(one, MEASURES[one](seen) if one in MEASURES else None, weights) for one in INDICATORS]
    groups = [_sum(f"group:{group}", [line for line in lines if line.key[10:11] == group]) for group in GROUPS]
    return Table("kpi766", COLUMNS, (*lines, *groups, _sum(ALL, lines)))


def points(rate: Decimal | None, weight: Weight) -> Decimal | None:
    """What a rate earns: all from the threshold on, below it in proportion; without one in proportion to 100."""
    if rate is None or not weight.most:
        return None
    full = weight.threshold or Decimal(100)
    return rounded(min(weight.most, rate * weight.most / full))


def _line(id: str, share: Share | None, weights: Mapping[str, Weight]) -> Line:
    weight = weights.get(id, Weight(Decimal(0)))
    fixed = (Figure(weight.threshold), Figure(weight.most))
    if share is None:
        return Line(f"indicator:{id}", (Figure(), Figure(), Figure(), *fixed, Figure()))
    earned = None if id == _DAYS else points(share.rate, weight)
    return Line(
        f"indicator:{id}",
        (
            Figure(share.part, share.files),
            Figure(share.whole, share.all_files),
            Figure(share.rate),
            *fixed,
            Figure(earned),
        ),
    )


def _sum(key: str, lines: Sequence[Line]) -> Line:
    """What was earned, and the most that could be: `whole` counts only what could be measured."""
    earned = [value for line in lines if isinstance(value := line.figures[5].value, Decimal)]
    open_to = [line.figures[4].value for line in lines if line.figures[5].value is not None]
    could = sum((value for value in open_to if isinstance(value, Decimal)), Decimal(0))
    most = sum((value for line in lines if isinstance(value := line.figures[4].value, Decimal)), Decimal(0))
    total = rounded(sum(earned, Decimal(0))) if earned else None
    return Line(key, (Figure(), Figure(could), Figure(), Figure(), Figure(most), Figure(total)))
