"""SQLite: one writer thread; works that wait at the same moment share one commit, each in its own savepoint."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread

from storage.errors import Closed
from storage.sealing import Sealer
from storage.statements import Link
from storage.tasks import Outcome, Task, settle_all
from storage.unit_of_work import UnitOfWork

# No more than this many works wait for one commit.
MOST = 256
_BUSY_SECONDS = 10
# For what can be made again: a kill loses nothing, a power cut may.
_HASTY = "PRAGMA synchronous = OFF"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # An answer is acknowledged only when it is on the disk.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten, keys of destroyed files above all.
    "PRAGMA secure_delete = ON",
)


class GroupCommit:
    """The writer thread and its queue."""

    def __init__(self, path: Path, sealer: Sealer, *, durable: bool = True) -> None:
        self._path = path
        self._durable = durable
        self._sealer = sealer
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._lock = Lock()
        self._closed = False
        self._thread = Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, task: Task) -> None:
        """Queues the task; raises Closed."""
        with self._lock:
            if self._closed:
                raise Closed
            self._queue.put(task)

    def runs_here(self) -> bool:
        """Whether the calling thread is the writer."""
        return current_thread() is self._thread

    def wipe(self) -> None:
        """Empties the write-ahead log, in which deleted pages of the database would still stand.

        Raises sqlite3.OperationalError when somebody else (a backup) holds it open; it can be tried again.
        """
        connection = connect(self._path)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
        if busy:
            raise sqlite3.OperationalError("the write-ahead log is in use")

    def close(self) -> None:
        """Finishes what is queued and stops; the write-ahead log is folded into the database."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        connection = connect(self._path)
        if not self._durable:
            connection.execute(_HASTY)
        unit = UnitOfWork(Link(connection, "sqlite"), self._sealer)
        serving = True
        while serving:
            batch, serving = self._waiting()
            if batch:
                _commit(connection, unit, batch)
                settle_all(batch)
        connection.close()

    def _waiting(self) -> tuple[list[Task], bool]:
        """Everything that waits now, at least one thing, and whether more may come."""
        batch: list[Task] = []
        first = self._queue.get()
        while first is not None:
            batch.append(first)
            if len(batch) == MOST:
                return batch, True
            try:
                first = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins and ends transactions only when told to."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, cached_statements=256)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def _commit(connection: sqlite3.Connection, unit: UnitOfWork, batch: list[Task]) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        for task in batch:
            connection.execute("SAVEPOINT work")
            with Outcome(task, lambda: connection.execute("ROLLBACK TO work")):
                task.attempt(unit)
            connection.execute("RELEASE work")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        # A full disk, a lock held too long: nothing of the batch is there, and each of them is told.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        for task in batch:
            task.fail(error)
