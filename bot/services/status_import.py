"""Statuses brought in from the official one-stop software: real moves, told to the resident like any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.services.result_links import note_link
from bot.services.status_rows import COLUMNS, Cells, Row, Unread, read_row
from bot.services.transitions import keep
from content.catalog import Library
from flows.answers import Data
from flows.dossier import Role
from flows.portal import Step, follow, moved_at, stood
from storage.database import Database
from storage.errors import Conflict, DuplicateCode
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

# What the log says of such a move beside its words: nobody here made it.
SOURCE = "one_stop_software"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row; `code` says why it was refused."""

    number: int
    name: str
    result: Literal["applied", "unchanged", "refused"]
    code: str = ""


def reason(library: Library, outcome: Outcome, language: str) -> str:
    """Why a row was refused, as a sentence; '' when it was not."""
    if outcome.result != "refused":
        return ""
    own = f"status.refused_{outcome.code}"
    return library.wording.say(own if library.wording.has(own) else f"illegal.{outcome.code}", language)


class _Undone(Exception):
    """Carries the outcomes of a dry run out of the transaction that it undoes."""

    def __init__(self, outcomes: tuple[Outcome, ...]) -> None:
        super().__init__("dry run")
        self.outcomes = outcomes


async def import_status(
    database: Database, library: Library, lines: Sequence[tuple[int, Cells]], now: datetime, *, dry_run: bool = False
) -> tuple[Outcome, ...]:
    """Applies every row that can be, those of one dossier in one transaction; the outcomes are in the order given."""
    read = [read_row(number, cells, library, now) for number, cells in lines]
    outcomes = {one.number: _refused(one, one.code) for one in read if isinstance(one, Unread)}
    fresh, doubled = _distinct([one for one in read if isinstance(one, Row)])
    outcomes |= {row.number: _refused(row, "duplicate") for row in doubled}
    for dossier, rows in (await _by_dossier(database, fresh)).items():
        done = (
            [_refused(row, "code_unknown") for row in rows]
            if dossier is None
            else await _apply(database, library, dossier, rows, now, dry_run)
        )
        outcomes |= {one.number: one for one in done}
    return tuple(outcomes[one.number] for one in read)


async def import_items(
    database: Database, library: Library, items: Sequence[Data], now: datetime
) -> tuple[Outcome, ...]:
    """The same for a list that came as JSON: objects of texts and whole numbers, counted from 1."""
    cells = {number: _cells(item) for number, item in enumerate(items, 1)}
    lines = [(number, one) for number, one in cells.items() if one is not None]
    outcomes = {one.number: one for one in await import_status(database, library, lines, now)}
    return tuple(outcomes.get(number) or Outcome(number, "", "refused", "row_bad") for number in cells)


def _cells(item: Data) -> Cells | None:
    """The cells of an object; null is an empty one. None for anything else."""
    if not isinstance(item, dict):
        return None
    known = {name: item.get(name) for name in COLUMNS}
    if any(isinstance(value, bool | float | list | dict) for value in known.values()):
        return None
    return {name: "" if value is None else str(value) for name, value in known.items()}


def _refused(row: Row | Unread, code: str) -> Outcome:
    return Outcome(row.number, row.name, "refused", code)


def _distinct(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows in the order in which they happened, and those that say the same a second time."""
    known: set[tuple[str, int, datetime]] = set()
    fresh, doubled = list[Row](), list[Row]()
    for row in sorted(rows, key=lambda one: one.number):
        key = (row.name, row.report.code, row.report.at)
        (doubled if key in known else fresh).append(row)
        known.add(key)
    return sorted(fresh, key=lambda one: (one.report.at, one.report.code, one.number)), doubled


async def _by_dossier(database: Database, rows: Sequence[Row]) -> Mapping[int | None, list[Row]]:
    """The rows of each dossier in their order, None for what nobody knows; a row with both codes introduces the other.

    Looked up in small steps, so that no turn waits long behind a large file.
    """
    introduced = {row.official_code: row.reference for row in rows if row.official_code and row.reference}
    found: dict[int | None, list[Row]] = {}
    for start in range(0, len(rows), 100):
        some = rows[start : start + 100]

        def look(u: UnitOfWork, some: Sequence[Row] = some) -> list[int | None]:
            return [_dossier_of(u, row, introduced) for row in some]

        for row, dossier in zip(some, await database.turn(look), strict=True):
            found.setdefault(dossier, []).append(row)
    return found


def _dossier_of(u: UnitOfWork, row: Row, introduced: Mapping[str, str]) -> int | None:
    record = u.dossiers.by_official(row.official_code) if row.official_code else None
    if record is None:
        reference = row.reference or introduced.get(row.official_code, "")
        record = u.dossiers.by_reference(reference) if reference else None
    return None if record is None else record.id


async def _apply(
    database: Database, library: Library, dossier: int, rows: Sequence[Row], now: datetime, dry_run: bool
) -> tuple[Outcome, ...]:
    """The rows of one dossier; done once more when somebody was quicker, then given up."""

    def work(u: UnitOfWork) -> tuple[Outcome, ...]:
        outcomes = tuple(_apply_row(u, library, dossier, row, now) for row in rows)
        if dry_run:
            raise _Undone(outcomes)
        return outcomes

    for _ in range(2):
        try:
            return await database.turn(work)
        except _Undone as undone:
            return undone.outcomes
        except (Conflict, DuplicateCode):
            continue
    return tuple(_refused(row, "conflict") for row in rows)


def _apply_row(u: UnitOfWork, library: Library, dossier: int, row: Row, now: datetime) -> Outcome:
    record = u.dossiers.get(dossier)
    if record is None:
        return _refused(row, "code_unknown")
    if _foreign(record, row):
        return _refused(row, "code_mismatch")
    steps = _steps(u, library, record, row)
    if isinstance(steps, str):
        return _refused(row, steps)
    if not row.official_code and not record.official_code and any(one.moved.event == "accept" for one in steps):
        return _refused(row, "code_needed")
    for step in steps:
        record = _kept(u, library, record, step, now)
    if row.official_code and record.official_code is None and record.dossier.accepted_at is not None:
        record = u.dossiers.set_official(record, row.official_code, now)
    linked = note_link(u, record, row.link, row.report.at)
    return Outcome(row.number, row.name, "applied" if steps or linked else "unchanged")


def _foreign(record: DossierRecord, row: Row) -> bool:
    """Whether the two codes of a row, or its code and the one known here, belong to different dossiers."""
    known = record.official_code
    other_code = bool(row.official_code and known and row.official_code != known)
    return other_code or bool(row.reference and row.reference != record.reference)


def _steps(u: UnitOfWork, library: Library, record: DossierRecord, row: Row) -> tuple[Step, ...] | str:
    """The moves that the row asks for; none when the dossier stands there, or stood there at that time."""
    events = u.dossiers.events(record.id)
    if row.report.code in stood(events, row.report.at):
        return ()
    return follow(record.dossier, row.report, moved_at(events, record.dossier.submitted_at), library.law)


def _kept(u: UnitOfWork, library: Library, record: DossierRecord, step: Step, now: datetime) -> DossierRecord:
    """One move written down; officials are not alerted of what they entered themselves in the other software."""
    moved = replace(step.moved, data={**step.moved.data, "source": SOURCE}, alert="")
    return keep(u, library, record, moved, None, Role.CLOCK, now, step.at)
