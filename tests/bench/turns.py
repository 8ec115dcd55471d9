"""A turn over Telegram: CPU of the bot process per update and waiting time, 500 residents at once."""

import asyncio
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bots import Command, Process, free_port, ours, peer
from tests.bench.crowd import Crowd, Move
from tests.bench.form import OURS, PEERS, lay_content
from tests.botapi import BotApi

NAMES = ("memory", "sqlite", "ours")
WARMING = 30


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: CPU milliseconds an update, the wait in milliseconds, the resident set at the end."""

    cpu: float
    p50: float
    p99: float
    resident: int
    updates: int


def command(name: str, api: str, folder: Path, *, webhook: bool) -> Command:
    """How the bot `name` is started with its data in `folder`."""
    port = free_port()
    if name == "ours":
        return ours(api, folder / "data", lay_content(folder), port, webhook=webhook)
    return peer(name, api, folder, port if webhook else 0)


async def measure(name: str, *, webhook: bool, residents: int) -> Cost:
    """One run: the bot is warmed up, then everybody fills the form at the same time."""
    moves: Sequence[Move] = OURS if name == "ours" else PEERS
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api, Process(command(name, api.url, Path(folder), webhook=webhook)) as bot:
            await Crowd(api).fill(WARMING, moves, at_once=10)
            crowd, before = Crowd(api), bot.cpu()
            await crowd.fill(residents, moves)
            await asyncio.sleep(0.2)
            spent, waits = bot.cpu() - before, sorted(crowd.waits)
            p99 = waits[int(len(waits) * 0.99)]
            each = 1000 * spent / len(waits)
            return Cost(each, 1000 * statistics.median(waits), 1000 * p99, bot.resident(), len(waits))


def median(costs: Sequence[Cost]) -> Cost:
    """The median of several runs, figure by figure."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.p50 for cost in costs),
        statistics.median(cost.p99 for cost in costs),
        round(statistics.median(cost.resident for cost in costs)),
        costs[0].updates,
    )


async def compare(runs: int, residents: int) -> dict[tuple[str, bool], Cost]:
    """Every bot by polling and by webhook, `runs` times in turn; keys are (name, webhook)."""
    found: dict[tuple[str, bool], list[Cost]] = {}
    for _ in range(runs):
        for webhook in (False, True):
            for name in NAMES:
                cost = await measure(name, webhook=webhook, residents=residents)
                found.setdefault((name, webhook), []).append(cost)
    return {key: median(costs) for key, costs in found.items()}
