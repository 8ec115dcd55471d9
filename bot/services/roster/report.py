"""The coordination report: what each body did in a period, in numbers, without any resident's name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from content.catalog import Library
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork

# Events by which a turn came to somebody other than who was drawn for it.
_COVERED = frozenset({"taken", "assigned", "given_back"})


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


def rows(u: UnitOfWork, library: Library, first: date, last: date) -> tuple[BodyRow, ...]:
    """A row for each body of the office, in its order, from one day to another, both counted."""
    records = u.roster.between(first, last, published=True)
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
