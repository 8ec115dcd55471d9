"""A simulation as a whole: a scenario played on a data directory, and what came of it in numbers."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from bot.ports import Card, Workshop
from bot.services.people import appoint
from bot.simulation.fates import Fate, draw
from bot.simulation.program import Program
from bot.simulation.scenario import Scenario
from bot.simulation.town import Town
from bot.simulation.world import World
from content.catalog import Library
from flows.deadlines import Calendar, instant
from flows.dossier import Role
from storage.database import Database
from storage.records_staff import Appointment
from storage.vault import Vault

_PEOPLE_A_FILE = 0.7


@dataclass(frozen=True, slots=True)
class Play:
    """What is to be played: files and their fates between two days, both included, as chance wills with this seed."""

    fates: tuple[Fate, ...]
    photos: int
    first: date
    last: date
    seed: int


def prepare(scenario: Scenario, first: date, last: date, seed: int, calendar: Calendar) -> Play:
    """Draws what a scenario leaves to chance; raises BadScenario when it does not fit between the days."""
    fates = draw(scenario, first, last, calendar, Random(f"{seed}/fates"))
    return Play(fates, scenario.photos, first, last, seed)


@dataclass(frozen=True, slots=True)
class Played:
    """How much happened."""

    files: int
    turns: int
    pushes: int


class _TownCourier:
    """Hands every push to the town."""

    channel = "web"

    def __init__(self, town: Town) -> None:
        self._town = town

    async def deliver(self, address: str, card: Card) -> None:
        """The card is at its reader's."""
        self._town.receive(address, card)


async def play(what: Play, database: Database, vault: Vault, workshop: Workshop, library: Library) -> Played:
    """Plays it through the real services, to the end of the last day."""
    world = World(library.calendar, instant(what.first, time(6)))
    town = Town(world, library, what.seed, max(20, round(len(what.fates) * _PEOPLE_A_FILE)))
    program = Program(database, vault, workshop, lambda: library, world.clock, _TownCourier(town))
    world.play_on(program)

    async def code(role: Role, places: tuple[str, ...]) -> str:
        offers = Appointment(role, hamlets=places) if role is Role.HELPER else Appointment(role, places)
        return await database.turn(lambda u: appoint(u, offers, world.now))

    try:
        await town.settle(code)
        town.expect(what.fates, what.photos)
        await world.run(instant(what.last + timedelta(days=1), time()))
    finally:
        await program.close()
    return Played(len(town.register.files), world.turns, town.pushes)
