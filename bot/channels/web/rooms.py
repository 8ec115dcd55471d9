"""Rooms: one for each chat with an open page; turns in order, the same for every page of the chat."""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.channels.web.frames import Entered, Hello, card_data, item, mine, payload, write
from bot.channels.web.history import CHANNEL, Kept, erased, keep, keep_push, recall
from bot.channels.web.labels import Labels
from bot.ports import Arrival, Card, Chat, Clock, Listener, Said, Sent, Unreachable
from flows.answers import Data
from storage.database import Database

log = logging.getLogger("motcua.web")

ALBUM_PAUSE = 3.0  # seconds without a further page after which an unfinished album is answered
REMEMBERED = 64  # arrivals of a chat that are known when they come again


class Line(Protocol):
    """An open WebSocket."""

    @property
    def closed(self) -> bool:
        """Whether nothing can be sent any more."""
        ...

    async def send_str(self, data: str) -> None:
        """Sends one frame."""
        ...


@dataclass(slots=True, eq=False)
class Room:
    """One chat: its open pages, the arrivals already answered, and the answer kept back for the rest of an album.

    `known` is whether the arrivals answered before the room was entered were looked up.
    """

    address: str
    lines: set[Line] = field(default_factory=set)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    answered: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    known: bool = False
    language: str = ""
    held: tuple[Card, ...] = ()
    release: asyncio.TimerHandle | None = None
    users: int = 0

    async def tell(self, frame: Mapping[str, Data]) -> None:
        """Shows a frame on every open page; a page that went away asks again when it comes back."""
        text = write(frame)
        for line in tuple(self.lines):
            if line.closed:
                self.lines.discard(line)
                continue
            try:
                await line.send_str(text)
            except ConnectionError:
                self.lines.discard(line)

    def hold(self, cards: tuple[Card, ...], release: asyncio.TimerHandle | None) -> None:
        """Keeps an answer back, or drops what was kept."""
        if self.release is not None:
            self.release.cancel()
        self.held, self.release = cards, release


class Rooms:
    """All chats with somebody in them; `watch` is told of every push (the demo shows them)."""

    def __init__(self, listener: Listener, database: Database, labels: Labels, clock: Clock) -> None:
        self._listener = listener
        self._database = database
        self._labels = labels
        self._clock = clock
        self._rooms: dict[str, Room] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.watch: Callable[[str, Card, datetime], None] | None = None

    def enter(self, address: str) -> Room:
        """The room of a chat; `leave` it afterwards."""
        room = self._rooms.setdefault(address, Room(address))
        room.users += 1
        return room

    def leave(self, room: Room) -> None:
        """An empty room is forgotten: everything in it is written down."""
        room.users -= 1
        if room.users == 0 and room.release is None:
            self._rooms.pop(room.address, None)

    async def hello(self, room: Room, line: Line, hello: Hello) -> None:
        """Tells a page what it does not know yet, and from now on everything."""
        async with room.lock:
            recalled = await self._database.turn(recall(room.address, hello.after, not room.known))
            room.answered.extend(recalled.keys)
            room.known = True
            room.language = recalled.language or hello.language
            items: list[Data] = [item(one.id, one.at, one.payload) for one in recalled.items]
            frame: dict[str, Data] = {"t": "history", "items": items, "known": recalled.known}
            if room.language != hello.language:
                frame |= self._words(room.language)
            await line.send_str(write(frame))
            room.lines.add(line)

    async def take(self, room: Room, entered: Entered, file: str = "", more: bool = False) -> bool:
        """One turn; `more` says that further pages of the same album follow. Whether it was taken."""
        async with room.lock:
            if entered.key in room.answered:
                await room.tell({"t": "ack", "id": entered.key})
                return True
            try:
                cards = await self._listener.turn(_arrival(room, entered))
                room.hold(cards if more else (), self._later(room) if more else None)
                said = mine(entered.key, entered.shown, file) if entered.shown or file else mine(entered.key)
                await self._show(room, payload(said, () if more else cards))
                await self._erase(room, tuple(key for card in cards for key in card.erase))
            except Exception as error:  # noqa: BLE001 - the edge: a page must be told, and the program must go on
                _complain(error)
                return False
            room.answered.append(entered.key)
            return True

    async def push(self, address: str, card: Card) -> None:
        """Writes a card down and shows it on open pages; raises Unreachable for a chat nobody knows."""
        room = self.enter(address)
        try:
            async with room.lock:
                at = self._clock()
                content = payload(None, (card,))
                kept = await self._database.turn(keep_push(address, at, content))
                if kept is None:
                    raise Unreachable
                await room.tell(item(kept.id, at, content))
                if self.watch is not None:
                    self.watch(address, card, at)
        finally:
            self.leave(room)

    async def _show(self, room: Room, content: dict[str, Data]) -> None:
        at = self._clock()
        kept: Kept = await self._database.turn(keep(room.address, at, content))
        if room.lines and kept.language != room.language:
            room.language = kept.language
            await room.tell({"t": "labels", **self._words(kept.language)})
        await room.tell(item(kept.id, at, content))

    async def _erase(self, room: Room, keys: tuple[str, ...]) -> None:
        """What was sent under these keys leaves the history and every open page."""
        if keys:
            await self._database.turn(erased(room.address, keys))
            await room.tell({"t": "erase", "ids": list(keys)})

    def _words(self, language: str) -> dict[str, Data]:
        return {"language": language, "labels": self._labels.words(language).data}

    def _later(self, room: Room) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(ALBUM_PAUSE, self._begin_release, room)

    def _begin_release(self, room: Room) -> None:
        task = asyncio.create_task(self._release(room))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _release(self, room: Room) -> None:
        """The rest of an album did not come: the answer to its last page is shown."""
        room.users += 1
        async with room.lock:
            cards, room.held, room.release = room.held, (), None
            if cards:
                await self._show(room, {"cards": [card_data(card) for card in cards]})
        self.leave(room)


def _arrival(room: Room, entered: Entered) -> Arrival:
    """What was entered; a photo or file can be taken out of the conversation again by its key."""
    message = entered.key if isinstance(entered.what, Sent | Said) else ""
    return Arrival(Chat(CHANNEL, room.address), entered.key, entered.what, message=message)


def _complain(error: Exception) -> None:
    """Logs where a turn failed, without its message: it may quote what a resident wrote."""
    place = "".join(traceback.format_tb(error.__traceback__))
    log.error("turn failed: %s\n%s", type(error).__name__, place)
