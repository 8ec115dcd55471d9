"""Showing cards with aiogram: what to send, and what to do when it does not go through."""

import asyncio
import logging
from functools import partial

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, DeleteMessage, SendDocument, SendMessage, SendPhoto
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.inbound.handlers import Failed, Outgoing
from bot.channels.telegram.inbound.session import LeanSession
from bot.channels.telegram.markup import STYLES, Bubble, bubbles
from bot.ports import Button, File

log = logging.getLogger("motcua.telegram")
Telling = SendMessage | AnswerCallbackQuery | DeleteMessage
SendFile = SendDocument | SendPhoto
# What need not succeed for an update to count as answered.
_PASSING = (AnswerCallbackQuery, DeleteMessage)
MOST_WAIT = 10.0  # seconds that an answer waits for a 429; beyond that the update comes again


class Showing:
    """Shows what came of an update, each step again after `pauses` (seconds) when the network fails."""

    def __init__(self, bot: Bot, session: LeanSession, pauses: tuple[float, ...]) -> None:
        self._bot, self._session, self._pauses = bot, session, pauses

    async def show(self, out: Outgoing, *, ride: bool = False) -> Telling | Failed | None:
        """Sends everything; `ride` keeps the last method back and returns it, for the webhook's own response."""
        todo: list[Telling] = [_message(out.chat_id, bubble) for card in out.cards for bubble in bubbles(card)]
        if out.query_id:
            todo.append(AnswerCallbackQuery(callback_query_id=out.query_id))
        last = todo.pop() if ride and todo else None
        todo.extend(_removal(out.chat_id, message) for card in out.cards for message in card.erase)
        for step in (*map(partial(_file, out.chat_id), out.files), *todo):
            if not await self._send(step) and not isinstance(step, _PASSING):
                return Failed()
        return last

    async def _send(self, method: Telling | SendFile) -> bool:
        for pause in (*self._pauses, None):
            try:
                await self._call(method)
                return True
            except TelegramRetryAfter as error:
                if error.retry_after > MOST_WAIT:
                    return False
                await asyncio.sleep(error.retry_after)
            except (TelegramNetworkError, TelegramServerError) as error:
                log.warning("%s: %s", method.__api_method__, type(error).__name__)
                if pause is not None:
                    await asyncio.sleep(pause)
            except TelegramAPIError as error:
                self._refused(method, error)
                return True
        return False

    async def _call(self, method: Telling | SendFile) -> None:
        match method:
            case SendMessage():
                await self._session.tell(self._bot, method)
            case AnswerCallbackQuery():
                await self._session.tell(self._bot, method)
            case DeleteMessage():
                await self._session.tell(self._bot, method)
            case SendDocument() | SendPhoto():
                await self._bot(method)

    def _refused(self, method: Telling | SendFile, error: TelegramAPIError) -> None:
        # A person who blocked the bot, a tap that is too old and a message that is gone are everyday; the rest is ours.
        everyday = isinstance(error, TelegramForbiddenError) or isinstance(method, _PASSING)
        log.log(logging.INFO if everyday else logging.ERROR, "%s: %s", method.__api_method__, type(error).__name__)


def _file(chat_id: int, file: File) -> SendFile:
    if file.picture:
        return SendPhoto(chat_id=chat_id, photo=BufferedInputFile(file.data, file.name))
    return SendDocument(chat_id=chat_id, document=BufferedInputFile(file.data, file.name))


def _removal(chat_id: int, message: str) -> DeleteMessage:
    return DeleteMessage(chat_id=chat_id, message_id=int(message))


def _message(chat_id: int, bubble: Bubble) -> SendMessage:
    if not bubble.rows:
        return SendMessage(chat_id=chat_id, text=bubble.html, parse_mode="HTML")
    rows = [[_key(button) for button in row] for row in bubble.rows]
    markup = InlineKeyboardMarkup(inline_keyboard=rows)
    return SendMessage(chat_id=chat_id, text=bubble.html, parse_mode="HTML", reply_markup=markup)


def _key(button: Button) -> InlineKeyboardButton:
    style = STYLES.get(button.tone)
    if button.link:
        return InlineKeyboardButton(text=button.label, url=button.link)
    if style:
        return InlineKeyboardButton(text=button.label, callback_data=button.data, style=style)
    return InlineKeyboardButton(text=button.label, callback_data=button.data)
