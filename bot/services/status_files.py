"""Files of statuses as tables of text: CSV in the encodings of spreadsheets, and .xlsx that is no bomb."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from flows.text import fold

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
# What an .xlsx may become when unpacked, and how many parts it may have.
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 1000
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class BadFile(ValueError):
    """A file that cannot be taken at all; its text is the code of why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row by the number a spreadsheet shows, its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_file(data: bytes, headings: Mapping[str, str]) -> tuple[Line, ...]:
    """The rows of a file under known headings, blank ones left out; raises BadFile."""
    if len(data) > LARGEST_FILE:
        raise BadFile("file_too_big")
    rows = _workbook(data) if data.startswith(b"PK") else _csv(_decoded(data))
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    columns = _columns(next(numbered, (0, ()))[1], headings)
    lines = tuple(islice((_line(number, row, columns) for number, row in numbered), MOST_ROWS + 1))
    if len(lines) > MOST_ROWS:
        raise BadFile("file_too_long")
    return lines


def _columns(head: Sequence[str], headings: Mapping[str, str]) -> Mapping[int, str]:
    """Which column of ours stands where; others are left out."""
    found = {place: headings[fold(cell)] for place, cell in enumerate(head) if fold(cell) in headings}
    names = list(found.values())
    if len(names) != len(set(names)):
        raise BadFile("column_twice")
    if not {"state", "moment"} <= set(names) or not {"official_code", "reference"} & set(names):
        raise BadFile("columns_missing")
    return found


def _line(number: int, row: Sequence[str], columns: Mapping[int, str]) -> Line:
    return Line(number, {name: row[place].strip() for place, name in columns.items() if place < len(row)})


def _decoded(data: bytes) -> str:
    """UTF-16 with its mark, else UTF-8 with or without one."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile("file_encoding") from None
    if "\x00" in text:
        raise BadFile("file_encoding")
    return text


def _csv(text: str) -> Iterator[Sequence[str]]:
    """Rows parted by whichever of comma, semicolon and tab the first line has most of."""
    first = text.lstrip().split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    except csv.Error:
        raise BadFile("file_broken") from None


def _workbook(data: bytes) -> Iterator[Sequence[str]]:
    """The first sheet; formulas count as what they last came to."""
    _no_bomb(data)
    # openpyxl takes 0.2 s to import; only this needs it.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        rows: Iterable[Sequence[object]] = book.worksheets[0].iter_rows(
            max_row=MOST_ROWS + 100, max_col=MOST_COLUMNS, values_only=True
        )
        for row in rows:
            yield [_text(value) for value in row]
    except Exception:  # noqa: BLE001 - a broken workbook breaks its reader in a dozen ways, all of them mean this
        raise BadFile("file_broken") from None


def _no_bomb(data: bytes) -> None:
    """Refuses an archive that unpacks to too much, or whose XML declares entities; raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise BadFile("file_bomb")
            for part in parts:
                head = archive.read(part)
                if part.filename.endswith((".xml", ".rels")) and any(mark in head for mark in _DOCTYPE):
                    raise BadFile("file_bomb")
    except BadFile:
        raise
    except Exception:  # noqa: BLE001 - encrypted, cut off, packed in an odd way: it cannot be read
        raise BadFile("file_broken") from None


def _text(value: object) -> str:
    """A cell as it would be typed; times of a spreadsheet are off by a few microseconds."""
    match value:
        case None:
            return ""
        case datetime():
            return (value + timedelta(microseconds=500_000)).replace(microsecond=0).isoformat(" ")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
