"""A report as a table of numbers, each with the files that it counts, so that every figure can be traced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# A code stands for a word (a grade, a kind); None is what cannot be measured, or must not be told.
Value = int | Decimal | str | None
ALL = "all"


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: what is said there, and the codes of the files behind it."""

    value: Value = None
    files: tuple[str, ...] = ()


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `key` is `all`, or what it is about: field:civil_status, procedure:…, indicator:2.1, person:7."""

    key: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole report: its name, the codes of its columns, and its rows in their order."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def figure(self, key: str, column: str) -> Figure:
        """The cell of a row and a column; an empty one when there is none."""
        line = next((one for one in self.lines if one.key == key), None)
        if line is None or column not in self.columns:
            return NOTHING
        return line.figures[self.columns.index(column)]

    def traced(self) -> Iterable[tuple[str, str, str]]:
        """Every file behind every figure: row, column, file."""
        for line in self.lines:
            for column, figure in zip(self.columns, line.figures, strict=True):
                yield from ((line.key, column, file) for file in figure.files)


def counted(files: Iterable[str]) -> Figure:
    """How many files, and which."""
    named = tuple(files)
    return Figure(len(named), named)


def in_columns(key: str, columns: Iterable[str], files: Mapping[str, list[str]]) -> Line:
    """A row of counts; a column that no file fell into is 0."""
    return Line(key, tuple(counted(files.get(column, ())) for column in columns))


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """The value half-up to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal | None:
    """A share in per cent with two decimals; None of nothing."""
    return rounded(Decimal(100 * part) / whole) if whole else None
