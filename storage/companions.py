"""Companions: the persons who share a chat, each with a box of their own."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.boxes import Lock
from storage.errors import Tampered
from storage.records_staff import Companion
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment_or_none, stamp

_TABLE = table("companions")
_COLUMNS = tuple(_TABLE.c[name] for name in ("id", "chat_id", "person_id", "name", "pin", "tries", "locked_until"))
_THIS = _TABLE.c.id == bindparam("companion")
_of_chat = Statement(select(*_COLUMNS).where(_TABLE.c.chat_id == bindparam("chat")).order_by(_TABLE.c.id))
_of_person = Statement(select(*_COLUMNS).where(_TABLE.c.person_id == bindparam("person")).order_by(_TABLE.c.id))
_add = Statement(
    insert(_TABLE)
    .values({name: bindparam(name) for name in ("chat_id", "person_id", "name", "tries", "added_at")})
    .on_conflict_do_nothing(index_elements=["chat_id", "person_id"])
)
_set_pin = Statement(
    update(_TABLE).where(_THIS).values(pin=bindparam("new_pin"), tries=bindparam("none"), locked_until=None)
)
_set_lock = Statement(update(_TABLE).where(_THIS).values(tries=bindparam("new_tries"), locked_until=bindparam("until")))


class Companions:
    """Adds and finds them, and keeps their PINs."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def of_chat(self, chat_id: int) -> tuple[Companion, ...]:
        """Who shares a chat, in the order they were added; nobody while it is one person's alone."""
        return tuple(self._companion(row) for row in self._link.rows(_of_chat, {"chat": chat_id}))

    def of_person(self, person_id: int) -> tuple[Companion, ...]:
        """The boxes that a person has on shared phones."""
        return tuple(self._companion(row) for row in self._link.rows(_of_person, {"person": person_id}))

    def add(self, chat_id: int, person_id: int, name: str, now: datetime) -> None:
        """Has a person share a chat; once."""
        sealed = self._sealer.seal(name, _place("name", chat_id, person_id))
        new: Params = {"chat_id": chat_id, "person_id": person_id, "name": sealed, "tries": 0, "added_at": stamp(now)}
        self._link.change(_add, new)

    def set_pin(self, one: Companion, pin: str) -> None:
        """Keeps the salted hash of a PIN, '' for none; wrong tries are forgotten."""
        sealed = self._sealer.seal(pin, _place("pin", one.chat_id, one.person_id)) if pin else None
        self._link.change(_set_pin, {"companion": one.id, "new_pin": sealed, "none": 0})

    def set_lock(self, one: Companion, lock: Lock) -> None:
        """Keeps what wrong tries did."""
        until = None if lock.until is None else stamp(lock.until)
        self._link.change(_set_lock, {"companion": one.id, "new_tries": lock.tries, "until": until})

    def _companion(self, row: Row) -> Companion:
        id_, chat, person, name, pin, tries, until = row
        hashed = "" if pin is None else self._text(pin, _place("pin", chat, person))
        called = self._text(name, _place("name", chat, person))
        return Companion(id_, chat, person, called, hashed, Lock(tries, moment_or_none(until)))

    def _text(self, sealed: bytes, place: str) -> str:
        text = self._sealer.open(sealed, place)
        if not isinstance(text, str):
            raise Tampered(place)
        return text


def _place(column: str, chat_id: int, person_id: int) -> str:
    return f"companions.{column}:{chat_id}.{person_id}"
