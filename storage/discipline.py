"""Delays and conduct: which dates were missed and what came of it; only ever added, which triggers hold anyone to."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from flows.conduct import Delay, Entry
from flows.delays import Missed, Step
from flows.dossier import READY, RUNNING, State
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement, by_count, numbered
from storage.tables import table
from storage.times import moment, stamp

_DELAYS, _CONDUCT, _DOSSIERS = table("delays"), table("conduct"), table("dossiers")
_DELAY = select(*(_DELAYS.c[name] for name in "id dossier_id step owner_id due_at detected_at".split()))
_ENTRY = select(*(_CONDUCT.c[name] for name in "id kind person_id delay_id measure_id actor_id at data".split()))
_GIVEN = "kind person_id delay_id measure_id actor_id at data".split()

_note = Statement(
    insert(_DELAYS)
    .values({name: bindparam(name) for name in "dossier_id step due_at owner_id detected_at".split()})
    .on_conflict_do_nothing(index_elements=["dossier_id", "step", "due_at"])
    .returning(_DELAYS.c.id)
)
_add = Statement(insert(_CONDUCT).values({name: bindparam(name) for name in _GIVEN}).returning(_CONDUCT.c.id))
_since = Statement(_DELAY.where(_DELAYS.c.detected_at >= bindparam("since")).order_by(_DELAYS.c.id))
_mine = Statement(
    _DELAY.where(_DELAYS.c.owner_id == bindparam("owner"), _DELAYS.c.detected_at >= bindparam("since")).order_by(
        _DELAYS.c.id
    )
)
_history = Statement(_ENTRY.where(_CONDUCT.c.at >= bindparam("since")).order_by(_CONDUCT.c.id))
_history_of = Statement(
    _ENTRY.where(_CONDUCT.c.person_id == bindparam("person"), _CONDUCT.c.at >= bindparam("since")).order_by(
        _CONDUCT.c.id
    )
)
_get = Statement(_DELAY.where(_DELAYS.c.id == bindparam("delay_id")))


def _unknown(date: ColumnElement[int]) -> ColumnElement[bool]:
    """Of a dossier's date nothing is noted: neither itself nor a later one, by a payment that was waited for."""
    return ~exists().where(_DELAYS.c.dossier_id == _DOSSIERS.c.id, _DELAYS.c.due_at >= date)


# Three questions instead of one with alternatives: each goes along an index, however many dossiers there are.
_IDS = select(_DOSSIERS.c.id)
_late = Statement(_IDS.where(_DOSSIERS.c.late_at < bindparam("now"), _unknown(_DOSSIERS.c.late_at)))


@by_count
def _past_due(states: int) -> Select[Row]:
    here = _DOSSIERS.c.state.in_([bindparam(f"state{place}") for place in range(states)])
    since = _DOSSIERS.c.due_at >= bindparam("seen")
    return _IDS.where(here, since, _DOSSIERS.c.due_at < bindparam("now"), _unknown(_DOSSIERS.c.due_at))


_RUNNING = numbered("state", [state.value for state in (*RUNNING, State.YEU_CAU_RUT)])
_FINISHED = numbered("state", [state.value for state in (*READY, State.DA_TRA_KET_QUA)])


class Discipline:
    """Notes delays once, adds to the history, and reads both."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def suspects(self, seen: datetime, now: datetime, limit: int) -> tuple[int, ...]:
        """Dossiers that may have missed a date of which nothing is noted yet; `seen`: since when ended ones count."""
        at: Params = {"now": stamp(now)}
        rows = self._link.rows(_late, at)
        rows += self._link.rows(_past_due(len(_RUNNING)), {**at, **_RUNNING, "seen": 0})
        rows += self._link.rows(_past_due(len(_FINISHED)), {**at, **_FINISHED, "seen": stamp(seen)})
        return tuple(sorted({row[0] for row in rows}))[:limit]

    def note(self, dossier_id: int, what: Missed, owner_id: int | None, now: datetime) -> int | None:
        """Notes a missed date; the id of the delay, None when it was noted before."""
        new: Params = {"dossier_id": dossier_id, "step": what.step, "due_at": stamp(what.due), "owner_id": owner_id}
        row = self._link.row(_note, {**new, "detected_at": stamp(now)})
        return None if row is None else int(row[0])

    def delay(self, delay_id: int) -> Delay | None:
        """The delay of this id."""
        row = self._link.row(_get, {"delay_id": delay_id})
        return None if row is None else _delay(row)

    def delays(self, since: datetime, owner: int | None = None) -> tuple[Delay, ...]:
        """The delays noted since a moment, in order; of one owner when given."""
        if owner is None:
            return tuple(_delay(row) for row in self._link.rows(_since, {"since": stamp(since)}))
        return tuple(_delay(row) for row in self._link.rows(_mine, {"since": stamp(since), "owner": owner}))

    def add(
        self,
        kind: str,
        person: int,
        by: int,
        now: datetime,
        data: Mapping[str, Data],
        *,
        delay: int | None = None,
        measure: int | None = None,
    ) -> int:
        """Adds a line to a person's history, about a delay or a measure; returns its id."""
        at = stamp(now)
        line: Params = {"kind": kind, "person_id": person, "delay_id": delay, "measure_id": measure, "actor_id": by}
        sealed = self._sealer.seal(dict(data), _place(person, at, kind))
        return int(self._link.rows(_add, {**line, "at": at, "data": sealed})[0][0])

    def history(self, since: datetime, person: int | None = None) -> tuple[Entry, ...]:
        """The lines since a moment, in order; of one person when given."""
        if person is None:
            return tuple(self._entry(row) for row in self._link.rows(_history, {"since": stamp(since)}))
        return tuple(
            self._entry(row) for row in self._link.rows(_history_of, {"since": stamp(since), "person": person})
        )

    def _entry(self, row: Row) -> Entry:
        id, kind, person, delay, measure, by, at, data = row
        return Entry(
            id, kind, person, delay, measure, by, moment(at), self._sealer.open_map(data, _place(person, at, kind))
        )


def _delay(row: Row) -> Delay:
    id, dossier, step, owner, due_at, detected_at = row
    return Delay(id, dossier, Step(step), owner, moment(due_at), moment(detected_at))


def _place(person: int, at: int, kind: str) -> str:
    return f"conduct.data:{person}.{at}.{kind}"
