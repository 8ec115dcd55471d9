"""A turn over Telegram: CPU of the bot process per update and waiting time, 500 residents at once."""

import asyncio
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bots import Command, Process, free_port, ours, peer
from tests.bench.crowd import Crowd, Move, Photo
from tests.bench.form import OURS, PEERS, lay_content
from tests.botapi import BotApi

NAMES = ("memory", "sqlite", "ours")
WARMING = 30
SETTLING = 0.2  # seconds for what a bot still does after its answer


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: CPU milliseconds an update, the longest waits (p99) in milliseconds, the resident set.

    `words_…` is the part of the form that is typed and tapped, before the photo: peers keep only its id, ours keeps it.
    `coach` is what judging the photo costs in worker processes beside the bot, in CPU milliseconds a photo, and
    `workers` their resident set; peers have nothing like it, so it is told apart.
    """

    cpu: float
    p99: float
    words_cpu: float
    words_p99: float
    resident: int
    coach: float = 0.0
    workers: int = 0


def command(name: str, api: str, folder: Path, *, webhook: bool) -> Command:
    """How the bot `name` is started with its data in `folder`."""
    port = free_port()
    if name == "ours":
        return ours(api, folder / "data", lay_content(folder), port, webhook=webhook)
    return peer(name, api, folder, port if webhook else 0)


async def measure(name: str, *, webhook: bool, residents: int) -> Cost:
    """One run: the bot is warmed up, then everybody fills the form at the same time, meeting once before the photo."""
    moves: Sequence[Move] = OURS if name == "ours" else PEERS
    photo = next(place for place, move in enumerate(moves) if isinstance(move, Photo))
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api, Process(command(name, api.url, Path(folder), webhook=webhook)) as bot:
            await Crowd(api, WARMING).go(moves, at_once=10)
            crowd, before, coached = Crowd(api, residents), bot.cpu(), bot.workers_cpu()
            await crowd.go(moves[:photo])
            await asyncio.sleep(SETTLING)
            between, words = bot.cpu(), list(crowd.waits)
            await crowd.go(moves[photo:])
            await asyncio.sleep(SETTLING)
            cpu, words_cpu = (bot.cpu() - before) / len(crowd.waits), (between - before) / len(words)
            coach = 1000 * (bot.workers_cpu() - coached) / residents
            waits = (_p99(crowd.waits), 1000 * words_cpu, _p99(words))
            return Cost(1000 * cpu, *waits, bot.resident(), coach, bot.workers_resident())


def _p99(waits: list[float]) -> float:
    return 1000 * sorted(waits)[int(len(waits) * 0.99)]


def median(costs: Sequence[Cost]) -> Cost:
    """The median of several runs, figure by figure."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.p99 for cost in costs),
        statistics.median(cost.words_cpu for cost in costs),
        statistics.median(cost.words_p99 for cost in costs),
        round(statistics.median(cost.resident for cost in costs)),
        statistics.median(cost.coach for cost in costs),
        round(statistics.median(cost.workers for cost in costs)),
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
