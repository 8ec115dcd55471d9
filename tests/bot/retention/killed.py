"""A program whose clock erases the pages of many files, to be killed while it does."""

import asyncio
import sys
from pathlib import Path

from storage.database import open_database
from storage.keys import load_key
from tests.bot.retention.archive import HOUR, Archive

FILES, PAGES = 120, 2


def opened(folder: Path) -> Archive:
    """The office in a folder, with the key that lies there."""
    key = load_key("", folder)
    return Archive(open_database(f"sqlite:///{folder / 'motcua.db'}", key), folder, key)


async def prepare(folder: Path) -> None:
    """Files that are done, each with pictures of identity cards that are due to go."""
    archive = opened(folder)
    for number in range(FILES):
        archive.hands_over(await archive.sends(f"r{number}", pages=0, cards=PAGES))
    archive.database.close()


async def main(folder: Path) -> None:
    """Says that it begins, and erases."""
    archive = opened(folder)
    archive.village.now += HOUR
    print("erasing", flush=True)  # noqa: T201 - what the test waits for
    await archive.keeper.run_tick("purge")
    print("done", flush=True)  # noqa: T201
    archive.database.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
