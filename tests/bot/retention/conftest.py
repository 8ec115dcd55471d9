"""Both databases, as the storage tests open them, and an archive over one of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.database import Database
from storage.keys import Key
from tests.bot.retention.archive import Archive
from tests.storage.conftest import database, key, postgres_server, postgres_url, sqlite_url, url

__all__ = ["archive", "database", "key", "postgres_server", "postgres_url", "sqlite_url", "url"]


@pytest_asyncio.fixture
async def archive(database: Database, tmp_path: Path, key: Key) -> AsyncIterator[Archive]:
    """An office with a clerk and a head, and a vault on the disk."""
    here = Archive(database, tmp_path, key)
    yield here
    await here.keeper.stop()
