"""PostgreSQL: a few threads with a connection each, one transaction a work, one repetition after a collision."""

from queue import SimpleQueue
from threading import Lock, Thread, current_thread

import psycopg

from storage.errors import Closed, Conflict, Uncertain
from storage.sealing import Sealer
from storage.statements import Link
from storage.tasks import Outcome, Task, settle_all
from storage.unit_of_work import UnitOfWork

SIZE = 4
_PATIENCE = 5  # seconds that wiping waits for the table, and others then wait behind it
# Collisions with another transaction, and connections lost before the commit (deadlocks are among the latter).
_REPEATED = (Conflict, psycopg.OperationalError, psycopg.errors.UniqueViolation)


class Pool:
    """The threads and their common queue."""

    def __init__(self, url: str, sealer: Sealer, size: int = SIZE) -> None:
        self._url = url
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._lock = Lock()
        self._closed = False
        self._threads = [
            Thread(target=_Worker(url, sealer, self._queue).serve, name=f"postgres-{number}", daemon=True)
            for number in range(size)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> None:
        """Queues the task; raises Closed."""
        with self._lock:
            if self._closed:
                raise Closed
            self._queue.put(task)

    def runs_here(self) -> bool:
        """Whether the calling thread is one of the pool's."""
        return current_thread() in self._threads

    def wipe(self) -> None:
        """Writes the table of documents anew, for deleted rows stay in it unseen; its log is PostgreSQL's to recycle.

        Raises psycopg.OperationalError when the table is in use for long; it can be tried again.
        """
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(f"SET lock_timeout = '{_PATIENCE}s'")
            connection.execute("VACUUM (FULL) documents")

    def close(self) -> None:
        """Finishes what is queued and stops."""
        with self._lock:
            if not self._closed:
                self._closed = True
                for _ in self._threads:
                    self._queue.put(None)
        for thread in self._threads:
            thread.join()


class _Worker:
    """One thread: its connection is opened when first needed, and again after it was lost."""

    def __init__(self, url: str, sealer: Sealer, queue: SimpleQueue[Task | None]) -> None:
        self._url = url
        self._sealer = sealer
        self._queue = queue
        self._open: tuple[psycopg.Connection, UnitOfWork] | None = None

    def serve(self) -> None:
        """Takes tasks until told to stop."""
        while (task := self._queue.get()) is not None:
            with Outcome(task, self._undo) as first:
                self._transact(task)
            if isinstance(first.error, _REPEATED):
                with Outcome(task, self._undo):
                    self._transact(task)
            settle_all([task])
        if self._open is not None:
            self._open[0].close()

    def _transact(self, task: Task) -> None:
        connection, unit = self._connected()
        task.attempt(unit)
        try:
            connection.commit()
        except psycopg.OperationalError as error:
            raise Uncertain from error

    def _connected(self) -> tuple[psycopg.Connection, UnitOfWork]:
        if self._open is None:
            connection = psycopg.connect(self._url)
            self._open = connection, UnitOfWork(Link(connection, "postgresql"), self._sealer)
        return self._open

    def _undo(self) -> None:
        if self._open is None:
            return
        connection = self._open[0]
        try:
            connection.rollback()
        except psycopg.Error:
            connection.close()
        if connection.closed:
            self._open = None
