"""The wiring: which part is given which other. Nothing is decided here."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.api.statuses import StatusApi
from bot.channels.site import Site
from bot.channels.web.channel import WebChannel
from bot.channels.web.demo import Demo
from bot.clamav import ClamAv
from bot.clock import Timekeeper
from bot.demo.clock import DemoClock
from bot.demo.samples import FOLDER, STATIC
from bot.demo.seats import seat_demo
from bot.imaging.workshop import Workers
from bot.opening import open_storage, wall_clock
from bot.ports import Button, Card, Clock, Courier
from bot.services.assistant import Assistant
from bot.services.delivery import Delivery
from bot.services.health import examine
from bot.services.inspecting import inspect
from bot.services.notices import compose
from bot.services.voice import Voice
from bot.settings import Settings
from bot.shelf import Shelf
from content.reload import PID_FILE
from flows.answers import Data
from flows.calendar import local_day
from storage.database import Database

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

_LOG = logging.getLogger("motcua.app")
_COMMANDS = ("start", "help", "mine", "official", "settings", "stop")


@dataclass(slots=True)
class Program:
    """All parts of a running program."""

    settings: Settings
    database: Database
    shelf: Shelf
    assistant: Assistant
    timekeeper: Timekeeper
    telegram: "TelegramChannel | None"
    site: Site
    workshop: Workers

    async def start(self) -> None:
        """Starts channels and clock."""
        await self.site.start(self.settings.web_host, self.settings.web_port)
        if self.telegram is not None:
            await self.telegram.start()
        self.timekeeper.start()

    async def stop(self) -> None:
        """Finishes the turns in work, then closes everything in the order that loses nothing."""
        await self.timekeeper.stop()
        await self.site.stop()
        if self.telegram is not None:
            await self.telegram.stop()
        await asyncio.to_thread(self.workshop.close)
        self.database.close()


async def build(settings: Settings, *, demo: bool = False) -> Program:
    """The program, wired and not yet started; raises ContentError, WrongKey or an error of the database."""
    database, vault = open_storage(settings)
    demo_clock = DemoClock(database) if demo else None
    clock: Clock = demo_clock.now if demo_clock else wall_clock
    shelf = Shelf(settings.office, settings.content_dir, lambda: local_day(clock()))
    if demo_clock is not None:
        await demo_clock.open(shelf.library().calendar)
    workshop = Workers()
    scanner = ClamAv(settings.clamav) if settings.clamav else None
    assistant = Assistant(database, vault, workshop, shelf.library, clock, settings.address, scanner)

    async def healthy() -> Mapping[str, Data]:
        return await database.turn(lambda u: examine(u, clock()).data())

    page = WebChannel(assistant, database, shelf.library, clock, healthy, (STATIC, FOLDER) if demo else ())
    telegram = _telegram(settings, assistant, shelf)
    couriers: dict[str, Courier] = {page.courier.channel: page.courier}
    if telegram is not None:
        couriers[telegram.courier.channel] = telegram.courier
    delivery = Delivery(database, couriers, shelf.library, compose, clock)

    async def look(now: datetime) -> None:
        await inspect(database, vault, workshop, scanner, now)

    timekeeper = Timekeeper(database, delivery, shelf.library, clock, vault, look)
    assistant.wake = timekeeper.hurry
    site = Site()
    page.attach(site.app)
    secret = settings.status_secret.get_secret_value()
    StatusApi(database, shelf.library, clock, secret, timekeeper.hurry).attach(site.app)
    if telegram is not None and settings.webhook_url:
        telegram.routes(site.app)
    if demo_clock is not None:
        _attach_demo(site, page, demo_clock, shelf, timekeeper, database)
    return Program(settings, database, shelf, assistant, timekeeper, telegram, site, workshop)


def _telegram(settings: Settings, assistant: Assistant, shelf: Shelf) -> "TelegramChannel | None":
    token = settings.telegram_token.get_secret_value()
    if not token:
        return None
    # aiogram takes a second to import; who runs without a token should not wait for it.
    from bot.channels.telegram.channel import TelegramChannel  # noqa: PLC0415

    def group_card(link: str) -> Card:
        voice = Voice(shelf.library(), "vi")
        return Card(voice.say("dialogue.group"), ((Button(voice.say("dialogue.button_private"), link=link),),))

    words = Voice(shelf.library(), "vi")
    return TelegramChannel(
        token,
        settings.telegram_api,
        assistant,
        group_card,
        webhook_url=settings.webhook_url,
        secret=settings.webhook_secret.get_secret_value(),
        rate=settings.push_rate,
        commands={name: words.say(f"dialogue.command_{name}") for name in _COMMANDS},
    )


def _attach_demo(
    site: Site, page: WebChannel, clock: DemoClock, shelf: Shelf, keeper: Timekeeper, database: Database
) -> None:
    async def seat(slot: str, address: str) -> None:
        await database.turn(lambda u: seat_demo(u, slot, address, clock.now()))

    Demo(page, clock, lambda: shelf.library().calendar, keeper.run_all_ticks, seat).attach(site.app)


async def serve(program: Program) -> None:
    """Runs until SIGINT or SIGTERM; SIGHUP takes changed content into use."""
    await program.start()
    # What was loaded stays for good: the collector need not look through it again (40 % of a turn's CPU).
    gc.collect()
    gc.freeze()
    gc.enable()
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    loop.add_signal_handler(signal.SIGHUP, program.shelf.reload)
    pid = program.settings.data_dir / PID_FILE
    pid.write_text(str(os.getpid()), encoding="ascii")
    _LOG.info("listening: %s", program.settings.address)
    try:
        await stopped.wait()
    finally:
        pid.unlink(missing_ok=True)
        await program.stop()
