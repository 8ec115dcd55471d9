"""Long polling that acknowledges only what is done: the next offset is the lowest update still in work."""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.channels.telegram.inbound.handlers import Failed
from bot.channels.telegram.inbound.intake import Intake

log = logging.getLogger("motcua.telegram")
ALLOWED = ["message", "edited_message", "callback_query"]


class Polling:
    """The loop of one bot. While a slow turn holds the offset back, the others are served and asked for again."""

    def __init__(
        self, bot: Bot, intake: Intake, backoff: BackoffConfig, again: tuple[float, ...], seconds: int
    ) -> None:
        self._bot, self._intake, self._again, self._seconds = bot, intake, again, seconds
        self._backoff = Backoff(backoff)
        self._offset: int | None = None
        self._works: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.Task[None] | None = None
        self.patience = 0.1

    def start(self) -> None:
        """Begins to poll."""
        self._loop = asyncio.get_running_loop().create_task(self._run())

    async def stop(self, within: float = 5.0) -> None:
        """Ends polling, gives turns in work `within` seconds, and acknowledges what is done."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait((self._loop,))
        if self._works:
            await asyncio.wait(self._works.values(), timeout=within)
        acknowledged = self._offset
        self._advance()
        for task in self._works.values():
            task.cancel()
        if self._offset != acknowledged:
            await self._fetch(wait=0, limit=1)

    async def kill(self) -> None:
        """Ends at once, as a power cut would: nothing more is acknowledged."""
        for task in (self._loop, *self._works.values()):
            if task is not None:
                task.cancel()
        await asyncio.gather(*filter(None, (self._loop, *self._works.values())), return_exceptions=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            for update in await self._fetch(wait=self._seconds, limit=100) or ():
                if update.update_id not in self._works:
                    self._works[update.update_id] = loop.create_task(self._work(update))
            if self._works:
                await asyncio.wait(self._works.values(), timeout=self.patience)
                self._advance()

    async def _fetch(self, wait: int, limit: int) -> list[Update] | None:
        try:
            updates = await self._bot.get_updates(
                self._offset, limit, wait, allowed_updates=ALLOWED, request_timeout=wait + 15
            )
        except TelegramAPIError as error:
            refused = isinstance(error, TelegramUnauthorizedError)
            log.error("%s: %s", "the token is refused" if refused else "polling failed", type(error).__name__)
            if wait:
                await self._backoff.asleep()
            return None
        self._backoff.reset()
        return updates

    async def _work(self, update: Update) -> None:
        for pause in (*self._again, None):
            if not isinstance(await self._intake.take(update), Failed):
                return
            if pause is not None:
                await asyncio.sleep(pause)
        log.error("update %d is given up", update.update_id)

    def _advance(self) -> None:
        for update_id in sorted(self._works):
            if not self._works[update_id].done():
                self._offset = update_id
                break
            self._offset = update_id + 1
            if error := _error(self._works[update_id]):
                log.error("update %d broke: %s", update_id, type(error).__name__)
        self._works = {known: task for known, task in self._works.items() if known >= (self._offset or 0)}


def _error(task: asyncio.Task[None]) -> BaseException | None:
    return None if task.cancelled() else task.exception()
