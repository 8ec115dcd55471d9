"""Tasks brought in from a file, CSV or TOML: what is right is written, each wrong row is named with its cell."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.plan.writing import person_called
from content.catalog import Library
from flows.text import fold
from flows.yearplan import HEADINGS, Wanted, parse_task
from storage.unit_of_work import UnitOfWork

LARGEST = 1024 * 1024


class BadPlan(ValueError):
    """A file that is no plan at all; its text is the code of why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the file, its cells by the names of HEADINGS."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: `wrong` names the cell that would not do, '' when it was written."""

    row: Row
    wrong: str = ""


def read_rows(data: bytes, library: Library) -> tuple[Row, ...]:
    """The rows of a CSV with headings in Vietnamese or English, or of a TOML with [[tasks]]; raises BadPlan."""
    if len(data) > LARGEST:
        raise BadPlan("file_too_big")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadPlan("no_text") from None
    return tuple(_toml(text) if "[[tasks]]" in text else _csv(text, _headings(library)))


def _headings(library: Library) -> Mapping[str, str]:
    """The names under which columns are known, folded."""
    found = {name: name for name in HEADINGS}
    for language in ("vi", "en"):
        for name in HEADINGS:
            words = library.wording.say(f"plan.heading_{name}", language).split("|")
            found.update({fold(word): name for word in words})
    return found


def _csv(text: str, headings: Mapping[str, str]) -> Iterator[Row]:
    first = text.partition("\n")[0]
    mark = max(";\t,", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    columns = [headings.get(fold(cell), "") for cell in rows[0]] if rows else []
    if not {"code", "title", "unit", "target", "due"} <= set(columns):
        raise BadPlan("columns_missing")
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            yield Row(number, _cells(columns, row))


def _cells(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(columns, row, strict=False) if name}


def _toml(text: str) -> Iterator[Row]:
    try:
        tasks = tomllib.loads(text).get("tasks")
    except tomllib.TOMLDecodeError:
        raise BadPlan("no_toml") from None
    for number, task in enumerate(tasks if isinstance(tasks, list) else [], 1):
        if isinstance(task, dict):
            yield Row(number, {name: str(task[name]) for name in HEADINGS if name in task})


def write(
    u: UnitOfWork, library: Library, year: int, rows: Sequence[Row], now: datetime, *, dry_run: bool = False
) -> tuple[Outcome, ...]:
    """Writes each row that is right, in place of an earlier task with its code."""
    return tuple(_written(u, library, year, row, now, dry_run=dry_run) for row in rows)


def _written(u: UnitOfWork, library: Library, year: int, row: Row, now: datetime, *, dry_run: bool) -> Outcome:
    task = parse_task({**row.cells, "unit": _unit(library, row.cells.get("unit", ""))}, year)
    if not isinstance(task, Wanted):
        return Outcome(row, task)
    person = person_called(u, task.person) if task.person else None
    if task.person and person is None:
        return Outcome(row, "person")
    if not dry_run:
        u.yearplan.put(year, task, person, None, now)
    return Outcome(row)


def _unit(library: Library, written: str) -> str:
    """The id of a desk called so, by its title in any language; anything else stays as it was written."""
    for desk in library.office.desks:
        if fold(written) in {fold(text) for text in desk.title.values()}:
            return desk.id
    return written
