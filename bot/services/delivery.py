"""Delivery: sends what is owed over each person's seats and marks what became of it. No channel waits for another."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from bot.ports import Clock, Courier, Rejected, TryLater, Unreachable
from bot.services.marking import Delivered, Fate, Held, Later, Refused, Tried, Unreached, mark, outcome
from bot.services.parcels import Compose, Desk, Parcel, collect
from content.catalog import Library
from storage.database import Database
from storage.records import Seat

# Messages that one channel may have in hand, and how many of them at the same moment.
IN_HAND = 64
AT_ONCE = 8
# Seconds for one attempt; a courier that takes longer is treated as a channel that is down.
PATIENCE = 60.0
# From this attempt on another seat of the person is tried, and after so many failures in a row the channel rests.
IMPATIENT = 3
FAILURES = 3
REST = timedelta(seconds=30)

log = logging.getLogger("motcua.delivery")


@dataclass(slots=True)
class _Channel:
    courier: Courier
    gate: asyncio.Semaphore
    in_hand: int = 0
    failures: int = 0
    rests_until: datetime | None = None


class Delivery:
    """One for the whole program; `tick` begins what is due, `drain` waits for what was begun."""

    def __init__(
        self,
        database: Database,
        couriers: Mapping[str, Courier],
        library: Callable[[], Library],
        compose: Compose,
        now: Clock,
    ) -> None:
        self._database = database
        self._library = library
        self._compose = compose
        self._now = now
        self._channels = {name: _Channel(courier, asyncio.Semaphore(AT_ONCE)) for name, courier in couriers.items()}
        self._carrying: set[asyncio.Task[None]] = set()

    async def tick(self) -> int:
        """Claims what is due and begins to send it; returns how many messages were begun."""
        now = self._now()
        room = {name: self._room(channel, now) for name, channel in self._channels.items()}
        limit = min((free for free in room.values() if free > 0), default=0)
        if not limit:
            return 0
        desk = Desk(self._library(), self._compose, room, now)
        parcels = await self._database.turn(lambda u: collect(u, desk, limit))
        for _, of_person in groupby(parcels, key=lambda parcel: parcel.person_id):
            self._begin(tuple(of_person))
        return len(parcels)

    async def drain(self) -> None:
        """Waits until everything begun is marked."""
        while self._carrying:
            await asyncio.gather(*self._carrying)

    async def close(self, patience: float = 5.0) -> None:
        """Gives what is being sent a moment to end; the rest comes back when its lease runs out."""
        if self._carrying:
            _, late = await asyncio.wait(self._carrying, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _room(self, channel: _Channel, now: datetime) -> int:
        rests = channel.rests_until is not None and now < channel.rests_until
        return 0 if rests else max(0, IN_HAND - channel.in_hand)

    def _begin(self, parcels: tuple[Parcel, ...]) -> None:
        task = asyncio.create_task(self._carry_all(parcels))
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)

    async def _carry_all(self, parcels: tuple[Parcel, ...]) -> None:
        """The messages of one person, in their order."""
        for parcel in parcels:
            await self._carry(parcel)

    async def _carry(self, parcel: Parcel) -> None:
        channel = self._channels[parcel.seats[0].channel]
        channel.in_hand += 1
        try:
            tries = await self._send(parcel)
            if isinstance(outcome(tries), Refused) and len(parcel.parts) > 1:
                # One of them is at fault: each goes alone, so that the others arrive.
                for part in parcel.parts:
                    await self._carry(Parcel(parcel.person_id, parcel.seats, (part,)))
                return
            library, now = self._library(), self._now()
            await self._database.turn(lambda u: mark(u, library, parcel, tries, now))
        except Exception as error:  # noqa: BLE001 - the row keeps its lease and comes back; the next ones must go on
            log.error("notice %s is not marked: %s", parcel.parts[0].notice.id, type(error).__name__)
        finally:
            channel.in_hand -= 1

    async def _send(self, parcel: Parcel) -> tuple[Tried, ...]:
        """Tries the seats in their order, until one takes it or the rest must wait with it."""
        tries: list[Tried] = []
        for seat in parcel.seats:
            fate = await self._try(seat, parcel)
            tries.append(Tried(seat, fate))
            waits = isinstance(fate, Later | Held)
            if not isinstance(fate, Unreached) and (not waits or parcel.attempts < IMPATIENT):
                break
        return tuple(tries)

    async def _try(self, seat: Seat, parcel: Parcel) -> Fate:
        channel = self._channels[seat.channel]
        async with channel.gate:
            if channel.rests_until is not None and self._now() < channel.rests_until:
                return Held(channel.rests_until)
            try:
                async with asyncio.timeout(PATIENCE):
                    await channel.courier.deliver(seat.address, parcel.card)
            except Unreachable:
                return Unreached()
            except Rejected:
                log.error("%s refuses notice %s (%s)", seat.channel, _id(parcel), parcel.parts[0].notice.kind)
                return Refused()
            except TryLater as busy:
                return self._failed(channel, timedelta(seconds=busy.after), "try_later")
            except TimeoutError:
                return self._failed(channel, timedelta(), "timeout")
            except Exception as error:  # noqa: BLE001 - a fault of the courier loses no notice
                log.error("%s breaks on notice %s: %s", seat.channel, _id(parcel), type(error).__name__)
                return self._failed(channel, timedelta(), type(error).__name__)
        channel.failures = 0
        return Delivered(seat.channel)

    def _failed(self, channel: _Channel, after: timedelta, error: str) -> Later:
        channel.failures += 1
        if channel.failures >= FAILURES:
            channel.rests_until = self._now() + max(after, REST)
            channel.failures = 0
        return Later(after, error)


def _id(parcel: Parcel) -> int:
    return parcel.parts[0].notice.id
