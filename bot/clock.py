"""The clock: a few fixed ticks over rows. It remembers nothing, so a restart loses nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.ports import Clock
from bot.services.blocking import watch_channels
from bot.services.chasing import chase
from bot.services.delivery import Delivery
from bot.services.erasing import erase_due, wipe_traces
from bot.services.purging import purge
from bot.services.recalculation import follow_calendar
from bot.services.reminders import plan
from bot.services.reports.weekly import tell_week
from bot.services.rounds import ROUNDS, Round, go_rounds
from content.catalog import Library
from flows.calendar import ZONE
from storage.database import Database
from storage.vault import Vault

# A tick's beat is written at most this often; a silent clock is noticed by /healthz.
BEAT = timedelta(seconds=15)
ENDING = 3.0  # seconds that a tick gets to end when the program stops

log = logging.getLogger("motcua.clock")


@dataclass(slots=True)
class _Tick:
    """Something done every so many seconds, never twice at once."""

    name: str
    seconds: float
    run: Callable[[], Awaitable[object]]
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    beat: datetime | None = None
    hurried: bool = False


class Timekeeper:
    """Runs the ticks; `now` is the clock they read, so that the demo can move it; without a vault no file is swept.

    `look` looks again at files that could not be judged or scanned when they came, `rounds` are those of the areas.
    """

    def __init__(
        self,
        database: Database,
        delivery: Delivery,
        library: Callable[[], Library],
        now: Clock,
        vault: Vault | None = None,
        look: Callable[[datetime], Awaitable[object]] | None = None,
        rounds: Mapping[str, Round] = ROUNDS,
    ) -> None:
        self._database = database
        self._vault = vault
        self._delivery = delivery
        self._library = library
        self._now = now
        self._hurried: set[asyncio.Task[None]] = set()
        self._ticks = {
            tick.name: tick
            for tick in (
                _Tick("plan", 60, self._plan),
                _Tick("rounds", 60, lambda: go_rounds(database, library(), now(), rounds)),
                _Tick("reports", 60, lambda: tell_week(database, library(), now())),
                _Tick("purge", 3600, self._purge),
                _Tick("heartbeat", 15, self._heartbeat),
                *((_Tick("look", 5, lambda: look(now())),) if look is not None else ()),
                _Tick("deliver", 1, delivery.tick),
            )
        }
        # In memory on purpose: what is due are rows, a job store would be a second truth.
        self._scheduler = AsyncIOScheduler(timezone=ZONE)

    @property
    def ticks(self) -> tuple[str, ...]:
        """The names of the ticks, each of which leaves beats."""
        return tuple(self._ticks)

    def start(self) -> None:
        """Begins to tick; the first time at once, for much may have fallen due while nothing ran."""
        for tick in self._ticks.values():
            trigger = IntervalTrigger(seconds=tick.seconds, timezone=ZONE)
            self._scheduler.add_job(
                self._run,
                trigger,
                args=(tick,),
                id=tick.name,
                next_run_time=datetime.now(ZONE),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def hurry(self, name: str = "deliver") -> None:
        """Runs a tick at once, beside its rhythm; to be called from the event loop after something was owed."""
        tick = self._ticks[name]
        if tick.hurried:
            return
        tick.hurried = True
        task = asyncio.create_task(self._run(tick))
        self._hurried.add(task)
        task.add_done_callback(self._hurried.discard)

    async def run_tick(self, name: str) -> None:
        """Runs one tick now and waits for it; for a clock that jumps from one thing that is due to the next."""
        await self._run(self._ticks[name])

    async def run_all_ticks(self, but: Collection[str] = ()) -> None:
        """Runs every tick once, but for some, and delivers until nothing is left; for a clock that was moved."""
        for name, tick in self._ticks.items():
            if name not in but:
                await self._run(tick)
        await self._delivery.drain()
        while await self._delivery.tick():
            await self._delivery.drain()

    async def stop(self) -> None:
        """Stops ticking and lets what is being sent end."""
        if self._scheduler.running:
            self._scheduler.pause()
            await self._quiet()
            self._scheduler.shutdown(wait=False)
        await asyncio.gather(*self._hurried)
        await self._delivery.close()

    async def _quiet(self) -> None:
        """Waits a moment for the ticks in work, so that none is cut off in the middle."""
        for tick in self._ticks.values():
            with suppress(TimeoutError):
                async with asyncio.timeout(ENDING), tick.lock:
                    pass

    async def _run(self, tick: _Tick) -> None:
        async with tick.lock:
            tick.hurried = False
            try:
                await tick.run()
                await self._beat(tick)
            except Exception as error:  # noqa: BLE001 - a tick that fails is tried again at the next one
                log.error("tick %s failed: %s", tick.name, type(error).__name__)

    async def _beat(self, tick: _Tick) -> None:
        now = self._now()
        if tick.beat is None or abs(now - tick.beat) >= BEAT:
            await self._database.turn(lambda u: u.beats.mark(tick.name, now))
            tick.beat = now

    async def _plan(self) -> None:
        library = self._library()
        await follow_calendar(self._database, library, self._now())
        await plan(self._database, library, self._now())
        await chase(self._database, library, self._now())
        await self._database.turn(lambda u: watch_channels(u, library, self._now()))

    async def _purge(self) -> None:
        await purge(self._database, self._now(), self._library())
        await erase_due(self._database, self._library(), self._vault, self._now())
        if self._vault is not None:
            known = await self._database.turn(lambda u: u.documents.all_ids())
            # Files carry the times of the wall clock, whatever the demo's clock shows.
            await asyncio.to_thread(self._vault.sweep, known, datetime.now(UTC))
        await wipe_traces(self._database)

    async def _heartbeat(self) -> None:
        """Only beats: that the program is alive and its database takes writes."""
