"""Held moves: those that were confirmed for several dossiers at once and can still be undone; made by the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.references import random_code
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp

HeldState = Literal["held", "made", "refused", "undone"]

_HELD = table("held_moves")
_C = _HELD.c
_BATCH_SIZE = 6
_COLUMNS = "id batch person_id dossier_id revision move held_at make_at state why".split()
_GIVEN = "batch person_id dossier_id revision move held_at make_at".split()
_ONE = select(*(_C[name] for name in _COLUMNS))
_IS_HELD = _C.state == bindparam("held")
_add = Statement(insert(_HELD).values({**{name: bindparam(name) for name in _GIVEN}, "state": "held", "why": ""}))
_of_batch = Statement(_ONE.where(_C.batch == bindparam("of_batch")).order_by(_C.id))
_due = Statement(_ONE.where(_C.make_at <= bindparam("now")).order_by(_C.make_at, _C.id))
_of_dossier = Statement(_ONE.where(_C.dossier_id == bindparam("of_dossier"), _IS_HELD).order_by(_C.id))
_settle = Statement(
    update(_HELD)
    .where(_C.id == bindparam("held_id"), _IS_HELD)
    .values(state=bindparam("new_state"), why=bindparam("reason"), make_at=None)
)


@dataclass(frozen=True, slots=True)
class HeldMove:
    """A move by its name, for the dossier as it was read (`revision`); `make_at` is empty once it is settled."""

    id: int
    batch: str
    person_id: int
    dossier_id: int
    revision: int
    move: str
    held_at: datetime
    make_at: datetime | None
    state: HeldState
    why: str


class HeldMoves:
    """Holds moves, finds those that are to be made, and notes what became of each."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def hold(
        self, person_id: int, move: str, files: Iterable[tuple[int, int]], held_at: datetime, make_at: datetime
    ) -> str:
        """Holds a move for each dossier (its id and revision) until `make_at`; returns the batch's code."""
        batch = random_code(_BATCH_SIZE)
        for dossier_id, revision in files:
            what: Params = {"dossier_id": dossier_id, "revision": revision, "move": move}
            when: Params = {"held_at": stamp(held_at), "make_at": stamp(make_at)}
            self._link.change(_add, {"batch": batch, "person_id": person_id, **what, **when})
        return batch

    def of_batch(self, batch: str) -> tuple[HeldMove, ...]:
        """Every move of a batch, in order."""
        return _all(self._link.rows(_of_batch, {"of_batch": batch}))

    def of_dossier(self, dossier_id: int) -> tuple[HeldMove, ...]:
        """The moves that are held for a dossier now."""
        return _all(self._link.rows(_of_dossier, {"of_dossier": dossier_id, "held": "held"}))

    def due(self, now: datetime) -> tuple[HeldMove, ...]:
        """The moves that are to be made."""
        return _all(self._link.rows(_due, {"now": stamp(now)}))

    def settle(self, held_id: int, state: HeldState, why: str = "") -> bool:
        """Notes what became of a move; False when it was settled before."""
        params: Params = {"held_id": held_id, "new_state": state, "reason": why, "held": "held"}
        return self._link.change(_settle, params) == 1


def _all(rows: list[Row]) -> tuple[HeldMove, ...]:
    return tuple(_held(row) for row in rows)


def _held(row: Row) -> HeldMove:
    held_id, batch, person_id, dossier_id, revision, move, held_at, make_at, state, why = row
    ends = moment_or_none(make_at)
    return HeldMove(held_id, batch, person_id, dossier_id, revision, move, moment(held_at), ends, state, why)
