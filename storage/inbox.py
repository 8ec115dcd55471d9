"""The inbox: how many open dossiers have which colour, and a page of them by what presses; no other is read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, bindparam, case, func, literal, or_, select
from sqlalchemy.sql import ClauseElement

from flows.dossier import ENDED, READY, State
from flows.inbox import Colour, Marks
from storage.statements import Link, Params, Statement, by_count, numbered
from storage.tables import table
from storage.times import moment, stamp

Whose = Literal["all", "mine", "ours", "others"]
WHOSE: tuple[Whose, ...] = ("all", "mine", "ours", "others")

_D = table("dossiers").c
_NEVER = 2**62  # what has no date stands last


def _in(states: Collection[State]) -> ColumnElement[bool]:
    return _D.state.in_([literal(state.value) for state in states])


_OPEN = _in([state for state in State if state not in ENDED])
_NEW = _D.state == State.CHO_TIEP_NHAN.value
_WAITS = _in((State.BO_SUNG_TRUOC, State.BO_SUNG_SAU))
_LATE, _NOT_LATE = _D.late_at < bindparam("now"), _D.late_at >= bindparam("now")
_PRESSES = or_(and_(_NEW, _D.late_at <= bindparam("half")), and_(~_NEW, _D.late_at < bindparam("soon")))
_READY = _in(READY)
_IS: dict[str, ColumnElement[bool]] = {
    Colour.RED: and_(~_WAITS, ~_READY, _LATE),
    Colour.AMBER: and_(~_WAITS, ~_READY, _NOT_LATE, _PRESSES),
    Colour.NEW: and_(_NEW, or_(_D.late_at.is_(None), and_(_NOT_LATE, _D.late_at > bindparam("half")))),
    Colour.WAITING: _WAITS,
    Colour.READY: _READY,
    Colour.CALM: and_(~_NEW, ~_WAITS, ~_READY, or_(_D.late_at.is_(None), _D.late_at >= bindparam("soon"))),
    "late": and_(~_NEW, ~_WAITS, ~_READY, _D.late_at.is_not(None), _D.due_at < bindparam("now")),
    "bare": and_(~_NEW, ~_WAITS, ~_READY, _LATE, _D.late_at == _D.due_at),
    "today": and_(~_NEW, ~_WAITS, ~_READY, _NOT_LATE, _D.late_at < bindparam("today")),
}
KINDS = tuple(_IS)
_KEY = func.coalesce(_D.late_at, _NEVER)
_OF: dict[Whose, ColumnElement[bool]] = {
    "mine": _D.owner_id == bindparam("me"),
    "ours": or_(_D.owner_id == bindparam("me"), _D.owner_id.is_(None)),
    "others": and_(_D.owner_id.is_not(None), _D.owner_id != bindparam("me")),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Open dossiers of one field: how many there are, and by kind."""

    field: str
    total: int
    by_kind: dict[str, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A dossier's place in the list: what it is sorted by, and its id."""

    key: int
    id: int

    @property
    def late(self) -> datetime | None:
        """After what moment it is late; None for never."""
        return None if self.key >= _NEVER else moment(self.key)


def _fields(count: int) -> list[ColumnElement[bool]]:
    return [_D.field.in_([bindparam(f"field{place}") for place in range(count)])] if count else []


def _times(where: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((where, 1), else_=0)), 0)


_tallies: dict[tuple[Whose, int], Statement] = {}


def _tally(whose: Whose, fields: int) -> Statement:
    """The statement that counts; there are few of its kind."""
    known = _tallies.get((whose, fields))
    if known is None:
        columns: list[ColumnElement[int] | ColumnElement[str]] = [_D.field, func.count()]
        columns.extend(_times(where) for where in _IS.values())
        wanted = [_OF[whose]] if whose in _OF else []
        known = _tallies[whose, fields] = Statement(
            select(*columns).where(_OPEN, *_fields(fields), *wanted).group_by(_D.field).order_by(_D.field)
        )
    return known


@by_count
def _shares(fields: int) -> ClauseElement:
    return select(*(_times(where) for where in _OF.values())).where(_OPEN, *_fields(fields))


_pages: dict[tuple[str, Whose, int], Statement] = {}


def _page(kind: str, whose: Whose, fields: int) -> Statement:
    """The statement of one kind of page; there are few kinds."""
    known = _pages.get((kind, whose, fields))
    if known is None:
        wanted = [where for where in (_IS.get(kind), _OF.get(whose)) if where is not None]
        after = or_(bindparam("key") < _KEY, and_(bindparam("key") == _KEY, _D.id > bindparam("after")))
        known = _pages[kind, whose, fields] = Statement(
            select(_KEY, _D.id)
            .where(_OPEN, *_fields(fields), *wanted, after)
            .order_by(_KEY, _D.id)
            .limit(bindparam("limit"))
        )
    return known


class Inbox:
    """Counts and pages by index; only what is shown is read."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def counts(self, me: int, fields: Collection[str] | None, whose: Whose, at: Marks) -> tuple[Counts, ...]:
        """The counts of each of these fields (None: of all) that has open dossiers."""
        if fields is not None and not fields:
            return ()
        named = list(fields or ())
        params: Params = {**_moments(at), **numbered("field", named), "me": me}
        return tuple(
            Counts(row[0], row[1], dict(zip(KINDS, row[2:], strict=True)))
            for row in self._link.rows(_tally(whose, len(named)), params)
        )

    def shares(self, me: int, fields: Collection[str] | None) -> dict[Whose, int]:
        """How many open dossiers of these fields are mine, mine or nobody's, and others'."""
        if fields is not None and not fields:
            return dict.fromkeys(_OF, 0)
        named = list(fields or ())
        (row,) = self._link.rows(_shares(len(named)), {**numbered("field", named), "me": me})
        return dict(zip(_OF, row, strict=True))

    def page(
        self, me: int, fields: Collection[str] | None, kind: str, whose: Whose, at: Marks, after: Spot, limit: int
    ) -> tuple[Spot, ...]:
        """The places that follow one, the most pressing first; `kind` '' means every open dossier."""
        if fields is not None and not fields:
            return ()
        named = list(fields or ())
        where: Params = {"key": after.key, "after": after.id, "limit": limit, "me": me}
        rows = self._link.rows(_page(kind, whose, len(named)), {**_moments(at), **numbered("field", named), **where})
        return tuple(Spot(row[0], row[1]) for row in rows)


FIRST = Spot(-1, 0)


def _moments(at: Marks) -> Params:
    return {"now": stamp(at.now), "soon": stamp(at.soon), "half": stamp(at.half), "today": stamp(at.today)}
