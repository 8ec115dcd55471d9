"""The handlers: translate, call the listener, hand back what to show. Filters are coroutines: no thread is hopped."""

import logging
from dataclasses import dataclass, replace

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, ErrorEvent, Message, Update, User

from bot.channels.telegram.inbound import translation
from bot.channels.telegram.inbound.downloads import Downloads
from bot.channels.telegram.inbound.groups import GroupCard, addressed, private_link
from bot.ports import Arrival, Card, File, Incoming, Listener, Said, Sent, Unusable

log = logging.getLogger("motcua.telegram")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What an update leads to: cards for a chat, the files that they show, and the tap to be confirmed."""

    chat_id: int
    cards: tuple[Card, ...]
    query_id: str = ""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn did not happen: the update is not acknowledged, and comes again."""


async def in_private(message: Message) -> bool:
    """A chat with one person."""
    return message.chat.type == "private"


async def has_words(message: Message) -> bool:
    """Typed words from one person."""
    return message.text is not None and message.chat.type == "private"


async def has_file(message: Message) -> bool:
    """A photo or document from one person."""
    return message.chat.type == "private" and translation.file_of(message) is not None


class Handlers:
    """aiogram's handlers around one listener."""

    def __init__(self, listener: Listener, downloads: Downloads, group_card: GroupCard) -> None:
        self._listener, self._downloads, self._group_card = listener, downloads, group_card

    def router(self) -> Router:
        """A router with every handler, the most frequent first."""
        router = Router(name="motcua")
        router.message.register(self.said, has_words)
        router.message.register(self.sent, has_file)
        router.message.register(self.unusable, in_private)
        router.message.register(self.called_in_group)
        router.callback_query.register(self.pressed)
        router.edited_message.register(self.edited, in_private)
        router.errors.register(self.failed)
        return router

    async def said(self, message: Message, event_update: Update) -> Outgoing:
        """Words and commands."""
        return await self._turn(message, event_update, translation.words(message.text or ""))

    async def sent(self, message: Message, event_update: Update) -> Outgoing | None:
        """A photo or a file, fetched before its turn."""
        file = translation.file_of(message)
        if file is None:
            return None
        data = await self._downloads.take(file)
        if isinstance(data, Unusable):
            return await self._turn(message, event_update, data)
        what = Sent(data, file.name, message.media_group_id, message.message_id)
        return await self._turn(message, event_update, what)

    async def unusable(self, message: Message, event_update: Update) -> Outgoing | None:
        """Stickers, voices, places…; Telegram's own remarks are passed over."""
        what = translation.unusable(message)
        return await self._turn(message, event_update, Unusable(what)) if what else None

    async def edited(self, message: Message, event_update: Update) -> Outgoing:
        """An edited message changes nothing."""
        return await self._turn(message, event_update, Unusable("edited"))

    async def pressed(self, query: CallbackQuery, event_update: Update) -> Outgoing | None:
        """A tap; in a group it is confirmed and nothing is said."""
        chat = query.message.chat if query.message else None
        if chat is None or chat.type != "private":
            return Outgoing(chat.id if chat else query.from_user.id, (), query.id)
        what = translation.pressed(query)
        arrival = translation.arrival(chat.id, event_update.update_id, what, query.from_user)
        return await self._played(chat.id, arrival, query.id)

    async def called_in_group(self, message: Message, bot: Bot) -> Outgoing | None:
        """One public sentence with a private link, and only when called by name."""
        me: User = await bot.me()
        if message.chat.type not in ("group", "supergroup") or not addressed(message, me):
            return None
        return Outgoing(message.chat.id, (self._group_card(private_link(me)),))

    async def failed(self, event: ErrorEvent) -> Failed:
        """Whatever went wrong in a turn; the message of the error may hold what a person wrote, so it is not logged."""
        log.error("update %d failed: %s", event.update.update_id, type(event.exception).__name__)
        return Failed()

    async def _turn(self, message: Message, update: Update, what: Incoming) -> Outgoing:
        sent = message.message_id if isinstance(what, Sent | Said) else None
        arrival = translation.arrival(message.chat.id, update.update_id, what, message.from_user, sent)
        return await self._played(message.chat.id, arrival)

    async def _played(self, chat_id: int, arrival: Arrival, query_id: str = "") -> Outgoing:
        cards = await self._listener.turn(arrival)
        shown = [attachment for card in cards for attachment in card.files]
        files = [(one, await self._listener.file(arrival.chat, one.file_id)) for one in shown]
        if any(file is None for _, file in files):
            log.warning("an attachment is not there for the chat of update %s", arrival.key)
        found = tuple(replace(file, name=one.file_name, picture=one.picture) for one, file in files if file is not None)
        return Outgoing(chat_id, cards, query_id, found)
