"""Dossiers: what was sent in, where it stands, and its events, which are only ever added."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Answers, Data
from flows.dossier import Dossier, State
from storage.errors import Conflict, DuplicateCode, Tampered
from storage.events import Events
from storage.facts import answers_from_data, answers_to_data, dossier_from_data, dossier_to_data
from storage.records import DossierRecord, EventRecord, NewDossier
from storage.references import REFERENCE_SIZE, random_code
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement, by_count, by_counts, numbered
from storage.tables import table
from storage.times import stamp, stamp_or_none
from storage.waking import file_times

_DOSSIERS = table("dossiers")
_COLUMNS = (
    "id reference official_code procedure version field hamlet person_id filer_id channel owner_id"
    " facts answers revision"
).split()
_GIVEN = (
    "reference procedure version field hamlet person_id filer_id channel state submitted_at due_at facts answers"
    " changed_at wake_at late_at"
).split()
_DOSSIER = select(*(_DOSSIERS.c[name] for name in _COLUMNS))
_THIS = _DOSSIERS.c.id == bindparam("dossier_id")
_READ = (_THIS, _DOSSIERS.c.revision == bindparam("read"))
# Whatever changes is looked at by the clock at once, which then reckons until when it may sleep.
_NEXT: dict[str, BindParameter[int]] = {
    "revision": bindparam("next"),
    "changed_at": bindparam("now"),
    "wake_at": bindparam("now"),
}

_add = Statement(
    insert(_DOSSIERS)
    .values({name: bindparam(name) for name in _GIVEN} | {"revision": 1, "event_count": 0})
    .on_conflict_do_nothing(index_elements=["reference"])
    .returning(_DOSSIERS.c.id)
)
_get = Statement(_DOSSIER.where(_THIS))
_by_reference = Statement(_DOSSIER.where(_DOSSIERS.c.reference == bindparam("reference")))
_by_official = Statement(_DOSSIER.where(_DOSSIERS.c.official_code == bindparam("official_code")))
_of_person = Statement(
    _DOSSIER.where(
        (_DOSSIERS.c.person_id == bindparam("person_id")) | (_DOSSIERS.c.filer_id == bindparam("person_id"))
    ).order_by(_DOSSIERS.c.id.desc())
)
_save = Statement(
    update(_DOSSIERS)
    .where(*_READ)
    .values(_NEXT | {name: bindparam(f"new_{name}") for name in "state due_at facts wake_at late_at".split()})
)
_correct = Statement(
    update(_DOSSIERS).where(*_READ).values({"answers": bindparam("new"), "hamlet": bindparam("place"), **_NEXT})
)
_set_official = Statement(update(_DOSSIERS).where(*_READ).values({"official_code": bindparam("new_code"), **_NEXT}))
_assign = Statement(update(_DOSSIERS).where(*_READ).values({"owner_id": bindparam("new_owner"), **_NEXT}))


def _one_of(name: str, prefix: str, count: int) -> ColumnElement[bool]:
    return _DOSSIERS.c[name].in_([bindparam(f"{prefix}{place}") for place in range(count)])


@by_counts
def _in_states(states: int, fields: int) -> Select[Row]:
    wanted = [_one_of("state", "state", states)]
    if fields:
        wanted.append(_one_of("field", "field", fields))
    return (
        _DOSSIER.where(*wanted, _DOSSIERS.c.id > bindparam("after")).order_by(_DOSSIERS.c.id).limit(bindparam("limit"))
    )


@by_count
def _due_between(states: int) -> Select[Row]:
    due = (_DOSSIERS.c.due_at >= bindparam("since"), _DOSSIERS.c.due_at < bindparam("until"))
    return _DOSSIER.where(_one_of("state", "state", states), *due).order_by(_DOSSIERS.c.due_at, _DOSSIERS.c.id)


class Dossiers:
    """Opens, finds and moves dossiers."""

    __slots__ = ("_events", "_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer
        self._events = Events(link, sealer)

    def open(self, new: NewDossier, now: datetime) -> DossierRecord:
        """Opens a dossier under a fresh reference; its content version must have been kept before."""
        for _ in range(5):
            reference = new.prefix + random_code(REFERENCE_SIZE)
            row = self._link.row(_add, self._opened(reference, new, now))
            if row is not None:
                return DossierRecord(
                    row[0],
                    reference,
                    None,
                    new.procedure,
                    new.version,
                    new.field,
                    new.hamlet,
                    new.person_id,
                    new.filer_id,
                    new.channel,
                    None,
                    new.dossier,
                    new.answers,
                    1,
                )
        raise Conflict("reference")

    def get(self, dossier_id: int) -> DossierRecord | None:
        """The dossier of this id."""
        return self._one(self._link.row(_get, {"dossier_id": dossier_id}))

    def by_reference(self, reference: str) -> DossierRecord | None:
        """The dossier with this local reference, typed in any case."""
        return self._one(self._link.row(_by_reference, {"reference": reference.strip().upper()}))

    def by_official(self, code: str) -> DossierRecord | None:
        """The dossier with this official code."""
        return self._one(self._link.row(_by_official, {"official_code": code}))

    def of_person(self, person_id: int) -> tuple[DossierRecord, ...]:
        """Dossiers the person owns or filed for another, the newest first."""
        return self._all(self._link.rows(_of_person, {"person_id": person_id}))

    def in_states(
        self, states: Collection[State], fields: Collection[str] | None, limit: int, after: int = 0
    ) -> tuple[DossierRecord, ...]:
        """Dossiers in these states (and fields, unless None), the oldest first, those with an id above `after`."""
        if not states or (fields is not None and not fields):
            return ()
        named = list(fields or ())
        params: Params = {**_states(states), **numbered("field", named), "after": after, "limit": limit}
        return self._all(self._link.rows(_in_states(len(states), len(named)), params))

    def due_between(self, since: datetime, until: datetime, states: Collection[State]) -> tuple[DossierRecord, ...]:
        """Dossiers in these states due from `since` on and before `until`, the most pressing first."""
        if not states:
            return ()
        params: Params = {**_states(states), "since": stamp(since), "until": stamp(until)}
        return self._all(self._link.rows(_due_between(len(states)), params))

    def save(self, record: DossierRecord, dossier: Dossier, now: datetime) -> DossierRecord:
        """Keeps a move; raises Conflict when the dossier moved since it was read."""
        facts = self._sealer.seal(dossier_to_data(dossier), _facts_place(record.reference))
        wake_at, late_at = file_times(dossier, now)
        new: Params = {
            "new_state": dossier.state.value,
            "new_due_at": stamp_or_none(dossier.due_at),
            "new_facts": facts,
        }
        self._change(_save, record, {**new, "new_wake_at": wake_at, "new_late_at": late_at}, now)
        return replace(record, dossier=dossier, revision=record.revision + 1)

    def correct(self, record: DossierRecord, answers: Answers, hamlet: str, now: datetime) -> DossierRecord:
        """Replaces the answers (the event keeps the old ones); raises Conflict as `save` does."""
        sealed = self._sealer.seal(answers_to_data(answers), _answers_place(record.reference))
        self._change(_correct, record, {"new": sealed, "place": hamlet}, now)
        return replace(record, answers=answers, hamlet=hamlet, revision=record.revision + 1)

    def set_official(self, record: DossierRecord, code: str, now: datetime) -> DossierRecord:
        """Notes the code an official typed in; raises DuplicateCode, or Conflict as `save` does."""
        holder = self.by_official(code)
        if holder is not None and holder.id != record.id:
            raise DuplicateCode(code)
        self._change(_set_official, record, {"new_code": code}, now)
        return replace(record, official_code=code, revision=record.revision + 1)

    def assign(self, record: DossierRecord, owner_id: int | None, now: datetime) -> DossierRecord:
        """Gives the dossier to an official, or back to all of its field; raises Conflict as `save` does."""
        self._change(_assign, record, {"new_owner": owner_id}, now)
        return replace(record, owner_id=owner_id, revision=record.revision + 1)

    def append(
        self, dossier_id: int, kind: str, actor_id: int | None, role: str, at: datetime, data: Mapping[str, Data]
    ) -> int:
        """Adds an event and returns its number in the dossier."""
        return self._events.append(dossier_id, kind, actor_id, role, at, data)

    def events(self, dossier_id: int) -> tuple[EventRecord, ...]:
        """The dossier's events in their order."""
        return self._events.of(dossier_id)

    def _opened(self, reference: str, new: NewDossier, now: datetime) -> Params:
        facts = self._sealer.seal(dossier_to_data(new.dossier), _facts_place(reference))
        answers = self._sealer.seal(answers_to_data(new.answers), _answers_place(reference))
        wake_at, late_at = file_times(new.dossier, now)
        return {
            "reference": reference,
            "procedure": new.procedure,
            "version": new.version,
            "field": new.field,
            "hamlet": new.hamlet,
            "person_id": new.person_id,
            "filer_id": new.filer_id,
            "channel": new.channel,
            "state": new.dossier.state.value,
            "submitted_at": stamp(new.dossier.submitted_at),
            "due_at": stamp_or_none(new.dossier.due_at),
            "facts": facts,
            "answers": answers,
            "changed_at": stamp(now),
            "wake_at": wake_at,
            "late_at": late_at,
        }

    def _change(self, statement: Statement, record: DossierRecord, new: Params, now: datetime) -> None:
        read: Params = {"dossier_id": record.id, "read": record.revision, "next": record.revision + 1}
        if self._link.change(statement, {**read, **new, "now": stamp(now)}) != 1:
            raise Conflict("dossier")

    def _one(self, row: Row | None) -> DossierRecord | None:
        return None if row is None else self._dossier(row)

    def _all(self, rows: list[Row]) -> tuple[DossierRecord, ...]:
        return tuple(self._dossier(row) for row in rows)

    def _dossier(self, row: Row) -> DossierRecord:
        *clear, facts, answers, revision = row
        place = _facts_place(row[1])
        try:
            dossier = dossier_from_data(self._sealer.open_map(facts, place))
            given = answers_from_data(self._sealer.open_map(answers, _answers_place(row[1])))
        except ValueError:
            raise Tampered(place) from None
        return DossierRecord(*(*clear, dossier, given, revision))


def _states(states: Collection[State]) -> Params:
    return numbered("state", [state.value for state in states])


def _facts_place(reference: str) -> str:
    return f"dossiers.facts:{reference}"


def _answers_place(reference: str) -> str:
    return f"dossiers.answers:{reference}"
