"""3,000 pushes to a server that enforces Telegram's limits: our courier, and PTB's limiter with its default bucket.

Run as `python -m tests.bench.pushes ours|ptb --api http://…`: one bot that pushes and then ends.
"""

import argparse
import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.outbound.courier import TelegramCourier
from bot.ports import Card, Chat, File, TryLater
from tests.bench.bots import Command, Process
from tests.botapi import BotApi, Limits, Resident
from tests.botapi.server import TOKEN

FIRST = 7_000_000
PERMITTED = 30  # messages a second that Telegram allows a bot
RATE = 28.0  # ours when nothing else is sent: a little below, for the server's clock is not ours
AT_ONCE = 40
WORDS = "Hồ sơ **NTM-7K3Q** đã có kết quả. Mời bà tới nhận trong giờ làm việc."


@dataclass(frozen=True, slots=True)
class Pushed:
    """How long it took in seconds, how often the server said 429, and how many never arrived."""

    seconds: float
    refused: int
    lost: int


async def push(name: str, count: int) -> Pushed:
    """One bot pushes one message to each of `count` persons."""
    async with BotApi(limits=Limits()) as api:
        for number in range(count):
            Resident(api, FIRST + number)
        arguments = ("-m", "tests.bench.pushes", name, "--api", api.url, "--count", str(count))
        async with Process(Command(arguments, {})) as bot:
            await bot.ended()
        calls = api.called("sendMessage")
        sent = [call for call in calls if call.status == 200]
        reached = {call.chat for call in sent}
        seconds = sent[-1].at - sent[0].at if sent else 0.0
        return Pushed(seconds, sum(call.status == 429 for call in calls), count - len(reached))


async def _ours(api: str) -> Callable[[int], Awaitable[None]]:
    async def no_file(_chat: Chat, _file_id: str) -> File | None:
        return None

    courier = TelegramCourier(TOKEN, api, no_file, RATE)

    async def deliver(chat: int) -> None:
        while True:
            try:
                return await courier.deliver(str(chat), Card(WORDS))
            except TryLater as later:
                await asyncio.sleep(later.after)

    return deliver


async def _ptb(api: str) -> Callable[[int], Awaitable[None]]:
    request = HTTPXRequest(connection_pool_size=AT_ONCE, pool_timeout=30)
    bot: ExtBot[int] = ExtBot(TOKEN, base_url=f"{api}/bot", request=request, rate_limiter=AIORateLimiter())
    await bot.initialize()

    async def deliver(chat: int) -> None:
        await bot.send_message(chat, WORDS.replace("**", ""))

    return deliver


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("who", choices=("ours", "ptb"))
    parser.add_argument("--api", required=True)
    parser.add_argument("--count", type=int, required=True)
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)  # PTB reports each 429 with its whole trace; they are counted at the server
    deliver = await (_ours if chosen.who == "ours" else _ptb)(chosen.api)
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(chat: int) -> None:
        async with gate:
            await deliver(chat)

    results = await asyncio.gather(*(one(FIRST + n) for n in range(chosen.count)), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, TelegramError):
            raise result


if __name__ == "__main__":
    asyncio.run(main())
