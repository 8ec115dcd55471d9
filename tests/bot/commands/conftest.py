"""A database of its own for each command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.opening import open_storage
from bot.settings import Settings
from storage.database import Database


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database that the command will find."""
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "data"))
    opened, _ = open_storage(Settings())
    yield opened
    opened.close()
