"""From the start of the process to the first answer, in seconds; the update is waiting already."""

import tempfile
import time
from pathlib import Path

from tests.bench.bots import Process
from tests.bench.form import OURS, PEERS
from tests.bench.turns import command
from tests.botapi import BotApi, Resident


async def until_answered(name: str, *, again: bool = False) -> float:
    """A first start makes the database; `again` measures the second start, with what is there."""
    with tempfile.TemporaryDirectory() as place:
        async with BotApi() as api:
            started = command(name, api.url, Path(place), webhook=False)
            if again:
                async with Process(started):
                    await _asked(api, name, 1)
            begun = time.monotonic()
            async with Process(started):
                await _asked(api, name, 2)
                return time.monotonic() - begun


async def _asked(api: BotApi, name: str, user_id: int) -> None:
    move = (OURS if name == "ours" else PEERS)[0]
    resident = Resident(api, user_id)
    resident.start("bench_form" if name == "ours" else "")
    shown = await resident.hear(1, within=30)
    assert move.gives in shown[0].text
