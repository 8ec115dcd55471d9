"""An office whose clock goes the rounds of inspections."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.services.inspections import watching
from storage.database import open_database
from storage.keys import new_key
from tests.bot.dossier.village import Village
from tests.bot.ladder.desk import LIBRARY, Desks, at


@pytest_asyncio.fixture
async def desks(tmp_path: Path) -> AsyncIterator[Desks]:
    key = new_key()
    village = Village(
        open_database(f"sqlite:///{tmp_path / 'inspections.db'}", key), LIBRARY, at("02/03/2026 08:30"), tmp_path, key
    )
    here = Desks(village, {"inspections": watching.go_round})
    yield here
    await here.keeper.stop()
    village.database.close()
