"""A task: a piece of work that waits for its turn in the database, and whoever waits for its result."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import Generic, Protocol, TypeVar

from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Work = Callable[[UnitOfWork], T]


class Task(Generic[T]):
    """Work and the future that is settled after the commit, in the event loop it was made in if there is one."""

    __slots__ = ("_future", "_settle", "_work", "loop")

    def __init__(
        self, work: Work[T], future: Future[T] | asyncio.Future[T], loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        self._work = work
        self._future = future
        self._settle: Callable[[], object] | None = None
        self.loop = loop

    def attempt(self, unit: UnitOfWork) -> None:
        """Does the work; its result is held back until `settle`."""
        self._settle = partial(self._future.set_result, self._work(unit))

    def fail(self, error: BaseException) -> None:
        """Notes that it failed."""
        self._settle = partial(self._future.set_exception, error)

    def settle(self) -> None:
        """Tells whoever waits; nobody may be waiting any more."""
        if self._settle is not None and not self._future.done():
            self._settle()


class Outcome:
    """A block whose error is noted in the task, after `undo`, instead of being raised."""

    __slots__ = ("_task", "_undo", "failed")

    def __init__(self, task: Task[T], undo: Callable[[], object]) -> None:
        self._task = task
        self._undo = undo
        self.failed: BaseException | None = None

    def __enter__(self) -> "Outcome":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self.failed = error
            self._task.fail(error)
            self._undo()
        return True


class Executor(Protocol):
    """What runs tasks on one of the two databases."""

    def submit(self, task: Task[T]) -> None:
        """Queues the task; raises Closed."""

    def close(self) -> None:
        """Finishes what is queued and stops."""


def settle_all(tasks: Iterable[Task[object]]) -> None:
    """Settles finished tasks, waking each event loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Task[object]]] = {}
    for task in tasks:
        if task.loop is None:
            task.settle()
        else:
            by_loop.setdefault(task.loop, []).append(task)
    for loop, waiting in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle_each, waiting)


def _settle_each(tasks: list[Task[object]]) -> None:
    for task in tasks:
        task.settle()
