"""A program that takes photos without end, to be killed; each line it prints is a photo it acknowledged."""

import asyncio
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.imaging.workshop import Workers
from bot.ports import Arrival, Chat, Pressed, Said, Sent
from bot.services.assistant import Assistant
from storage.database import open_database
from storage.keys import load_key
from storage.vault import Vault
from tests.bot.services.conftest import SENT
from tests.papers import photo
from tests.replay import library

CHAT = Chat("direct", "chủ hồ sơ")


async def main(folder: Path) -> None:
    key, now = load_key("", folder), datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    database, vault = open_database(f"sqlite:///{folder / 'motcua.db'}", key), Vault(folder / "vault", key)
    content = library("nam_thanh_mien")
    assistant = Assistant(database, vault, Workers(1), lambda: content, lambda: now)
    for place, words in enumerate(SENT[:8]):
        await assistant.turn(Arrival(CHAT, f"w{place}", Said(words)))
    for number in count(1):
        await assistant.turn(Arrival(CHAT, f"p{folder.name}{number}", Sent(photo(f"trang {number}"), f"{number}.jpg")))
        print(number, flush=True)  # noqa: T201 - what the test reads
        if number % 20 == 0:  # the paper is full before long: begin it anew
            (draft,) = database.run(lambda u: u.drafts.all_of(1))
            await assistant.turn(Arrival(CHAT, f"e{number}", Pressed(f"x:{draft.tag}:empty:original_photo")))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
