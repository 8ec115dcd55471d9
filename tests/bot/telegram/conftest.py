"""A Bot API server, a clerk, and the real channel between them, by polling or by webhook."""

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from aiogram.utils.backoff import BackoffConfig
from aiohttp import web

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.inbound.reception import Patience
from bot.ports import Button, Card
from tests.bot.telegram.clerk import Clerk
from tests.botapi import BotApi, Resident

SECRET = "only-telegram-knows"
QUICK = Patience(0.3, 5, (0.02, 0.05), (0.05, 0.05, 0.05), BackoffConfig(0.02, 0.1, 1.5, 0.0))


def group_card(link: str) -> Card:
    return Card("Xin mời nhắn riêng.", ((Button("Nhắn riêng", link=link),),))


class Bench:
    """One server, one clerk; channels are opened on them and closed at the end of the test."""

    def __init__(self, api: BotApi, stack: AsyncExitStack) -> None:
        self.api, self.clerk, self._stack = api, Clerk(), stack

    def resident(self, user_id: int = 7, name: str = "Nguyễn Thị Hoa") -> Resident:
        return Resident(self.api, user_id, name)

    async def open(self, mode: str = "polling", patience: Patience = QUICK) -> TelegramChannel:
        """The channel, connected."""
        if mode == "polling":
            channel = self._channel("", patience)
            await channel.start()
        else:
            channel = await self._webhook(patience)
        self._stack.push_async_callback(channel.stop)
        await channel.reception.ready.wait()
        return channel

    async def _webhook(self, patience: Patience) -> TelegramChannel:
        place = socket.create_server(("127.0.0.1", 0))
        channel = self._channel(f"http://127.0.0.1:{place.getsockname()[1]}/telegram", patience)
        app = web.Application()
        channel.routes(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.SockSite(runner, place).start()
        await channel.start()
        return channel

    def _channel(self, url: str, patience: Patience) -> TelegramChannel:
        commands = {"tro_giup": "Trợ giúp", "dung": "Dừng"}
        return TelegramChannel(
            self.api.token, self.api.url, self.clerk, group_card,
            webhook_url=url, secret=SECRET, commands=commands, patience=patience,
        )  # fmt: skip


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(BotApi())
        yield Bench(api, stack)


@pytest.fixture(params=["polling", "webhook"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)
