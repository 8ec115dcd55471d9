"""A process that claims what is due, says that it is sending, and is then killed by the test."""

import asyncio
import sys
from pathlib import Path

from bot.ports import Card
from tests.bot.clock.office import town


class Doomed:
    """A courier that never comes back."""

    channel = "web"

    async def deliver(self, _address: str, _card: Card) -> None:
        print("sending", flush=True)  # noqa: T201 - the signal the test waits for
        await asyncio.Event().wait()


async def main(directory: Path) -> None:
    async with town(directory, "02/03/2026 09:00", Doomed()) as here:
        await here.deliver()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
