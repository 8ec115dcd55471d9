"""A dossier's events: only ever added, which triggers in the database hold anyone to."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from storage.records import EventRecord
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_DOSSIERS = table("dossiers")
_EVENTS = table("events")
# The counter gives the event its number and makes a second writer wait for the first; the clock looks at what happened.
_count = Statement(
    update(_DOSSIERS)
    .where(_DOSSIERS.c.id == bindparam("dossier_id"))
    .values(event_count=_DOSSIERS.c.event_count + 1, wake_at=bindparam("at"), papers_at=bindparam("at"))
    .returning(_DOSSIERS.c.event_count)
)
_add = Statement(
    insert(_EVENTS).values({name: bindparam(name) for name in "dossier_id seq kind actor_id role at data".split()})
)
_of = Statement(
    select(_EVENTS.c.seq, _EVENTS.c.kind, _EVENTS.c.actor_id, _EVENTS.c.role, _EVENTS.c.at, _EVENTS.c.data)
    .where(_EVENTS.c.dossier_id == bindparam("dossier_id"))
    .order_by(_EVENTS.c.seq)
)


class Events:
    """Adds and reads events; services reach it through `Dossiers`."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def append(
        self, dossier_id: int, kind: str, actor_id: int | None, role: str, at: datetime, data: Mapping[str, Data]
    ) -> int:
        """Adds an event and returns its number in the dossier; raises KeyError for an unknown dossier."""
        row = self._link.row(_count, {"dossier_id": dossier_id, "at": stamp(at)})
        if row is None:
            raise KeyError(dossier_id)
        seq = int(row[0])
        event: Params = {"dossier_id": dossier_id, "seq": seq, "kind": kind, "actor_id": actor_id, "role": role}
        sealed = self._sealer.seal_map(data, _place(dossier_id, seq))
        self._link.change(_add, {**event, "at": stamp(at), "data": sealed})
        return seq

    def of(self, dossier_id: int) -> tuple[EventRecord, ...]:
        """The dossier's events in their order."""
        return tuple(self._event(dossier_id, row) for row in self._link.rows(_of, {"dossier_id": dossier_id}))

    def _event(self, dossier_id: int, row: Row) -> EventRecord:
        seq, kind, actor_id, role, at, data = row
        opened = self._sealer.open_map(data, _place(dossier_id, seq))
        return EventRecord(dossier_id, seq, kind, actor_id, role, moment(at), opened)


def _place(dossier_id: int, seq: int) -> str:
    return f"events.data:{dossier_id}.{seq}"
