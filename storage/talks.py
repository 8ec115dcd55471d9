"""Talks: what residents and officials write to each other inside a dossier; only ever added, by trigger."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.errors import Tampered
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_TALKS, _READ, _WAITING, _DOSSIERS = (table(name) for name in ("talks", "talks_read", "talks_waiting", "dossiers"))
_GIVEN = "dossier_id author_id role words document_id wants_photo at".split()
_COLUMNS = [_TALKS.c[name] for name in ("id", *_GIVEN)]
_add = Statement(insert(_TALKS).values({name: bindparam(name) for name in _GIVEN}).returning(_TALKS.c.id))
_of = Statement(select(*_COLUMNS).where(_TALKS.c.dossier_id == bindparam("of_dossier")).order_by(_TALKS.c.id))
_reading: dict[str, object] = {name: bindparam(name) for name in ("dossier_id", "person_id", "talk_id", "at")}
_read = Statement(
    insert(_READ)
    .values(_reading)
    .on_conflict_do_update(
        index_elements=["dossier_id", "person_id"],
        set_={"talk_id": bindparam("talk_id"), "at": bindparam("at")},
        where=_READ.c.talk_id < bindparam("talk_id"),
    )
)
_readers = Statement(
    select(_READ.c.person_id, _READ.c.talk_id, _READ.c.at).where(_READ.c.dossier_id == bindparam("of_dossier"))
)
_wait = Statement(
    insert(_WAITING)
    .values({name: bindparam(name) for name in ("dossier_id", "talk_id", "since", "due_at", "told")})
    .on_conflict_do_nothing(index_elements=["dossier_id"])
)
_settle = Statement(delete(_WAITING).where(_WAITING.c.dossier_id == bindparam("of_dossier")))
_told = Statement(update(_WAITING).where(_WAITING.c.dossier_id == bindparam("of_dossier")).values(told=True))
_WAIT = (_WAITING.c.dossier_id, _WAITING.c.talk_id, _WAITING.c.since, _WAITING.c.due_at)
_one_wait = Statement(select(*_WAIT).where(_WAITING.c.dossier_id == bindparam("of_dossier")))
_overdue = Statement(
    select(*_WAIT)
    .where(_WAITING.c.due_at < bindparam("now"), _WAITING.c.told.is_(False))
    .order_by(_WAITING.c.due_at, _WAITING.c.dossier_id)
)


# The few that wait lead, whatever the database thinks of their number; so fields are looked at afterwards.
_waiting = Statement(
    select(*_WAIT, _DOSSIERS.c.owner_id, _DOSSIERS.c.field)
    .join_from(_WAITING, _DOSSIERS, _DOSSIERS.c.id == _WAITING.c.dossier_id, isouter=True)
    .order_by(_WAITING.c.due_at, _WAITING.c.dossier_id)
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One message; `role` is the author's when it was written. `wants_photo`: an official asks for a picture."""

    id: int
    dossier_id: int
    author_id: int
    role: str
    words: str
    document_id: str | None
    wants_photo: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class TalkWait:
    """A dossier whose resident waits for an answer; the message it began with, since when, until when."""

    dossier_id: int
    talk_id: int
    since: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class TalkRead:
    """Up to which message a person has read, and when."""

    person_id: int
    talk_id: int
    at: datetime


class Talks:
    """Adds and reads messages, notes who has read them and which wait for an answer."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def add(
        self,
        dossier_id: int,
        author_id: int,
        role: str,
        words: str,
        now: datetime,
        *,
        document_id: str | None = None,
        wants_photo: bool = False,
    ) -> int:
        """Adds a message and returns its number."""
        who: Params = {"dossier_id": dossier_id, "author_id": author_id, "role": role, "at": stamp(now)}
        sealed = self._sealer.seal(words, _place(dossier_id, author_id, stamp(now)))
        what: Params = {"words": sealed, "document_id": document_id, "wants_photo": wants_photo}
        return int(self._link.rows(_add, {**who, **what})[0][0])

    def of(self, dossier_id: int) -> tuple[Talk, ...]:
        """Every message of a dossier, in order."""
        return tuple(self._talk(row) for row in self._link.rows(_of, {"of_dossier": dossier_id}))

    def read(self, dossier_id: int, person_id: int, talk_id: int, now: datetime) -> None:
        """Notes that a person has read up to a message; the first time is kept."""
        where: Params = {"dossier_id": dossier_id, "person_id": person_id, "talk_id": talk_id, "at": stamp(now)}
        self._link.change(_read, where)

    def readers(self, dossier_id: int) -> tuple[TalkRead, ...]:
        """Who has read how far."""
        rows = self._link.rows(_readers, {"of_dossier": dossier_id})
        return tuple(TalkRead(row[0], row[1], moment(row[2])) for row in rows)

    def wait(self, dossier_id: int, talk_id: int, since: datetime, due_at: datetime) -> bool:
        """Notes that the resident waits for an answer; False when they do already, from an earlier message on."""
        when: Params = {"since": stamp(since), "due_at": stamp(due_at), "told": False}
        return self._link.change(_wait, {"dossier_id": dossier_id, "talk_id": talk_id, **when}) == 1

    def settle(self, dossier_id: int) -> bool:
        """Nothing waits any more; False when nothing did."""
        return self._link.change(_settle, {"of_dossier": dossier_id}) == 1

    def told(self, dossier_id: int) -> None:
        """Notes that officials were told of an answer that is overdue."""
        self._link.change(_told, {"of_dossier": dossier_id})

    def wait_of(self, dossier_id: int) -> TalkWait | None:
        """What waits in a dossier."""
        row = self._link.row(_one_wait, {"of_dossier": dossier_id})
        return None if row is None else _waits(row)

    def overdue(self, now: datetime) -> tuple[TalkWait, ...]:
        """The answers that are overdue and of which nobody was told."""
        return tuple(_waits(row) for row in self._link.rows(_overdue, {"now": stamp(now)}))

    def waiting(self, fields: Collection[str] | None) -> tuple[tuple[TalkWait, int | None], ...]:
        """What waits in dossiers of these fields (None: of all), with the dossier's owner, the first due first."""
        found = self._link.rows(_waiting, {})
        return tuple((_waits(row), row[4]) for row in found if fields is None or row[5] in fields)

    def _talk(self, row: Row) -> Talk:
        talk_id, dossier_id, author_id, role, sealed, document_id, wants_photo, at = row
        place = _place(dossier_id, author_id, at)
        words = self._sealer.open(sealed, place)
        if not isinstance(words, str):
            raise Tampered(place)
        return Talk(talk_id, dossier_id, author_id, role, words, document_id, bool(wants_photo), moment(at))


def _waits(row: Row) -> TalkWait:
    return TalkWait(row[0], row[1], moment(row[2]), moment(row[3]))


def _place(dossier_id: int, author_id: int, at: int) -> str:
    return f"talks.words:{dossier_id}.{author_id}.{at}"
