"""Made reports as JSON-ready data, and back, so that what was said once can be looked at again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flows.answers import Data
from flows.reports.board import Board, Shown
from flows.reports.table import Figure, Line, Table, Value
from flows.reports.week import Bar, Week

_SHOWN = ("received", "decided", "timely", "late")
_PANELS = ("received", "handled", "running", "returned")


def table_to_data(table: Table) -> dict[str, Data]:
    """A report with its traces; numbers with decimals are kept as {"d": "12.50"}."""
    lines: list[Data] = [
        [line.key, [[_value(one.value), list(one.files)] for one in line.figures]] for line in table.lines
    ]
    return {"name": table.name, "columns": list(table.columns), "lines": lines}


def table_from_data(data: Mapping[str, Data]) -> Table:
    """The report that `table_to_data` wrote; raises ValueError for anything else."""
    columns = tuple(str(one) for one in _items(data.get("columns")))
    return Table(str(data.get("name")), columns, tuple(_line(one) for one in _items(data.get("lines"))))


def board_to_data(board: Board) -> dict[str, Data]:
    """A notice board."""
    counts: dict[str, Data] = {name: _shown_to_data(getattr(board, name)) for name in _SHOWN}
    medians: dict[str, Data] = {field: str(days) for field, days in board.medians.items()}
    reasons: list[Data] = [[reason, _shown_to_data(count)] for reason, count in board.reasons]
    return {**counts, "medians": medians, "reasons": reasons}


def board_from_data(data: Mapping[str, Data]) -> Board:
    """The board that `board_to_data` wrote; raises ValueError for anything else."""
    received, decided, timely, late = (_shown(data.get(name)) for name in _SHOWN)
    medians = data.get("medians")
    if not isinstance(medians, dict):
        raise ValueError("not a board")
    days = {field: Decimal(str(written)) for field, written in medians.items()}
    reasons = tuple((str(one[0]), _shown(one[1])) for one in map(_items, _items(data.get("reasons"))))
    return Board(received, decided, timely, late, days, reasons)


def week_to_data(week: Week) -> dict[str, Data]:
    """A week as its picture tells it."""
    panels: dict[str, Data] = {
        name: [[bar.key, list(bar.parts)] for bar in bars]
        for name, bars in ((name, _bars_of(week, name)) for name in _PANELS)
    }
    return {"first": week.first.isoformat(), "last": week.last.isoformat(), **panels}


def week_from_data(data: Mapping[str, Data]) -> Week:
    """The week that `week_to_data` wrote; raises ValueError for anything else."""
    first, last = (date.fromisoformat(str(data.get(name))) for name in ("first", "last"))
    received, handled, running, returned = (_bars(data.get(name)) for name in _PANELS)
    return Week(first, last, received, handled, running, returned)


def _bars_of(week: Week, panel: str) -> tuple[Bar, ...]:
    match panel:
        case "received":
            return week.received
        case "handled":
            return week.handled
        case "running":
            return week.running
        case _:
            return week.returned


def _bars(data: Data) -> tuple[Bar, ...]:
    pairs = (_items(one) for one in _items(data))
    return tuple(Bar(str(key), tuple(int(str(part)) for part in _items(parts))) for key, parts in pairs)


def _value(value: Value) -> Data:
    return {"d": str(value)} if isinstance(value, Decimal) else value


def _line(data: Data) -> Line:
    key, figures = _items(data)
    return Line(str(key), tuple(_figure(one) for one in _items(figures)))


def _figure(data: Data) -> Figure:
    value, files = _items(data)
    named = tuple(str(file) for file in _items(files))
    match value:
        case {"d": str(written)}:
            return Figure(Decimal(written), named)
        case None | int() | str():
            return Figure(value, named)
    raise ValueError("not a figure")


def _shown_to_data(shown: Shown) -> Data:
    return [shown.count, shown.small]


def _shown(data: Data) -> Shown:
    match data:
        case [None | int() as count, bool(small)]:
            return Shown(count, small)
    raise ValueError("not a number of the board")


def _items(data: Data) -> list[Data]:
    if not isinstance(data, list):
        raise ValueError("not a list")
    return data
