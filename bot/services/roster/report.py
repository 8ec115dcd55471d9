"""The coordination report: what each body did in a period, in numbers, without any resident's name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.services.roster.days import turns_between
from content.catalog import Library
from flows.reports.table import ALL, Figure, Line, Table
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork

# Events by which a turn came to somebody else once its week was out.
_COVERED = frozenset({"taken", "assigned", "given_back", "swapped"})


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body in a period: turns drawn and published, served, confirmed, covered by another, without anybody; and
    residents helped in them.
    """

    body: str
    planned: int
    served: int
    confirmed: int
    covered: int
    empty: int
    helped: int

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of COLUMNS."""
        return self.planned, self.served, self.confirmed, self.covered, self.empty, self.helped


COLUMNS = ("planned", "served", "confirmed", "covered", "empty", "helped")


def table(u: UnitOfWork, library: Library, first: date, last: date) -> Table:
    """The report: all bodies together, then each."""
    found = rows(u, library, first, last)
    everybody = _line(ALL, [sum(column) for column in zip(*(one.counts for one in found), strict=True)])
    return Table("roster", COLUMNS, (everybody, *(_line(f"body:{one.body}", one.counts) for one in found)))


def _line(key: str, counts: Iterable[int]) -> Line:
    return Line(key, tuple(Figure(count) for count in counts))


def rows(u: UnitOfWork, library: Library, first: date, last: date) -> tuple[BodyRow, ...]:
    """A row for each body of the office, in its order, from one day to another, both counted."""
    records = turns_between(u, library, first, last, published=True)
    covered = Counter(
        one.turn.body for one in records if any(event.what in _COVERED for event in u.roster.events(one.turn.id))
    )
    return tuple(
        _row(body.id, [one for one in records if one.turn.body == body.id], covered[body.id])
        for body in library.office.bodies
    )


def _row(body: str, records: list[TurnRecord], covered: int) -> BodyRow:
    turns = [one.turn for one in records]
    return BodyRow(
        body,
        len(turns),
        sum(turn.arrived_at is not None for turn in turns),
        sum(turn.confirmed_at is not None for turn in turns),
        covered,
        sum(turn.person is None for turn in turns),
        sum(one.helped for one in records),
    )
