"""Words that found no procedure, by the week; nobody is named in them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Link, Statement
from storage.tables import table

MOST = 5000  # different words a week: more are somebody's game, and would only fill the disk
_MISSES = table("misses")
_KEY = ("week", "words", "kind")
_add = Statement(
    insert(_MISSES)
    .values({name: bindparam(name) for name in _KEY} | {"count": bindparam("one")})
    .on_conflict_do_update(index_elements=_KEY, set_={"count": _MISSES.c["count"] + bindparam("one")})
)
_held = Statement(select(func.count()).select_from(_MISSES).where(_MISSES.c.week == bindparam("of_week")))
_since = Statement(
    select(
        _MISSES.c.words,
        _MISSES.c.kind,
        func.sum(_MISSES.c["count"]),
        func.min(_MISSES.c.week),
        func.max(_MISSES.c.week),
    )
    .where(_MISSES.c.week >= bindparam("first"))
    .group_by(_MISSES.c.words, _MISSES.c.kind)
    .order_by(func.sum(_MISSES.c["count"]).desc(), _MISSES.c.words, _MISSES.c.kind)
)
_oldest = Statement(select(func.min(_MISSES.c.week)))
_forget = Statement(delete(_MISSES).where(_MISSES.c.week < bindparam("first")))


@dataclass(frozen=True, slots=True)
class Miss:
    """Words that found nothing, how often, and the first and last week (its Monday) in which they were said."""

    words: str
    kind: str
    count: int
    first: date
    last: date


class Misses:
    """Counts; no message and no person is in them."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def note(self, week: date, words: str, kind: str, most: int = MOST) -> None:
        """Counts the words once more; beyond `most` different ones in a week nothing is kept."""
        row = self._link.row(_held, {"of_week": week.isoformat()})
        if row is None or int(row[0]) < most:
            self._link.change(_add, {"week": week.isoformat(), "words": words, "kind": kind, "one": 1})

    def since(self, first: date) -> tuple[Miss, ...]:
        """What was missed in the weeks that begin on this day or later, most often first."""
        return tuple(
            Miss(words, kind, int(count), date.fromisoformat(begun), date.fromisoformat(ended))
            for words, kind, count, begun, ended in self._link.rows(_since, {"first": first.isoformat()})
        )

    def purge(self, first: date) -> None:
        """Forgets the weeks that began before this day; writes nothing where there are none."""
        row = self._link.row(_oldest, {})
        if row is not None and row[0] is not None and str(row[0]) < first.isoformat():
            self._link.change(_forget, {"first": first.isoformat()})
