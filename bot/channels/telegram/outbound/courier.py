"""The courier of pushes: python-telegram-bot's ExtBot, evenly paced by its limiter, and never polling."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.markup import STYLES, Bubble, bubbles
from bot.ports import Button, Card, Chat, File, Rejected, TryLater, Unreachable

log = logging.getLogger("motcua.telegram")
FileOf = Callable[[Chat, str], Awaitable[File | None]]
# Bad requests that speak of the person, not of the message.
_GONE = ("chat not found", "user not found", "peer_id_invalid", "user_is_deactivated", "chat_id is empty")
_REFUSED_TOKEN_PAUSE = 300.0
_AT_ONCE = 32  # pushes in work; thousands begun at once would stall the loop and so come in a bunch
# With the default bucket of 30 the limiter bursts; with 1 every late wake-up of the loop is lost time; a quarter makes
# up for it, and still no second holds more than rate + 1.25 messages.
_BUCKET = 1.25


class TelegramCourier:
    """Delivers pushes at `rate` a second at most, evenly, without bursts (Telegram allows 30)."""

    channel: Final = "telegram"

    def __init__(self, token: str, api: str, files: FileOf, rate: float = 20.0) -> None:
        self._files = files
        self._requests = (HTTPXRequest(connection_pool_size=_AT_ONCE), HTTPXRequest())
        self._bot: ExtBot[int] = ExtBot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
            rate_limiter=AIORateLimiter(overall_max_rate=_BUCKET, overall_time_period=_BUCKET / rate),
        )
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._quiet_until = 0.0

    async def deliver(self, address: str, card: Card) -> None:
        """Delivers one card; raises Unreachable, TryLater or Rejected. A timeout may hide a delivery."""
        if not address.lstrip("-").isdigit():
            raise Rejected("the address is no chat id")
        async with self._gate:
            waiting = self._quiet_until - asyncio.get_running_loop().time()
            if waiting > 0:
                raise TryLater(waiting)
            try:
                await self._send(int(address), card)
            except TelegramError as error:
                raise self._remedy(error) from error

    async def stop(self) -> None:
        """Closes the connections."""
        for request in self._requests:
            await request.shutdown()

    async def _send(self, chat_id: int, card: Card) -> None:
        for attachment in card.files:
            file = await self._files(Chat(self.channel, str(chat_id)), attachment.file_id)
            if file is not None and attachment.picture:
                await self._bot.send_photo(chat_id, InputFile(file.data, attachment.file_name))
            elif file is not None:
                await self._bot.send_document(chat_id, InputFile(file.data, attachment.file_name))
        for bubble in bubbles(card):
            await self._bot.send_message(chat_id, bubble.html, ParseMode.HTML, reply_markup=_keyboard(bubble))

    def _remedy(self, error: TelegramError) -> Unreachable | TryLater | Rejected:
        # The order matters: BadRequest is a NetworkError for this library.
        match error:
            case Forbidden():
                return Unreachable("blocked or gone")
            case BadRequest():
                gone = any(sign in error.message.lower() for sign in _GONE)
                return Unreachable("no such chat") if gone else Rejected(error.message)
            case RetryAfter():
                return TryLater(self._hush(error.retry_after))
            case NetworkError():
                return TryLater()
            case InvalidToken():
                log.error("the token is refused")
                return TryLater(_REFUSED_TOKEN_PAUSE)
            case _:
                return Rejected(type(error).__name__)

    def _hush(self, after: float | timedelta) -> float:
        seconds = after.total_seconds() if isinstance(after, timedelta) else float(after)
        self._quiet_until = asyncio.get_running_loop().time() + seconds
        return seconds


def _keyboard(bubble: Bubble) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in bubble.rows]) if bubble.rows else None


def _key(button: Button) -> InlineKeyboardButton:
    if button.link:
        return InlineKeyboardButton(button.label, url=button.link)
    return InlineKeyboardButton(button.label, callback_data=button.data, style=STYLES.get(button.tone))
