"""Taking updates in: one turn at a time per person, different people at once, albums as one."""

import asyncio
from weakref import WeakValueDictionary

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, Message, Update

from bot.channels.telegram.inbound.albums import Albums
from bot.channels.telegram.inbound.downloads import Downloads
from bot.channels.telegram.inbound.handlers import Failed, Outgoing
from bot.channels.telegram.inbound.showing import Showing, Telling
from bot.channels.telegram.inbound.translation import file_of

Taken = Telling | Failed | None


class Intake:
    """From an update to its answer. What it returns: a method left to ride, Failed, or None when all is done."""

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, showing: Showing, downloads: Downloads, patience: float
    ) -> None:
        self._bot, self._dispatcher, self._showing, self._downloads = bot, dispatcher, showing, downloads
        self._albums: Albums[Taken] = Albums(patience)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def take(self, update: Update, *, ride: bool = False) -> Taken:
        """Takes one update; returns when its turn is committed and answered."""
        message = update.message
        if message is not None and message.media_group_id and message.chat.type == "private":
            return await self._take_album(message, update, ride)
        async with self._turn_of(_chat_id(update)):
            return await self._answer(await self._feed(update), ride)

    async def _take_album(self, message: Message, update: Update, ride: bool) -> Taken:
        album, first = self._albums.join(message, update)
        file = file_of(message)
        if file is not None:
            self._downloads.begin(file)
        if not first:
            taken = await asyncio.shield(album.done)
            return taken if isinstance(taken, Failed) else None
        outcome: Taken = Failed()
        try:
            async with self._turn_of(message.chat.id):
                outcome = await self._play(await self._albums.gathered(album), ride)
        finally:
            self._albums.close(album)
            album.done.set_result(outcome)
        return outcome

    async def _play(self, updates: list[Update], ride: bool) -> Taken:
        fed: Outgoing | Failed | None = None
        try:
            for update in updates:
                fed = await self._feed(update)
                if isinstance(fed, Failed):
                    break
        finally:
            for message in (update.message for update in updates):
                if message and (file := file_of(message)):
                    self._downloads.forget(file)
        return await self._answer(fed, ride)

    async def _feed(self, update: Update) -> Outgoing | Failed | None:
        found: object = await self._dispatcher.feed_update(self._bot, update)
        return found if isinstance(found, Outgoing | Failed) else None

    async def _answer(self, fed: Outgoing | Failed | None, ride: bool) -> Taken:
        return await self._showing.show(fed, ride=ride) if isinstance(fed, Outgoing) else fed

    def _turn_of(self, chat_id: int) -> asyncio.Lock:
        lock = self._locks.get(chat_id)
        if lock is None:
            lock = self._locks[chat_id] = asyncio.Lock()
        return lock


def _chat_id(update: Update) -> int:
    match update.message or update.callback_query or update.edited_message:
        case Message(chat=chat):
            return chat.id
        case CallbackQuery(message=message, from_user=user):
            return message.chat.id if message else user.id
        case _:
            return 0
