"""Form II.06a/VPCP/KSTT: received, settled and pending files by field, with the identities the form must satisfy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.chronicle import first_of
from flows.deadlines import Calendar
from flows.reports.case import Case, Known, all_known
from flows.reports.table import ALL, Line, Table, in_columns

# Columns 3 to 13 of the form; 1 is the running number and 2 the field.
COLUMNS = (
    "received",
    "online",
    "direct",
    "carried",
    "settled",
    "early",
    "on_time",
    "late",
    "pending",
    "in_time",
    "overdue",
)
# 3 = 4 + 5 + 6; 7 = 8 + 9 + 10; 11 = 12 + 13; 3 = 7 + 11.
IDENTITIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("received", ("online", "direct", "carried")),
    ("settled", ("early", "on_time", "late")),
    ("pending", ("in_time", "overdue")),
    ("received", ("settled", "pending")),
)


@dataclass(frozen=True, slots=True)
class Broken:
    """An identity that does not hold in a row, with the files that are on one side of it only."""

    key: str
    whole: str
    parts: tuple[str, ...]
    files: tuple[str, ...]


def form06a(cases: Iterable[Case], since: datetime, until: datetime, calendar: Calendar) -> Table:
    """The form for the time from `since` on and before `until`."""
    return by_field("06a", COLUMNS, ((one, places(one, since)) for one in all_known(cases, until, calendar)))


def by_field(name: str, columns: tuple[str, ...], placed: Iterable[tuple[Known, Iterable[str]]]) -> Table:
    """A form of counts: the office first, then each field that has any file in it."""
    fields: dict[str, dict[str, list[str]]] = {}
    whole: dict[str, list[str]] = {}
    for one, names in placed:
        for column in names:
            for counts in (whole, fields.setdefault(one.case.field, {})):
                counts.setdefault(column, []).append(one.case.code)
    rows = [in_columns(f"field:{key}", columns, files) for key, files in sorted(fields.items())]
    return Table(name, columns, (in_columns(ALL, columns, whole), *rows))


def places(one: Known, since: datetime) -> tuple[str, ...]:
    """The columns of the form in which a file is counted.

    A file that waits for its resident counts as settled on time (unless it was late by then), and is carried over
    again once they came back. What was settled before the period is not in it.
    """
    clock = one.clock
    if clock is None or (clock.ended_at is not None and clock.ended_at < since):
        return ()
    came = "carried" if clock.began_at < since else "online" if one.case.online else "direct"
    if clock.ended_at is None:
        return ("received", came, "pending", "overdue" if one.how == "late" else "in_time")
    how = "on_time" if one.how == "early" and _given_up(one) else one.how
    return ("received", came, "settled", how)


def broken(table: Table) -> tuple[Broken, ...]:
    """Every identity that does not hold; none for a table that may be handed in."""
    return tuple(fault for line in table.lines for fault in _broken(table, line))


def _broken(table: Table, line: Line) -> Iterator[Broken]:
    files = {column: figure.files for column, figure in zip(table.columns, line.figures, strict=True)}
    for whole, parts in IDENTITIES:
        left = sorted(files[whole])
        right = sorted(file for part in parts for file in files[part])
        if left != right:
            odd = (file for file in {*left, *right} if left.count(file) != right.count(file))
            yield Broken(line.key, whole, parts, tuple(sorted(odd)))


def _given_up(one: Known) -> bool:
    """Whether it waits, was withdrawn or closed: "chờ bổ sung, trả lại, xin rút" stand in column 9."""
    return first_of(one.log, "record_result", "decline", "hand_over") is None
