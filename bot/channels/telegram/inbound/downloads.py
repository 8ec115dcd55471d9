"""Fetching the bytes of photos and files, before their turn, a few at a time."""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientError

from bot.channels.telegram.inbound.session import LeanSession
from bot.channels.telegram.inbound.translation import MOST_DOWNLOAD, FileInChat
from bot.ports import Unusable

log = logging.getLogger("motcua.telegram")
TOO_BIG, BROKEN = Unusable("too_big"), Unusable("broken")
_PASSING = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientError, TimeoutError)


class Downloads:
    """Downloads of one bot. What fails to come after a few tries is broken: the person is asked to send it again."""

    def __init__(
        self, bot: Bot, session: LeanSession, at_once: int = 8, pauses: tuple[float, ...] = (0.3, 1.0)
    ) -> None:
        self._bot, self._session, self._pauses = bot, session, pauses
        self._gate = asyncio.Semaphore(at_once)
        self._begun: dict[str, asyncio.Task[bytes | Unusable]] = {}

    def begin(self, file: FileInChat) -> None:
        """Starts fetching ahead of the turn (the siblings of an album)."""
        if file.file_id not in self._begun:
            self._begun[file.file_id] = asyncio.get_running_loop().create_task(self._fetch(file))

    def forget(self, file: FileInChat) -> None:
        """Drops what was begun and not taken."""
        if task := self._begun.pop(file.file_id, None):
            task.cancel()

    async def take(self, file: FileInChat) -> bytes | Unusable:
        """The bytes, or why there are none."""
        begun = self._begun.get(file.file_id)
        return await (begun or self._fetch(file))

    async def _fetch(self, file: FileInChat) -> bytes | Unusable:
        if file.size > MOST_DOWNLOAD:
            return TOO_BIG
        async with self._gate:
            for pause in (*self._pauses, None):
                try:
                    return await self._get(file.file_id)
                except TelegramBadRequest as error:
                    return TOO_BIG if "too big" in error.message else BROKEN
                except _PASSING as error:
                    log.warning("download failed: %s", type(error).__name__)
                except TelegramAPIError as error:
                    log.warning("download refused: %s", type(error).__name__)
                    return BROKEN
                if pause is not None:
                    await asyncio.sleep(pause)
        return BROKEN

    async def _get(self, file_id: str) -> bytes | Unusable:
        data = await self._session.fetch(self._bot, file_id)
        return BROKEN if data is None else data
