"""Stages whose people sit at real channels: a browser's WebSocket, or Telegram by polling and by webhook."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from aiogram.utils.backoff import BackoffConfig
from aiohttp import web

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.inbound.reception import Patience
from bot.channels.web.channel import WebChannel
from bot.clock import Timekeeper
from bot.ports import Button, Card, Courier, Listener
from bot.services.assistant import Assistant
from bot.services.delivery import Delivery
from bot.services.notices import compose
from bot.services.people import appoint, hashed
from content.catalog import Library
from flows.answers import Data
from flows.dossier import State
from storage.database import Database, open_database
from storage.keys import new_key
from storage.vault import Vault
from tests.bot.web.driver import WebDriver
from tests.botapi import BotApi, Resident
from tests.botapi.driver import TelegramDriver
from tests.player import Driver
from tests.stage import appointment_of
from tests.workshop import WORKSHOP

SECRET = "only-telegram-knows"
QUICK = Patience(0.3, 5, (0.02, 0.05), (0.05, 0.05, 0.05), BackoffConfig(0.02, 0.1, 1.5, 0.0))
_USERS = count(1000)


class ChannelStage:
    """The services of the program with a clock of their own, and both channels before them."""

    def __init__(self, folder: Path, library: Library, start: datetime, stack: AsyncExitStack) -> None:
        self._library, self._now, self._stack = library, start.astimezone(UTC), stack
        key = new_key()
        self.database: Database = open_database(f"sqlite:///{folder / 'stage.db'}", key)
        self.assistant = Assistant(self.database, Vault(folder / "vault", key), WORKSHOP, lambda: library, self.now)
        self.listener: Listener = self.assistant  # what the channels call
        self.couriers: dict[str, Courier] = {}
        self.new_driver: Callable[[], object] = lambda: None
        self.api: BotApi | None = None
        self.url = ""
        self.way = "web"

    def now(self) -> datetime:
        """The stage's time."""
        return self._now

    async def serve_web(self) -> None:
        """Opens the web page."""
        page = WebChannel(self.listener, self.database, lambda: self._library, self.now, _healthy)
        app = web.Application(client_max_size=24 * 2**20)
        page.attach(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        self.couriers["web"] = page.courier

    async def serve_telegram(self, mode: str) -> None:
        """Opens Telegram, `mode` polling or webhook."""
        self.api = await self._stack.enter_async_context(BotApi())
        place = socket.create_server(("127.0.0.1", 0))
        hook = f"http://127.0.0.1:{place.getsockname()[1]}/telegram" if mode == "webhook" else ""
        channel = TelegramChannel(
            self.api.token, self.api.url, self.listener, _group_card, webhook_url=hook, secret=SECRET, patience=QUICK
        )
        if hook:
            app = web.Application()
            channel.routes(app)
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
            await runner.setup()
            self._stack.push_async_callback(runner.cleanup)
            await web.SockSite(runner, place).start()
        else:
            place.close()
        await channel.start()
        self._stack.push_async_callback(channel.stop)
        await channel.reception.ready.wait()
        self.couriers["telegram"] = channel.courier

    def begin(self, way: str) -> None:
        """Starts the clock; from now on people sit down at the channel `way`."""
        self.way = way
        delivery = Delivery(self.database, self.couriers, lambda: self._library, compose, self.now)
        self.keeper = Timekeeper(self.database, delivery, lambda: self._library, self.now)

    async def seat(self, who: str) -> Driver:
        """A new person at the stage's channel; names of roles get the role by invitation."""
        return await (self.at_the_page(who) if self.way == "web" else self.at_telegram(who))

    async def at_the_page(self, who: str) -> WebDriver:
        """A new person at the web page."""
        driver = await self._stack.enter_async_context(WebDriver(self.url))
        self.appoint(who, "web", driver.address)
        return driver

    async def at_telegram(self, who: str) -> TelegramDriver:
        """A new person in a private chat."""
        assert self.api is not None
        user = next(_USERS)
        self.appoint(who, "telegram", str(user))
        return TelegramDriver(Resident(self.api, user, who or "Nguyễn Thị Hoa"))

    async def move_to(self, at: datetime) -> None:
        """Moves the clock forward and lets everything that is due happen."""
        self._now = at.astimezone(UTC)
        await self.keeper.run_all_ticks()

    def references(self) -> list[str]:
        """The references of all dossiers, in the order they were opened."""
        records = self.database.run(lambda u: u.dossiers.in_states(tuple(State), None, 1000))
        return [record.reference for record in records]

    def appoint(self, who: str, channel: str, address: str) -> None:
        """Gives whoever sits there the role that the name stands for."""
        offers = appointment_of(who)
        if offers is None:
            return
        person = self.database.run(lambda u: u.people.meet(channel, address, self._now)).person.id
        code = self.database.run(lambda u: appoint(u, offers, self._now))
        self.database.run(lambda u: u.staff.redeem(hashed(code), person, self._now))


@asynccontextmanager
async def channel_stage(folder: Path, library: Library, start: datetime, *ways: str) -> AsyncIterator[ChannelStage]:
    """A stage with these channels (web, polling, webhook) open; people sit down at the first."""
    async with AsyncExitStack() as stack:
        stage = ChannelStage(folder, library, start, stack)
        stack.callback(stage.database.close)
        for way in ways:
            await (stage.serve_web() if way == "web" else stage.serve_telegram(way))
        stage.begin("web" if ways[0] == "web" else "telegram")
        yield stage


def _group_card(link: str) -> Card:
    return Card("Xin mời nhắn riêng.", ((Button("Nhắn riêng", link=link),),))


async def _healthy() -> dict[str, Data]:
    return {"ok": True}
