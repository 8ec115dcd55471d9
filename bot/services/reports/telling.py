"""Reports in words: the row of the whole office value by value, other rows one line each."""

from bot.services.reports.export import Written
from flows.reports.table import Line

# Reports whose rows are told one line each; of the others the first row is told column by column.
_BY_LINE = {
    "kpi766": ("rate", "points", "most"),
    "spread": ("decided", "median", "p90"),
    "reasons": ("files",),
    "stops": ("drafts",),
}


def told(written: Written) -> list[str]:
    """The whole report, with how it is reckoned."""
    return [*written.title(), "", *summary(written), *others(written), "", *written.naming.how(written.table)]


def summary(written: Written) -> list[str]:
    """What matters most of it."""
    table = written.table
    if by_line(written):
        return [brief(written, line) for line in table.lines]
    return [line for one in table.lines[:1] for line in columns(written, one)]


def by_line(written: Written) -> bool:
    """Whether its rows are told one line each, and no row stands for all."""
    return written.table.name in _BY_LINE


def others(written: Written) -> list[str]:
    """The rows that the summary leaves out, one line each."""
    table, naming = written.table, written.naming
    if by_line(written) or len(table.lines) < 2:
        return []
    named = "; ".join(naming.column(table.name, column) for column in table.columns)
    return [naming.say("lines", {"columns": named}), *(brief(written, line) for line in table.lines[1:])]


def columns(written: Written, line: Line) -> list[str]:
    """A row, a line for each column."""
    name = written.table.name
    pairs = zip(written.table.columns, line.figures, strict=True)
    return [f"{written.naming.column(name, column)}: {_value(written, line, column)}" for column, _ in pairs]


def cells(written: Written, line: Line) -> tuple[str, ...]:
    """The values of a row in their order."""
    return tuple(_value(written, line, column) for column in written.table.columns)


def brief(written: Written, line: Line) -> str:
    """A row in one line: what it is about, and the values that matter."""
    shown = _BY_LINE.get(written.table.name, written.table.columns)
    return f"– {written.naming.line(line.key)}: {'; '.join(_value(written, line, column) for column in shown)}"


def _value(written: Written, line: Line, column: str) -> str:
    figure = line.figures[written.table.columns.index(column)]
    return written.naming.value(written.table, line.key, column, figure.value)
