"""A whole site on loopback: the real channel, the real database, a scripted listener, a clock that can be set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.channels.web.channel import WebChannel
from bot.channels.web.demo import Demo
from bot.demo.clock import DemoClock
from bot.demo.samples import FOLDER, STATIC
from content.catalog import Library
from flows.answers import Data
from storage.database import Database, open_database
from storage.keys import Key
from tests.bot.web.listener import Script

START = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


@dataclass(slots=True)
class Hand:
    """A clock moved by hand."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at


@dataclass(slots=True)
class Site:
    """A running site and everything behind it; `down` and `up` are the network going and coming back."""

    channel: WebChannel
    script: Script
    database: Database
    hand: Hand
    folder: Path
    app: web.Application
    runner: web.AppRunner
    port: int = 0
    ticks: list[datetime] = field(default_factory=list)
    seated: list[tuple[str, str]] = field(default_factory=list)
    _socket: web.TCPSite | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def up(self) -> None:
        self._socket = web.TCPSite(self.runner, "127.0.0.1", self.port)
        await self._socket.start()
        self.port = self.runner.addresses[0][1]

    async def down(self) -> None:
        assert self._socket is not None
        await self._socket.stop()
        await self.channel.hang_up()


def opened(folder: Path) -> Database:
    """A fresh database in a folder."""
    return open_database(f"sqlite:///{folder / 'motcua.sqlite'}", Key(bytes(32)))


@asynccontextmanager
async def serving(database: Database, library: Library, folder: Path) -> AsyncIterator[Site]:
    """Runs a site until the block is left."""
    script, hand = Script(), Hand()
    clock = DemoClock(database, hand)
    channel = WebChannel(script, database, lambda: library, clock.now, _healthy, (STATIC, FOLDER))
    app = web.Application()
    runner = web.AppRunner(app, shutdown_timeout=1)
    site = Site(channel, script, database, hand, folder, app, runner)

    async def tick() -> None:
        site.ticks.append(clock.now())

    async def seat(slot: str, address: str) -> None:
        site.seated.append((slot, address))

    channel.attach(app)
    Demo(channel, clock, lambda: library.calendar, tick, seat).attach(app)
    await runner.setup()
    await site.up()
    yield site
    await runner.cleanup()


async def _healthy() -> dict[str, Data]:
    return {"ok": True}
