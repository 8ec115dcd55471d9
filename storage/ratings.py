"""Ratings: one a dossier, given once and never changed; who gave it is read nowhere but by the dossier."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Link, Params, Row, Statement, by_count, numbered
from storage.tables import table
from storage.times import stamp

_RATINGS = table("ratings")
_add = Statement(
    insert(_RATINGS)
    .values({name: bindparam(name) for name in "dossier_id field score at".split()})
    .on_conflict_do_nothing(index_elements=["dossier_id"])
)
_of = Statement(select(_RATINGS.c.score).where(_RATINGS.c.dossier_id == bindparam("in_dossier")))
_SINCE = (_RATINGS.c.at >= bindparam("since"), _RATINGS.c.at < bindparam("until"))
_COUNTS = select(_RATINGS.c.score, func.count()).where(*_SINCE).group_by(_RATINGS.c.score)
_counts = Statement(_COUNTS)


@by_count
def _counts_of(fields: int) -> Select[Row]:
    return _COUNTS.where(_RATINGS.c.field.in_([bindparam(f"field{place}") for place in range(fields)]))


class Ratings:
    """Keeps what residents thought, and counts it."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def give(self, dossier_id: int, field: str, score: int, now: datetime) -> bool:
        """Keeps the rating of a dossier; False when it was rated before."""
        given: Params = {"dossier_id": dossier_id, "field": field, "score": score, "at": stamp(now)}
        return self._link.change(_add, given) == 1

    def of(self, dossier_id: int) -> int | None:
        """The rating of a dossier."""
        row = self._link.row(_of, {"in_dossier": dossier_id})
        return None if row is None else int(row[0])

    def counts(self, since: datetime, until: datetime, fields: Collection[str] | None = None) -> dict[int, int]:
        """How often each score was given from `since` on and before `until`, in these fields (None: in all)."""
        period: Params = {"since": stamp(since), "until": stamp(until)}
        if fields is None:
            return dict(self._link.rows(_counts, period))
        if not fields:
            return {}
        named = numbered("field", list(fields))
        return dict(self._link.rows(_counts_of(len(named)), {**period, **named}))
