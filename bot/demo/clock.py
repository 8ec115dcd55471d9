"""The demo's clock: real time and an offset that only grows, kept in the database so that a restart keeps the day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, assert_never

from bot.ports import Clock
from flows.calendar import local, local_day
from flows.deadlines import Calendar, instant
from storage.database import Database
from storage.unit_of_work import UnitOfWork

Step = Literal["hour", "day", "workday"]

_KEY = "demo_clock_ahead"  # whole seconds


def real_time() -> datetime:
    """The clock on the wall, in UTC."""
    return datetime.now(UTC)


class DemoClock:
    """A clock that can be moved forward; `load` it before its first use."""

    def __init__(self, database: Database, real: Clock = real_time) -> None:
        self._database = database
        self._real = real
        self._ahead = timedelta()

    async def load(self) -> bool:
        """Finds the offset of an earlier run; returns whether there was one."""
        known = await self._database.turn(_read)
        self._ahead = timedelta(seconds=known or 0)
        return known is not None

    async def open(self, calendar: Calendar) -> None:
        """As `load`; a first run begins while the office is open, for at night and on days off nothing is pushed."""
        if not await self.load() and not _is_open(self.now(), calendar):
            await self.move("workday", calendar)

    def now(self) -> datetime:
        """The demo's time, in UTC."""
        return self._real() + self._ahead

    async def move(self, step: Step, calendar: Calendar) -> datetime:
        """Moves the clock forward and keeps it; returns the new time."""
        now = self.now()
        self._ahead += timedelta(seconds=round((_target(now, step, calendar) - now).total_seconds()))
        await self._database.turn(_write(int(self._ahead.total_seconds())))
        return self.now()


def _target(now: datetime, step: Step, calendar: Calendar) -> datetime:
    match step:
        case "hour":
            return now + timedelta(hours=1)
        case "day":
            return now + timedelta(days=1)
        case "workday":
            # Half an hour after opening: what is due at opening time is then due, not about to be.
            opening = instant(calendar.next_working_day(local_day(now)), calendar.hours.morning[0])
            return opening + timedelta(minutes=30)
    assert_never(step)


def _is_open(now: datetime, calendar: Calendar) -> bool:
    at = local(now)
    morning, afternoon = calendar.hours.morning, calendar.hours.afternoon
    return calendar.is_working_day(at.date()) and morning[0] <= at.time() < afternoon[1]


def _read(u: UnitOfWork) -> int | None:
    text = u.settings.get(_KEY)
    return int(text) if text else None


def _write(seconds: int) -> Callable[[UnitOfWork], None]:
    def work(u: UnitOfWork) -> None:
        u.settings.put(_KEY, str(seconds))

    return work
