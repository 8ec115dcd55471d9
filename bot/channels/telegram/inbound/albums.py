"""Albums: the updates of one media group, gathered for a moment, so that pages come in order and are answered once."""

import asyncio
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from aiogram.types import Message, Update

from bot.channels.telegram.inbound.translation import file_of

MOST_IN_ALBUM = 10  # https://core.telegram.org/bots/api#sendmediagroup
Outcome = TypeVar("Outcome")


@dataclass(slots=True, eq=False)
class Album(Generic[Outcome]):
    """The siblings so far; `done` holds what came of the whole album."""

    done: asyncio.Future[Outcome]
    updates: list[Update] = field(default_factory=list)
    full: asyncio.Event = field(default_factory=asyncio.Event)

    def in_order(self) -> list[Update]:
        """The updates as the photos were chosen; what is no photo comes first, so that a page is answered last."""
        return sorted(self.updates, key=_place)


class Albums(Generic[Outcome]):
    """The albums now being gathered, each for `patience` seconds at most."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._open: dict[tuple[int, str], Album[Outcome]] = {}

    def join(self, message: Message, update: Update) -> tuple[Album[Outcome], bool]:
        """The album of a message, and whether this is its first member, who answers for all."""
        key = _key(message)
        album = self._open.get(key)
        first = album is None
        if album is None:
            loop = asyncio.get_running_loop()
            album = self._open[key] = Album(loop.create_future())
            loop.call_later(self._patience, album.full.set)
        album.updates.append(update)
        if len(album.updates) == MOST_IN_ALBUM:
            album.full.set()
        return album, first

    async def gathered(self, album: Album[Outcome]) -> list[Update]:
        """Waits for siblings, then closes the album: whoever comes later makes a new one."""
        await album.full.wait()
        self.close(album)
        return album.in_order()

    def close(self, album: Album[Outcome]) -> None:
        """Lets nobody join any more."""
        self._open = {key: known for key, known in self._open.items() if known is not album}


def _key(message: Message) -> tuple[int, str]:
    return message.chat.id, message.media_group_id or ""


def _place(update: Update) -> tuple[bool, int]:
    message = update.message
    return (file_of(message) is not None, message.message_id) if message else (False, 0)
