"""The world: a clock that jumps from event to event, the courses of its people, and the program's ticks between."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from bot.ports import Arrival, Card, Chat, Incoming
from bot.simulation.program import Machine
from flows.calendar import local, local_day
from flows.deadlines import Calendar, instant

# What somebody does over time: each yield is the moment at which it goes on.
Course = AsyncGenerator[datetime, None]

# The program plans every minute; here it plans when something can have fallen due.
_WORKING = tuple(time(hour) for hour in range(7, 18))
_EVENING = time(20)
_MORNING = time(8)
_PURGE = time(3)
_SOON = timedelta(seconds=1)


@dataclass(order=True, slots=True)
class _Entry:
    """A course that goes on at a moment; at the same moment the names decide, so that a seed tells everything."""

    at: datetime
    name: str
    number: int
    course: Course = field(compare=False)


class World:
    """Runs courses and ticks in the order of their moments, all in one event loop."""

    def __init__(self, calendar: Calendar, start: datetime) -> None:
        self.calendar = calendar
        self.now = start.astimezone(UTC)
        self.turns = 0
        self._machine: Machine | None = None
        self._queue: list[_Entry] = []
        self._number = count(1)
        self._keys = count(1)
        self._due: datetime | None = None
        self._plan_at, self._purge_at = self._next_plan(), self._next_purge()

    def clock(self) -> datetime:
        """The time in the world."""
        return self.now

    def play_on(self, machine: Machine) -> None:
        """Names the program that everything is played on."""
        self._machine = machine

    def begin(self, name: str, course: Course, at: datetime | None = None) -> None:
        """Begins a course, now or at a moment."""
        heappush(self._queue, _Entry(at or self.now, name, next(self._number), course))

    async def turn(self, chat: Chat, what: Incoming) -> Card:
        """Somebody does something in a chat and sees the answer."""
        self.turns += 1
        cards = await self._running().turn(Arrival(chat, f"{chat.address}-{next(self._keys)}", what))
        if self._running().owed():
            self._due = self.now
        return cards[-1]

    async def run(self, until: datetime) -> None:
        """Lets everything happen that happens until then."""
        while (moment := self._next()) <= until:
            self.now = max(self.now, moment)
            if self._due is not None and self._due <= moment:
                await self._deliver()
            elif self._plan_at <= moment:
                await self._plan()
            elif self._purge_at <= moment:
                await self._purge()
            else:
                await self._go_on(heappop(self._queue))
        self.now = max(self.now, until)

    def _running(self) -> Machine:
        if self._machine is None:
            raise RuntimeError("no program to play on")
        return self._machine

    def _next(self) -> datetime:
        moments = [self._plan_at, self._purge_at]
        moments += [self._due] if self._due is not None else []
        moments += [self._queue[0].at] if self._queue else []
        return min(moments)

    async def _go_on(self, entry: _Entry) -> None:
        try:
            at = await anext(entry.course)
        except StopAsyncIteration:
            return
        heappush(self._queue, _Entry(max(at, self.now), entry.name, next(self._number), entry.course))

    async def _deliver(self) -> None:
        await self._running().tick("deliver")
        await self._look_ahead(self.now + _SOON)

    async def _plan(self) -> None:
        await self._running().tick("plan")
        await self._look_ahead(self.now)
        self._plan_at = self._next_plan()

    async def _purge(self) -> None:
        await self._running().tick("purge")
        await self._running().tick("heartbeat")
        await self._look_ahead(self.now)
        self._purge_at = self._next_purge()

    async def _look_ahead(self, soonest: datetime) -> None:
        """Delivering comes again when the next notice is due."""
        due = await self._running().next_due()
        self._due = None if due is None else max(due, soonest)

    def _next_plan(self) -> datetime:
        day, clock = local_day(self.now), local(self.now).time()
        times = (*_WORKING, _EVENING) if self.calendar.is_working_day(day) else (_MORNING, _EVENING)
        later = [one for one in times if one > clock]
        if later:
            return instant(day, later[0])
        tomorrow = day + timedelta(days=1)
        return instant(tomorrow, _WORKING[0] if self.calendar.is_working_day(tomorrow) else _MORNING)

    def _next_purge(self) -> datetime:
        day = local_day(self.now)
        return instant(day + timedelta(days=local(self.now).time() >= _PURGE), _PURGE)
