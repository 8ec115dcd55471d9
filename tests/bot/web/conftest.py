"""A site for every test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from content.catalog import Library, load
from storage.database import Database
from tests.bot.web.site import Site, opened, serving


@pytest.fixture(scope="session")
def library() -> Library:
    return load("nam_thanh_mien")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = opened(tmp_path)
    yield database
    database.close()


@pytest.fixture
async def site(database: Database, library: Library, tmp_path: Path) -> AsyncIterator[Site]:
    async with serving(database, library, tmp_path) as running:
        yield running
