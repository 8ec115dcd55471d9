"""Acts: what was done that is no event of a dossier (roles, PINs, exports …); only ever added, as triggers hold to."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from storage.records_staff import ActRecord
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_ACTS = table("acts")
_log = Statement(insert(_ACTS).values({name: bindparam(name) for name in "person_id about_id kind data at".split()}))
_COLUMNS = (_ACTS.c.id, _ACTS.c.person_id, _ACTS.c.about_id, _ACTS.c.kind, _ACTS.c.data, _ACTS.c.at)


def _latest(query: Select[Row]) -> Statement:
    page = query.order_by(_ACTS.c.id.desc()).limit(bindparam("most")).offset(bindparam("skip"))
    return Statement(page)


_all = _latest(select(*_COLUMNS))
_about = _latest(select(*_COLUMNS).where(_ACTS.c.about_id == bindparam("about")))


class Acts:
    """Logs and reads acts."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def log(
        self, kind: str, by: int | None, now: datetime, data: Mapping[str, Data] | None = None, about: int | None = None
    ) -> None:
        """Notes an act: `by` did it (None: the command line, the clock), `about` is the person it was done to."""
        sealed = self._sealer.seal_map(data or {}, _place(kind, stamp(now)))
        act: Params = {"person_id": by, "about_id": about, "kind": kind, "data": sealed, "at": stamp(now)}
        self._link.change(_log, act)

    def latest(self, most: int, skip: int = 0, about: int | None = None) -> tuple[ActRecord, ...]:
        """The latest acts first, of one person when given."""
        page: Params = {"most": most, "skip": skip}
        rows = self._link.rows(_all, page) if about is None else self._link.rows(_about, {**page, "about": about})
        return tuple(self._act(row) for row in rows)

    def _act(self, row: Row) -> ActRecord:
        act_id, person_id, about_id, kind, data, at = row
        opened = self._sealer.open_map(data, _place(kind, at))
        return ActRecord(act_id, kind, person_id, about_id, moment(at), opened)


def _place(kind: str, at: int) -> str:
    return f"acts.data:{kind}.{at}"
