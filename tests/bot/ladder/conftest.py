"""The databases of the storage tests, and an office with a clock over one of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.database import open_database
from storage.keys import new_key
from tests.bot.dossier.village import Village
from tests.bot.ladder.desk import LIBRARY, Desks, at


@pytest_asyncio.fixture
async def desks(tmp_path: Path) -> AsyncIterator[Desks]:
    key = new_key()
    village = Village(
        open_database(f"sqlite:///{tmp_path / 'ladder.db'}", key), LIBRARY, at("21/08/2026 08:30"), tmp_path, key
    )
    here = Desks(village)
    yield here
    await here.keeper.stop()
    village.database.close()
