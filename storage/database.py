"""The database: opens SQLite or PostgreSQL, brings it up to date, checks the key, and runs works on it."""

import asyncio
import base64
import os
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from storage.errors import Tampered, Unreachable, WrongKey
from storage.group_commit import GroupCommit
from storage.keys import Key
from storage.schema import is_current
from storage.sealing import Sealer
from storage.tasks import Executor, Task, Work
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
_CHECK = "key_check"
_CHECK_PLACE = "settings.text:key_check"


class Database:
    """Runs works, each in one transaction of its own; a work may be run twice and must not mind."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def run(self, work: Work[T]) -> T:
        """Does the work and returns its result after the commit; blocks."""
        if self._executor.runs_here():
            raise RuntimeError("a work must not wait for another work")
        future: Future[T] = Future()
        self._executor.submit(Task(work, future))
        return future.result()

    async def turn(self, work: Work[T]) -> T:
        """Does the work in the background and returns its result after the commit."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._executor.submit(Task(work, future, loop))
        return await future

    def wipe(self) -> None:
        """Leaves no trace of deleted keys in the database's own files, as far as it goes; blocks, may be repeated."""
        self._executor.wipe()

    def close(self) -> None:
        """Finishes what was begun and lets go of the database."""
        self._executor.close()


def open_database(url: str, key: Key, *, durable: bool = True) -> Database:
    """Opens `sqlite:///…` or `postgresql://…`, migrated; raises WrongKey, Unreachable, ValueError for another address.

    Not `durable`: SQLite does not wait for the disk, for data that can be made again.
    """
    address = _normal(make_url(url))
    if address.get_backend_name() == "sqlite":
        _make_private(Path(address.database or ""))
    full = address.render_as_string(hide_password=False)
    _bring_up_to_date(full, address)
    database = Database(_executor(address, Sealer(key), durable))
    try:
        sealer = Sealer(key)
        database.run(lambda u: _check_key(u, sealer))
    except BaseException:
        database.close()
        raise
    return database


def _bring_up_to_date(full: str, address: URL) -> None:
    try:
        if not is_current(full):
            # Alembic takes 0.2 s and 11 MB; it is not needed at most starts.
            from storage.migration import migrate  # noqa: PLC0415

            migrate(full)
    except OperationalError as error:
        said = " ".join(str(error.orig).split())
        raise Unreachable(f"the database at {address.render_as_string()} cannot be used: {said}") from None


def _normal(url: URL) -> URL:
    match url.get_backend_name():
        case "postgres" | "postgresql":
            return url.set(drivername="postgresql+psycopg")
        case "sqlite" if url.database and url.database != ":memory:":
            return url
    raise ValueError("the database address must begin with sqlite:/// and name a file, or with postgresql://")


def _executor(url: URL, sealer: Sealer, durable: bool) -> Executor:
    if url.get_backend_name() == "sqlite":
        return GroupCommit(Path(url.database or ""), sealer, durable=durable)
    # psycopg is not needed where there is no PostgreSQL.
    from storage.pool import Pool  # noqa: PLC0415

    return Pool(url.set(drivername="postgresql").render_as_string(hide_password=False), sealer)


def _make_private(path: Path) -> None:
    """Makes the file before SQLite does, so that nobody else can read it; its log files take over the mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _check_key(u: UnitOfWork, sealer: Sealer) -> None:
    """Refuses a key that did not write what is there; the first key leaves its mark."""
    mark = u.settings.get(_CHECK)
    if mark is None:
        u.settings.put(_CHECK, base64.b64encode(sealer.seal_bytes(b"fits", _CHECK_PLACE)).decode())
        return
    try:
        sealer.open_bytes(base64.b64decode(mark), _CHECK_PLACE)
    except Tampered:
        raise WrongKey("the key does not fit the data: start with the key this data was written with") from None
