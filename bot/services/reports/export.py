"""Reports as files for a spreadsheet; nothing in them can become a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from bot.services.reports.naming import Naming
from flows.reports.periods import Period
from flows.reports.table import Table, Value

# What a spreadsheet takes for the beginning of a formula or a command.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDE = 44  # characters of a column with names

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Written:
    """A report with what is needed to write it down; `limits` are the names of the fields it is limited to."""

    table: Table
    period: Period
    naming: Naming
    limits: tuple[str, ...] = ()

    def title(self) -> list[str]:
        """What stands above the table."""
        naming = self.naming
        told = [
            naming.say("title", {"report": naming.say(f"long_{self.table.name}")}),
            naming.say("days", {"first": self.period.first, "last": self.period.last}),
        ]
        return [*told, naming.say("limited", {"fields": ", ".join(self.limits)})] if self.limits else told

    def heading(self) -> list[str]:
        """The row of column names."""
        columns = (self.naming.column(self.table.name, column) for column in self.table.columns)
        return [self.naming.say("column_key"), self.naming.say("column_line"), *columns]

    def rows(self) -> Iterator[list[Cell]]:
        """The rows of the table: code, name, values."""
        for line in self.table.lines:
            yield [line.key, self.naming.line(line.key), *(self._cell(figure.value) for figure in line.figures)]

    def traces(self) -> Iterator[list[Cell]]:
        """Every file behind every figure, in words."""
        for key, column, file in self.table.traced():
            yield [key, self.naming.line(key), self.naming.column(self.table.name, column), file]

    def traces_heading(self) -> list[str]:
        """The row above the files."""
        return [self.naming.say(f"column_{name}") for name in ("key", "line", "number", "file")]

    def _cell(self, value: Value) -> Cell:
        return self.naming.value(self.table, "", "", value) if isinstance(value, str) else value


def safe(cell: Cell) -> Cell:
    """The cell as text that no spreadsheet runs (OWASP: CSV injection); numbers stay what they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell


def csv_text(written: Written, *, files: bool = False) -> str:
    """The table, or the files behind it, with a row of names above; decimals have a point."""
    out = io.StringIO()
    rows = written.traces() if files else written.rows()
    heading = written.traces_heading() if files else written.heading()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe(cell) for cell in heading])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


class Page(Protocol):
    """A sheet of a workbook that is written row by row."""

    def append(self, row: Sequence[Cell]) -> None:
        """Adds a row."""


def xlsx_bytes(written: Written) -> bytes:
    """A workbook of three sheets: the report, how it is reckoned, and the files behind its figures."""
    # openpyxl takes 0.2 s to import; only this and the status files need it.
    from openpyxl import Workbook  # noqa: PLC0415

    naming, book, out = written.naming, Workbook(write_only=True), io.BytesIO()
    pages = {name: book.create_sheet(naming.say(f"sheet_{name}")) for name in ("table", "how", "files")}
    for name, widths in (("table", "AB"), ("how", "A"), ("files", "BCD")):
        for letter in widths:
            pages[name].column_dimensions[letter].width = _WIDE
    _fill(pages["table"], [*([line] for line in written.title()), [], written.heading(), *written.rows()])
    _fill(pages["how"], [[line] for line in naming.how(written.table)])
    _fill(pages["files"], [written.traces_heading(), *written.traces()])
    book.save(out)
    return out.getvalue()


def _fill(page: Page, rows: Iterable[Sequence[Cell]]) -> None:
    for row in rows:
        page.append([safe(cell) for cell in row])
