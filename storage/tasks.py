"""A task: a piece of work that waits for its turn in the database, and whoever waits for its result."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import Protocol, TypeVar

from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Work = Callable[[UnitOfWork], T]


class Task:
    """Work and the future settled after its commit, in the event loop it belongs to if there is one."""

    __slots__ = ("_do", "_done", "_refuse", "_settle", "loop")

    def __init__(
        self, work: Work[T], future: Future[T] | asyncio.Future[T], loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        self._do: Callable[[UnitOfWork], Callable[[], object]] = lambda u: partial(future.set_result, work(u))
        self._refuse: Callable[[BaseException], object] = future.set_exception
        self._done = future.done
        self._settle: Callable[[], object] | None = None
        self.loop = loop

    def attempt(self, unit: UnitOfWork) -> None:
        """Does the work; its result is held back until `settle`."""
        self._settle = self._do(unit)

    def fail(self, error: BaseException) -> None:
        """Notes that it failed."""
        self._settle = partial(self._refuse, error)

    def settle(self) -> None:
        """Tells whoever waits, unless nobody waits any more."""
        if self._settle is not None and not self._done():
            self._settle()


class Outcome:
    """A block whose error goes to the task that caused it, after `undo`, and stops nobody else's."""

    __slots__ = ("_task", "_undo", "error")

    def __init__(self, task: Task, undo: Callable[[], object]) -> None:
        self._task = task
        self._undo = undo
        self.error: BaseException | None = None

    def __enter__(self) -> "Outcome":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self.error = error
            self._task.fail(error)
            self._undo()
        return True


class Executor(Protocol):
    """What runs tasks on one of the two databases."""

    def submit(self, task: Task) -> None:
        """Queues the task; raises Closed."""

    def runs_here(self) -> bool:
        """Whether the calling thread is one of its own."""

    def wipe(self) -> None:
        """Leaves no trace of deleted keys in the database's own files, as far as it goes; blocks."""

    def close(self) -> None:
        """Finishes what is queued and stops."""


def settle_all(tasks: Iterable[Task]) -> None:
    """Settles finished tasks, waking each event loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Task]] = {}
    for task in tasks:
        if task.loop is None:
            task.settle()
        else:
            by_loop.setdefault(task.loop, []).append(task)
    for loop, waiting in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle_each, waiting)


def _settle_each(tasks: list[Task]) -> None:
    for task in tasks:
        task.settle()
