"""The inbound half of the channel: one aiogram bot, by polling or by webhook, started without waiting for Telegram."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand
from aiogram.utils.backoff import Backoff, BackoffConfig
from aiohttp import web

from bot.channels.telegram.inbound.downloads import Downloads
from bot.channels.telegram.inbound.groups import GroupCard
from bot.channels.telegram.inbound.handlers import Handlers
from bot.channels.telegram.inbound.intake import Intake
from bot.channels.telegram.inbound.polling import ALLOWED, Polling
from bot.channels.telegram.inbound.session import LeanSession
from bot.channels.telegram.inbound.showing import Showing
from bot.channels.telegram.inbound.webhook import Webhook
from bot.ports import Listener

log = logging.getLogger("motcua.telegram")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things are waited for, in seconds: siblings of an album, a long poll, and pauses between new tries."""

    album: float = 0.7
    poll: int = 30
    send: tuple[float, ...] = (0.3, 1.5)
    turn: tuple[float, ...] = (0.5, 2.0, 8.0)
    backoff: BackoffConfig = field(default_factory=lambda: BackoffConfig(1.0, 30.0, 1.6, 0.1))


class Reception:
    """Takes updates from Telegram to the listener. With `webhook_url` Telegram pushes them, else they are polled."""

    def __init__(
        self,
        token: str,
        api: str,
        listener: Listener,
        group_card: GroupCard,
        *,
        webhook_url: str = "",
        secret: str = "",
        commands: Mapping[str, str] | None = None,
        patience: Patience | None = None,
    ) -> None:
        patience = patience or Patience()
        self._session = LeanSession(api)
        self._bot = Bot(token, session=self._session)
        self._url, self._secret = webhook_url, secret or token_urlsafe(32)
        self._commands = [BotCommand(command=name, description=text) for name, text in (commands or {}).items()]
        downloads = Downloads(self._bot, self._session)
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.include_router(Handlers(listener, downloads, group_card).router())
        showing = Showing(self._bot, self._session, patience.send)
        intake = Intake(self._bot, dispatcher, showing, downloads, patience.album)
        self.polling = Polling(self._bot, intake, patience.backoff, patience.turn, patience.poll)
        self._webhook = Webhook(self._bot, intake, self._secret)
        self._backoff = Backoff(patience.backoff)
        self._connecting: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    def routes(self, app: web.Application) -> None:
        """Adds the webhook's route to a web application; nothing if updates are polled."""
        if self._url:
            app.router.add_post(urlsplit(self._url).path or "/", self._webhook.handle)

    async def start(self) -> None:
        """Connects in the background, again and again: where Telegram is blocked the other channels go on."""
        self._connecting = asyncio.get_running_loop().create_task(self._connect())

    async def stop(self) -> None:
        """Finishes the turns in work and closes the connections."""
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.wait((self._connecting,))
        await self.polling.stop()
        await self._session.close()

    async def _connect(self) -> None:
        while not await self._introduced():
            await self._backoff.asleep()
        if not self._url:
            self.polling.start()
        self.ready.set()

    async def _introduced(self) -> bool:
        try:
            await self._bot.me()
            if self._commands:
                await self._bot.set_my_commands(self._commands)
            if self._url:
                await self._bot.set_webhook(self._url, allowed_updates=ALLOWED, secret_token=self._secret)
            else:
                await self._bot.delete_webhook()
        except TelegramAPIError as error:
            log.error("not connected: %s", type(error).__name__)
            return False
        return True
