"""The notice board of a week: what anybody may read, with small numbers hidden, also from who can subtract."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flows.reports.spread import COLUMNS
from flows.reports.table import ALL, Table

SMALL = 5  # numbers below are hidden, except nothing at all
MOST_REASONS = 3
_MEDIAN = COLUMNS.index("median")


@dataclass(frozen=True, slots=True)
class Shown:
    """A number for everybody: `count` None means that it is at least 1 and below SMALL, or would betray one that is."""

    count: int | None
    small: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """What the board says: received, decided, how many of these in time and late, days by field, reasons of return.

    `medians` holds working days, by field, where at least SMALL files were decided; `reasons` the most frequent first.
    """

    received: Shown
    decided: Shown
    timely: Shown
    late: Shown
    medians: Mapping[str, Decimal]
    reasons: tuple[tuple[str, Shown], ...]

    @property
    def is_empty(self) -> bool:
        """Whether so little happened that it would say nothing."""
        return not (self.received.count or self.decided.count)


def board(figures: Table, spread: Table, reasons: Table) -> Board:
    """The board of the week that these tables count."""
    early, on_time, late = (_count(figures, name) for name in ("early", "on_time", "late"))
    decided, timely, missed = apart(early + on_time, late)
    medians = {
        line.key.removeprefix("field:"): value
        for line in spread.lines
        if line.key.startswith("field:")
        and _whole(line.figures[0].value) >= SMALL
        and isinstance(value := line.figures[_MEDIAN].value, Decimal)
    }
    told = [(line.key.removeprefix("reason:"), _whole(line.figures[0].value)) for line in reasons.lines]
    known = [(name, count) for name, count in told if name not in ("other", "on_form", "marked")]
    return Board(
        hidden(_count(figures, "received")),
        decided,
        timely,
        missed,
        medians,
        tuple((name, hidden(count)) for name, count in known[:MOST_REASONS]),
    )


def hidden(count: int) -> Shown:
    """The number as everybody may see it."""
    return Shown(None, small=True) if 0 < count < SMALL else Shown(count)


def apart(timely: int, late: int) -> tuple[Shown, Shown, Shown]:
    """A total and its two parts: with one part hidden, the other is too, for else it could be subtracted.

    Of two small parts the total is hidden as well: 4 and 4 is the only way to 8.
    """
    total, one, other = hidden(timely + late), hidden(timely), hidden(late)
    if total.count is None:
        return total, Shown(None), Shown(None)
    if one.small and other.small:
        return Shown(None), one, other
    if one.small or other.small:
        # 6 is 1 and 5 in no other way; below twice SMALL totals are hidden alike, so that none tells itself apart.
        total = total if timely + late >= 2 * SMALL else Shown(None)
        return total, one if one.small else Shown(None), other if other.small else Shown(None)
    return total, one, other


def _count(figures: Table, column: str) -> int:
    return _whole(figures.figure(ALL, column).value)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
