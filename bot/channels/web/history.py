"""The conversation as it stands on the page: sealed rows, one for each turn and each push."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.answers import Data
from storage.records import HistoryMessage
from storage.unit_of_work import UnitOfWork

CHANNEL = "web"
MOST = 80  # turns a page gets when it opens


@dataclass(frozen=True, slots=True)
class Kept:
    """A row just written: its number, and the language its reader now speaks."""

    id: int
    language: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a page is told when it opens its line; `known` is whether anything was ever said.

    `keys` are the arrivals answered of late, whether or not their rows are among `items`.
    """

    items: tuple[HistoryMessage, ...]
    keys: tuple[str, ...]
    language: str | None
    known: bool


def keep(address: str, at: datetime, payload: dict[str, Data]) -> Callable[[UnitOfWork], Kept]:
    """Writes one turn down, for a chat that may be new."""

    def work(u: UnitOfWork) -> Kept:
        seat = u.people.meet(CHANNEL, address, at)
        return Kept(u.history.add(seat.chat_id, at, "me" if "me" in payload else "bot", payload), seat.person.language)

    return work


def keep_push(address: str, at: datetime, payload: dict[str, Data]) -> Callable[[UnitOfWork], Kept | None]:
    """Writes a push down; None for a chat that nobody knows (any more)."""

    def work(u: UnitOfWork) -> Kept | None:
        seat = u.people.at(CHANNEL, address)
        return None if seat is None else Kept(u.history.add(seat.chat_id, at, "bot", payload), seat.person.language)

    return work


def recall(address: str, after: int, whole: bool) -> Callable[[UnitOfWork], Recalled]:
    """Reads what was said after an item; `whole` also finds which arrivals were answered before."""

    def work(u: UnitOfWork) -> Recalled:
        seat = u.people.at(CHANNEL, address)
        if seat is None:
            return Recalled((), (), None, False)
        if after > 0 and not whole:
            fresh = tuple(u.history.after(seat.chat_id, after, MOST))
            return Recalled(fresh, (), seat.person.language, True)
        last = tuple(u.history.last(seat.chat_id, MOST))
        items = tuple(one for one in last if one.id > after)
        return Recalled(items, _keys(last), seat.person.language, bool(last))

    return work


def read_notices(address: str, item: int, at: datetime) -> Callable[[UnitOfWork], None]:
    """Notes that the notices in an item of this chat were read; anything else is nothing."""

    def work(u: UnitOfWork) -> None:
        seat = u.people.at(CHANNEL, address)
        message = None if seat is None else u.history.get(seat.chat_id, item)
        if seat is not None and message is not None:
            for notice in _notices(message):
                u.reach.read(notice, seat.person.id, at, "read")

    return work


def erased(address: str, keys: tuple[str, ...]) -> Callable[[UnitOfWork], None]:
    """Takes what was sent under these keys out of the conversation, however long ago; its answers stay."""

    def work(u: UnitOfWork) -> None:
        seat = u.people.at(CHANNEL, address)
        for message in () if seat is None else _whole(u, seat.chat_id):
            me = message.payload.get("me")
            if seat is not None and isinstance(me, dict) and me.get("key") in keys:
                u.history.replace(message, seat.chat_id, {**message.payload, "me": {"key": me["key"]}})

    return work


def _whole(u: UnitOfWork, chat_id: int) -> Iterator[HistoryMessage]:
    """Every message of a chat, page by page."""
    last = 0
    while messages := u.history.after(chat_id, last, MOST):
        yield from messages
        last = messages[-1].id


def left(address: str, at: datetime) -> Callable[[UnitOfWork], None]:
    """Notes that no browser holds the chat any more: pushes must find another way."""

    def work(u: UnitOfWork) -> None:
        seat = u.people.at(CHANNEL, address)
        if seat is not None:
            u.people.unreachable(seat.chat_id, at)

    return work


def language_of(address: str) -> Callable[[UnitOfWork], str | None]:
    """The language of whoever sits in this chat."""

    def work(u: UnitOfWork) -> str | None:
        seat = u.people.at(CHANNEL, address)
        return None if seat is None else seat.person.language

    return work


def _notices(message: HistoryMessage) -> tuple[int, ...]:
    cards = message.payload.get("cards")
    named = (card.get("notices") for card in cards if isinstance(card, dict)) if isinstance(cards, list) else ()
    return tuple(id for ids in named if isinstance(ids, list) for id in ids if isinstance(id, int))


def _keys(items: tuple[HistoryMessage, ...]) -> tuple[str, ...]:
    keys = (me.get("key") for one in items if isinstance(me := one.payload.get("me"), dict))
    return tuple(key for key in keys if isinstance(key, str))
