"""The town: everybody in it, the files they have, and the play of a scenario from the first day to the last."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from random import Random

from bot.ports import Card
from bot.simulation.fates import Fate
from bot.simulation.office_time import OfficeTime
from bot.simulation.official import Official
from bot.simulation.person import Person
from bot.simulation.register import File, Register
from bot.simulation.resident import Resident
from bot.simulation.world import Course, World
from content.catalog import Library
from flows.dossier import Role

# Gives a code with which one person takes on a role in some fields (a helper: hamlets), as `motcua invite` does.
Invite = Callable[[Role, tuple[str, ...]], Awaitable[str]]


class Town:
    """All people of a commune that use the program, and what they are about to do."""

    def __init__(self, world: World, library: Library, seed: int, residents: int) -> None:
        self.world, self._library, self._seed = world, library, seed
        self.register = Register(library.office.unit_code)
        self.people: dict[str, Person] = {}
        self.pushes = 0
        self._rng = Random(f"{seed}/town")
        self._hours = OfficeTime(world.calendar)
        self._residents = [self._resident(f"resident-{number:04}") for number in range(residents)]
        self._helpers: list[Resident] = []
        self._clerks: dict[str, Official] = {}

    async def settle(self, invite: Invite) -> None:
        """Officials and helpers take on their roles: a clerk for each field, a head, a chairman, helpers by hamlet."""
        for field in sorted({sheet.field for sheet in self._library.procedures.values()}):
            clerk = self._official(f"clerk-{field}", Role.CLERK)
            self._clerks[field] = clerk
            await clerk.open(await invite(Role.CLERK, (field,)))
            self.world.begin(f"{clerk.address}/rounds", clerk.rounds())
        for role in (Role.HEAD, Role.CHAIRMAN):
            await self._official(str(role), role).open(await invite(role, ()))
        for hamlet in self._library.office.hamlets:
            helper = self._resident(f"helper-{hamlet.id}")
            self._helpers.append(helper)
            await helper.open(await invite(Role.HELPER, (hamlet.id,)))

    def expect(self, fates: Iterable[Fate], photos: int) -> None:
        """Puts what is going to happen on everybody's agenda."""
        for fate in fates:
            self.world.begin(f"agenda-{fate.number:05}", self._turn_up(fate, photos), fate.begins)

    def receive(self, address: str, card: Card) -> None:
        """A push arrives at somebody's phone."""
        self.pushes += 1
        self.people[address].receive(card)

    async def _turn_up(self, fate: Fate, photos: int) -> Course:
        """Somebody comes with a need: a resident, or who types for them."""
        crowd = self._helpers if fate.helped else self._residents
        while not (free := [one for one in crowd if fate.procedure not in one.drafts]):
            yield self.world.now + timedelta(minutes=10)
        self._rng.choice(free).file(fate, photos, self._sent)

    def _sent(self, file: File) -> None:
        self.register.files[file.reference] = file

    def _told(self, file: File, what: str) -> None:
        """What residents do because of the desk: they come for the result, think twice, or are told by phone."""
        resident = self.people[file.address]
        if not isinstance(resident, Resident):
            return
        match what:
            case "ready":
                self._clerk_of(file).hand_over(file, self._comes(file))
            case "accepted" if file.fate.ending == "withdrawn":
                resident.withdraw(file)
            case "called":
                resident.hear(file)

    def _comes(self, file: File) -> datetime:
        """When the result is collected: soon by most, days later by who reads no messages, late by a few."""
        days = self._rng.choice((0, 0, 1, 1, 2, 3)) if not file.fate.unread else self._rng.randrange(4, 9)
        if self._rng.random() < 0.03:
            days += 12
        if not days:
            return self.world.now + timedelta(minutes=self._rng.randrange(5, 90))
        return self._hours.days_on(self.world.now, days, self._rng)

    def _clerk_of(self, file: File) -> Official:
        return self._clerks[self._library.procedures[file.fate.procedure].field]

    def _resident(self, address: str) -> Resident:
        resident = Resident(self.world, address, self._seed, self._library, self.register)
        self.people[address] = resident
        return resident

    def _official(self, address: str, role: Role) -> Official:
        official = Official(self.world, address, self._seed, role, self.register, self._told)
        self.people[address] = official
        return official
