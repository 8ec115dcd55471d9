"""Memory: the resident set with 1,000 and with 10,000 conversations left open, beside what their rows take on disk."""

import asyncio
import gc
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bots import Process
from tests.bench.crowd import Crowd, Move
from tests.bench.form import BEGUN
from tests.bench.turns import command
from tests.botapi import BotApi


@dataclass(frozen=True, slots=True)
class Growth:
    """Bytes: the resident set before and after, and the data directory's growth between."""

    few: int
    many: int
    rows: int


async def growth(name: str, few: int, many: int) -> Growth:
    """Opens conversations by webhook and leaves them at their first questions."""
    moves = BEGUN["ours" if name == "ours" else "peers"]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        async with BotApi() as api, Process(command(name, api.url, folder, webhook=True)) as bot:
            await _open(api, few, moves)
            before, rows = bot.resident(), _size(folder / "data")
            await _open(api, many - few, moves)
            return Growth(before, bot.resident(), _size(folder / "data") - rows)


async def _open(api: BotApi, count: int, moves: Sequence[Move]) -> None:
    for _ in range(count // 500):
        await Crowd(api, 500).go(moves, at_once=100)
        api.calls.clear()
        api.updates.history.clear()
    gc.collect()
    await asyncio.sleep(1)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder.exists() else 0
