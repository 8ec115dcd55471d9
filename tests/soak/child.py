"""The program as a process of its own, that can be killed: commands come over one pipe, pushes go over another."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, assert_never

from bot.imaging.workshop import Workers
from bot.ports import Arrival, Card, Rejected, TryLater, Unreachable
from bot.services.people import invite
from bot.simulation.program import Program, Tick
from content.catalog import Library
from flows.dossier import Role
from storage.database import open_database
from storage.keys import Key
from storage.vault import Vault
from tests.replay import library

# What the other end of the line may answer to a push: it went out, or one of the errors of delivery.
Answer = Literal["out", "later", "broken", "slow", "unreachable", "rejected"]
LOG = "soak.log"
# Loaded once in the process from which the others are forked.
_KNOWN: dict[str, Library] = {name: library(name) for name in ("nam_thanh_mien", "chi_lang_bac")}


@dataclass(frozen=True, slots=True)
class Turn:
    """Take this arrival."""

    arrival: Arrival


@dataclass(frozen=True, slots=True)
class Run:
    """Run this tick."""

    name: Tick


@dataclass(frozen=True, slots=True)
class Invited:
    """Invite to a role, as the command line does."""

    role: Role
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retried:
    """Owe every dead letter again, as `motcua notices retry --all` does."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End in order."""


Command = Turn | Run | Invited | Retried | Leave


@dataclass(frozen=True, slots=True)
class Ordered:
    """A command and the time at which it comes."""

    now: datetime
    command: Command


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command; after a tick, when the next notice is due; after a turn, whether one became owed."""

    cards: tuple[Card, ...] = ()
    due: datetime | None = None
    code: str = ""
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """A card on its way to somebody."""

    address: str
    card: Card


class _Line:
    """The courier: every push is shown at the other end, which says what becomes of it."""

    channel = "web"

    def __init__(self, line: Connection) -> None:
        self._line = line

    async def deliver(self, address: str, card: Card) -> None:
        """Delivers, or raises what the other end wants."""
        # Nothing else is to be done meanwhile, so the loop may wait.
        self._line.send(Push(address, card))
        answer: Answer = self._line.recv()
        match answer:
            case "out":
                return
            case "later":
                raise TryLater(5.0)
            case "broken":
                raise ConnectionError("the line broke")
            case "slow":
                raise TimeoutError
            case "unreachable":
                raise Unreachable
            case "rejected":
                raise Rejected
        assert_never(answer)


@dataclass(slots=True)
class _Clock:
    """The time that came with the last command."""

    now: datetime

    def read(self) -> datetime:
        """The time by the machine's clock."""
        return self.now


def live(commands: Connection, pushes: Connection, folder: Path, office: str, key: Key) -> None:
    """The life of one process: opens what is there, and obeys until it is told to leave, or killed."""
    logging.basicConfig(filename=folder / LOG, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    asyncio.run(_obey(commands, pushes, folder, _KNOWN[office], key))


async def _obey(commands: Connection, pushes: Connection, folder: Path, known: Library, key: Key) -> None:
    clock = _Clock(datetime.min.replace(tzinfo=UTC))
    # A kill loses nothing that the system was given; only a power cut does, and that is not in this weather.
    database = open_database(f"sqlite:///{folder / 'motcua.db'}", key, durable=False)
    workshop = Workers()
    program = Program(database, Vault(folder / "vault", key), workshop, lambda: known, clock.read, _Line(pushes))
    try:
        while True:
            ordered: Ordered = commands.recv()  # between commands the program has nothing to do
            clock.now = ordered.now
            if isinstance(ordered.command, Leave):
                return
            commands.send(await _carry_out(program, ordered.command, clock.now))
    finally:
        workshop.close()
        await program.close()


async def _carry_out(program: Program, command: Command, now: datetime) -> Done:
    match command:
        case Turn(arrival):
            cards = await program.turn(arrival)
            return Done(cards, owed=program.owed())
        case Run(name):
            await program.tick(name)
            return Done(due=await program.next_due())
        case Invited(role, fields):
            return Done(code=await program.database.turn(lambda u: invite(u, role, fields, now)))
        case Retried():
            dead = await program.database.turn(lambda u: u.backlog.dead())
            await program.database.turn(lambda u: [u.backlog.revive(one.id, now) for one in dead])
            return Done()
        case Leave():
            return Done()
    assert_never(command)
