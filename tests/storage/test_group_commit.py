"""SQLite's writer: shared commits, and what happens when the database itself fails."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage import group_commit
from storage.database import Database, open_database
from storage.keys import Key
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import NOW


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def lite(sqlite_url: str, key: Key, request: pytest.FixtureRequest) -> Database:
    opened = open_database(sqlite_url, key)
    request.addfinalizer(opened.close)
    return opened


@asynccontextmanager
async def _held_up(database: Database) -> AsyncIterator[None]:
    """Lets works pile up inside the block."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(_: UnitOfWork) -> None:
        begun.set()
        go_on.wait(5)

    holding = asyncio.ensure_future(database.turn(hold))
    await asyncio.to_thread(begun.wait, 5)
    yield
    await asyncio.sleep(0)
    go_on.set()
    await holding


def _commits(path: Path) -> int:
    """Commits in the write-ahead log: the frames that carry a database size (sqlite.org/fileformat2.html#walformat)."""
    log = path.with_name(path.name + "-wal").read_bytes()
    step = 24 + int.from_bytes(log[8:12], "big")
    return sum(int.from_bytes(log[start + 4 : start + 8], "big") > 0 for start in range(32, len(log), step))


def _put(key: str) -> Callable[[UnitOfWork], None]:
    return lambda u: u.settings.put(key, "there")


async def test_works_that_wait_together_share_one_commit(lite: Database, path: Path) -> None:
    await lite.turn(_put("first"))
    before = _commits(path)
    async with _held_up(lite):
        works = [asyncio.ensure_future(lite.turn(_put(f"k{number}"))) for number in range(40)]
    await asyncio.gather(*works)
    assert _commits(path) == before + 1
    await lite.turn(_put("last"))
    assert _commits(path) == before + 2


async def test_a_batch_has_a_limit(lite: Database, path: Path) -> None:
    before = _commits(path)
    async with _held_up(lite):
        works = [asyncio.ensure_future(lite.turn(_put(f"k{n}"))) for n in range(group_commit.MOST + 1)]
    await asyncio.gather(*works)
    assert _commits(path) == before + 2


async def test_a_failure_of_the_whole_database_is_told_to_each_and_the_next_works_go_on(
    lite: Database, path: Path
) -> None:
    with sqlite3.connect(path) as other:
        # As a full disk does: the error takes the whole transaction with it, not the statement alone.
        other.execute("CREATE TRIGGER full BEFORE INSERT ON beats BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END")
    other.close()
    async with _held_up(lite):
        works = [
            asyncio.ensure_future(lite.turn(_put("a"))),
            asyncio.ensure_future(lite.turn(lambda u: u.beats.mark("plan", NOW))),
            asyncio.ensure_future(lite.turn(_put("b"))),
        ]
    results = await asyncio.gather(*works, return_exceptions=True)
    assert all(isinstance(result, sqlite3.Error) for result in results)
    assert await lite.turn(lambda u: (u.settings.get("a"), u.settings.get("b"))) == (None, None)


def test_a_lock_held_too_long_by_another_program_is_an_error_not_a_standstill(
    sqlite_url: str, key: Key, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "_BUSY_SECONDS", 0.05)
    database = open_database(sqlite_url, key)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        database.run(_put("a"))
    other.execute("ROLLBACK")
    database.run(_put("a"))
    other.close()
    database.close()


def test_the_files_are_private_and_the_log_is_folded_in_at_the_end(sqlite_url: str, key: Key, path: Path) -> None:
    database = open_database(sqlite_url, key)
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    database.close()
    assert [file.name for file in path.parent.iterdir()] == ["motcua.db"]


def test_every_promise_about_the_disk_is_switched_on(lite: Database, path: Path) -> None:
    assert lite.run(lambda u: u.settings.get("nothing")) is None
    connection = group_commit.connect(path)
    found = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    }
    connection.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }
