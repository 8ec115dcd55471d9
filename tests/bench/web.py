"""A turn on the web: CPU of our process per frame answered and committed, many residents at once."""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path

from aiohttp import ClientError, ClientSession

from flows.answers import Data
from tests.bench.bots import Process, free_port, ours
from tests.bench.crowd import Photo, Say, Tap
from tests.bench.form import OURS, lay_content
from tests.bot.web.driver import WebDriver


async def milliseconds(residents: int) -> float:
    """The whole form over WebSockets, photo upload included."""
    with tempfile.TemporaryDirectory() as place:
        folder, port = Path(place), free_port()
        async with Process(ours("", folder / "data", lay_content(folder), port, webhook=False)) as bot:
            url = f"http://127.0.0.1:{port}/"
            await _awake(url)
            await asyncio.gather(*(_fill(url) for _ in range(10)))
            before = bot.cpu()
            await asyncio.gather(*(_fill(url) for _ in range(residents)))
            await asyncio.sleep(0.2)
            return 1000 * (bot.cpu() - before) / (residents * len(OURS))


async def _awake(url: str) -> None:
    async with ClientSession() as session, asyncio.timeout(30):
        while True:
            try:
                async with session.get(f"{url}healthz"):
                    return
            except ClientError:
                await asyncio.sleep(0.05)


async def _fill(url: str) -> None:
    async with WebDriver(url, within=60) as resident:
        for move in OURS:
            match move:
                case Say(text):
                    await resident.say(text)
                case Photo(data):
                    await resident.send([("giay-to.jpg", data)])
                case Tap(label):
                    await resident.press(_data(resident.cards()[-1], label), label)
            seen = str(resident.cards()[-1]["text"])
            if move.gives not in seen:
                raise AssertionError(f"{move} was answered with {seen!r}")


def _data(card: Mapping[str, Data], label: str) -> str:
    rows = card["rows"]
    assert isinstance(rows, list)
    buttons = [button for row in rows if isinstance(row, list) for button in row if isinstance(button, dict)]
    return next(str(button["data"]) for button in buttons if label in str(button["label"]))
