"""Retention: which dossiers the clock is to ask about their pages, and what was erased of whom by which rule."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql import ClauseElement

from storage.records import Document, Erasure
from storage.statements import Link, Params, Row, Statement, by_count, numbered
from storage.tables import table
from storage.times import moment, stamp, stamp_or_none

_DOSSIERS, _DOCUMENTS, _ERASURES = table("dossiers"), table("documents"), table("erasures")
_due = Statement(
    select(_DOSSIERS.c.id)
    .where(_DOSSIERS.c.papers_at <= bindparam("now"))
    .order_by(_DOSSIERS.c.papers_at, _DOSSIERS.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, key_share=True)
)
_next = Statement(
    update(_DOSSIERS).where(_DOSSIERS.c.id == bindparam("dossier_id")).values(papers_at=bindparam("look_at"))
)
_asleep = select(_DOSSIERS.c.id).where(_DOSSIERS.c.papers_at > bindparam("now")).limit(bindparam("limit"))
_rouse = Statement(update(_DOSSIERS).where(_DOSSIERS.c.id.in_(_asleep)).values(papers_at=bindparam("now")))
_GIVEN = "document_id dossier_id key created_at erased_at why".split()
_add = Statement(
    insert(_ERASURES)
    .values({name: bindparam(name) for name in _GIVEN})
    .on_conflict_do_nothing()  # repeated after a kill
)
_of_dossier = Statement(
    select(*(_ERASURES.c[name] for name in _GIVEN))
    .where(_ERASURES.c.dossier_id == bindparam("of_dossier"))
    .order_by(_ERASURES.c.erased_at, _ERASURES.c.created_at, _ERASURES.c.document_id)
)


def _in_fields(fields: int) -> ColumnElement[bool]:
    """Pages of dossiers of some fields; without any, all pages, those of drafts too."""
    return _DOSSIERS.c.field.in_([bindparam(f"field{place}") for place in range(fields)])


@by_count
def _counts(fields: int) -> Select[Row]:
    rows = select(_ERASURES.c.why, func.count()).where(
        _ERASURES.c.erased_at >= bindparam("since"), _ERASURES.c.erased_at < bindparam("until")
    )
    if fields:
        rows = rows.join(_DOSSIERS, _DOSSIERS.c.id == _ERASURES.c.dossier_id).where(_in_fields(fields))
    return rows.group_by(_ERASURES.c.why).order_by(_ERASURES.c.why)


@by_count
def _kept(fields: int) -> ClauseElement:
    rows = select(func.count()).select_from(_DOCUMENTS)
    if fields:
        rows = rows.join(_DOSSIERS, _DOSSIERS.c.id == _DOCUMENTS.c.dossier_id).where(_in_fields(fields))
    return rows


class Retention:
    """Finds what is due by index and writes down what went."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def due(self, now: datetime, limit: int) -> tuple[int, ...]:
        """The ids of dossiers about whose pages to ask now, held until the unit of work ends."""
        return tuple(row[0] for row in self._link.rows(_due, {"now": stamp(now), "limit": limit}))

    def look_at(self, dossier_id: int, when: datetime | None) -> None:
        """When to ask about a dossier's pages again, None for never; any event of it has it asked about at once."""
        self._link.change(_next, {"dossier_id": dossier_id, "look_at": stamp_or_none(when)})

    def rouse(self, now: datetime, limit: int) -> bool:
        """Has some of those that sleep asked about now, for the rules have changed; False when there is none."""
        return self._link.change(_rouse, {"now": stamp(now), "limit": limit}) > 0

    def note(self, document: Document, why: str, now: datetime) -> None:
        """Writes down that a page goes; its row is to be removed in the same unit of work."""
        gone: Params = {"document_id": document.id, "dossier_id": document.dossier_id, "key": document.key}
        times: Params = {"created_at": stamp(document.created_at), "erased_at": stamp(now)}
        self._link.change(_add, {**gone, **times, "why": why})

    def of_dossier(self, dossier_id: int) -> tuple[Erasure, ...]:
        """What was erased of a dossier, in the order it went."""
        rows = self._link.rows(_of_dossier, {"of_dossier": dossier_id})
        return tuple(Erasure(row[0], row[1], row[2], moment(row[3]), moment(row[4]), row[5]) for row in rows)

    def counts(self, since: datetime, until: datetime, fields: Collection[str] | None = None) -> Mapping[str, int]:
        """How many pages went by each rule from `since` on and before `until`, in some fields or (None) in all."""
        named = list(fields or ())
        params: Params = {"since": stamp(since), "until": stamp(until), **numbered("field", named)}
        return {row[0]: int(row[1]) for row in self._link.rows(_counts(len(named)), params)}

    def kept(self, fields: Collection[str] | None = None) -> int:
        """How many pages are kept now, in some fields or (None) in all."""
        named = list(fields or ())
        row = self._link.row(_kept(len(named)), numbered("field", named))
        return 0 if row is None else int(row[0])
