"""The program under simulation: the services wired as always, ticking only when the world's clock says so."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, Protocol

from bot.clock import Timekeeper
from bot.ports import Arrival, Card, Clock, Courier, Workshop
from bot.services.assistant import Assistant
from bot.services.delivery import Delivery
from bot.services.notices import compose
from content.catalog import Library
from storage.database import Database
from storage.vault import Vault

Tick = Literal["plan", "purge", "heartbeat", "deliver"]


class Machine(Protocol):
    """What the world plays on: one running program."""

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        """Takes one arrival and returns, after the commit, what to show."""

    async def tick(self, name: Tick) -> None:
        """Runs one tick of the clock to its end."""

    async def next_due(self) -> datetime | None:
        """When the next notice is or was due."""

    def owed(self) -> bool:
        """Whether a notice became owed since this was last asked, so that delivering is due at once."""


class Program:
    """The services over one database, without channels: the courier hands every push to the world."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        workshop: Workshop,
        library: Callable[[], Library],
        now: Clock,
        courier: Courier,
    ) -> None:
        self.database = database
        self._assistant = Assistant(database, vault, workshop, library, now)
        self._delivery = Delivery(database, {courier.channel: courier}, library, compose, now)
        self._keeper = Timekeeper(database, self._delivery, library, now, vault)
        self._assistant.wake = self._wake
        self._owed = False

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        """Takes one arrival and returns, after the commit, what to show."""
        return await self._assistant.turn(arrival)

    async def tick(self, name: Tick) -> None:
        """Runs one tick of the clock; delivering goes on until nothing more can be sent now."""
        await self._keeper.run_tick(name)
        await self._delivery.drain()

    async def next_due(self) -> datetime | None:
        """When the next notice is or was due."""
        return await self.database.turn(lambda u: u.backlog.oldest())

    def owed(self) -> bool:
        """Whether a notice became owed since this was last asked."""
        owed, self._owed = self._owed, False
        return owed

    async def close(self, patience: float = 5.0) -> None:
        """Lets what is being sent end, then closes the database."""
        await self._delivery.close(patience)
        self.database.close()

    def _wake(self) -> None:
        self._owed = True
