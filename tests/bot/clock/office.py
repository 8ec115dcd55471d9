"""A small office for the tests: a real database, the shipped content, couriers that record, a clock that is moved."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.ports import Card, Courier, Rejected
from bot.services.delivery import Delivery
from bot.services.owing import owe
from content.catalog import Library, load
from flows.answers import Answers
from flows.calendar import ZONE
from flows.dossier import Dossier, Role, State
from flows.moves import Move
from flows.session import Session
from flows.transition import Moved, move
from storage.database import Database, open_database
from storage.keys import Key
from storage.records import DossierRecord, Draft, NewDossier, Notice, Seat
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork

LIBRARY = load("nam_thanh_mien")
PROCEDURE = "birth_registration"


def at(written: str) -> datetime:
    """A moment of the commune's clock, written `02/03/2026 09:00`."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


@dataclass
class Recorder:
    """A courier that keeps what it delivers; `faults` are raised first, one an attempt; `hung` never returns."""

    channel: str
    delivered: list[tuple[str, Card]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    refuses: str = ""
    hung: bool = False
    attempts: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, address: str, card: Card) -> None:
        self.attempts += 1
        if self.hung:
            await asyncio.Event().wait()
        if self.faults:
            raise self.faults.pop(0)
        if self.refuses and self.refuses in card.text:
            raise Rejected
        self.delivered.append((address, card))
        self.arrived.set()

    async def until(self, count: int) -> None:
        """Waits until so many messages were delivered in all."""
        async with asyncio.timeout(5):
            while len(self.delivered) < count:
                await self.arrived.wait()
                self.arrived.clear()

    def texts(self) -> list[str]:
        return [card.text for _, card in self.delivered]


def compose(_u: UnitOfWork, _library: Library, notice: Notice, _seat: Seat, _now: datetime) -> Card | None:
    """Says the kind of the notice; `text` in its params stands for other words, `gone` and `broken` for trouble."""
    match notice.params.get("text", notice.kind):
        case "gone":
            return None
        case "broken":
            raise KeyError("notices.unknown")
        case text:
            return Card(str(text), kind="notice")


KEY = Key(bytes(range(32)))


@dataclass
class Town:
    """The office with its people; `now` is moved by the tests."""

    database: Database
    now: datetime
    web: Recorder = field(default_factory=lambda: Recorder("web"))
    telegram: Recorder = field(default_factory=lambda: Recorder("telegram"))
    doomed: Courier | None = None
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        couriers: dict[str, Courier] = {"web": self.doomed or self.web, "telegram": self.telegram}
        self.delivery = Delivery(self.database, couriers, lambda: LIBRARY, compose, lambda: self.now)

    async def person(self, address: str, channel: str = "web") -> int:
        """Somebody who has used this channel."""
        return (await self.database.turn(lambda u: u.people.meet(channel, address, self.now))).person.id

    async def second_seat(self, person: int, channel: str, address: str) -> None:
        """Another chat of the same person, used later than the first."""
        self.now += timedelta(minutes=20)
        seat = await self.database.turn(lambda u: u.people.meet(channel, address, self.now))
        await self.database.turn(lambda u: u.people.join(seat.chat_id, person))

    async def official(self, address: str, field_: str, role: Role = Role.SPECIALIST) -> int:
        """An official of one field."""
        person = await self.person(address)
        code = address.encode().hex()

        def hire(u: UnitOfWork) -> None:
            u.staff.invite(Appointment(role, (field_,)), code, self.now + timedelta(days=1), self.now, None)
            u.staff.redeem(code, person, self.now)

        await self.database.turn(hire)
        return person

    async def owe(
        self, person: int, text: str, kind: str = "greeting", *, urgent: bool = False, reply: bool = False
    ) -> None:
        """A notice due now whose words are `text`."""
        dedupe = f"{kind}:{text}:{person}"
        await self.database.turn(
            lambda u: u.outbox.owe(dedupe, person, kind, {"text": text}, now=self.now, urgent=urgent, reply=reply)
        )

    async def deliver(self) -> None:
        """One tick, until all that it began is marked."""
        await self.delivery.tick()
        await self.delivery.drain()

    async def notices(self, person: int) -> dict[str, Notice]:
        """The person's notices by their words."""
        long_ago = self.now - timedelta(days=400)
        found = await self.database.turn(lambda u: u.outbox.of_person_since(person, long_ago))
        return {str(notice.params.get("text", notice.kind)): notice for notice in found}

    async def all_of(self, person: int) -> tuple[Notice, ...]:
        """All that the person was ever owed."""
        long_ago = self.now - timedelta(days=400)
        return await self.database.turn(lambda u: u.outbox.of_person_since(person, long_ago))

    async def kinds(self, person: int) -> list[tuple[str, str]]:
        """Kind and state of all that the person was ever owed."""
        return [(notice.kind, notice.state) for notice in await self.all_of(person)]

    async def dossier(self, person: int, term: str = "5wd", answers: Answers | None = None) -> DossierRecord:
        """A dossier sent in now."""
        sheet = LIBRARY.procedures[PROCEDURE]
        sent = Dossier(State.CHO_TIEP_NHAN, self.now, term)

        def open_it(u: UnitOfWork) -> DossierRecord:
            u.contents.keep(sheet.procedure.version, PROCEDURE, "{}")
            new = NewDossier(
                "HS-", PROCEDURE, sheet.procedure.version, sheet.field, "", person, person, "web", sent, answers or {}
            )
            return u.dossiers.open(new, self.now)

        return await self.database.turn(open_it)

    async def move(self, record: DossierRecord, wanted: Move, role: Role = Role.SPECIALIST) -> DossierRecord:
        """A legal move, made and kept, with the notice it owes to the resident."""
        moved = move(record.dossier, wanted, role, self.now, LIBRARY.law)
        assert isinstance(moved, Moved), moved

        def keep(u: UnitOfWork) -> DossierRecord:
            saved = u.dossiers.save(record, moved.dossier, self.now)
            seq = u.dossiers.append(record.id, moved.event, None, role, self.now, moved.data)
            if moved.notice:
                owe(u, saved, moved.notice, seq, moved.data, self.now)
            return saved

        return await self.database.turn(keep)

    async def draft(self, person: int, procedure: str = PROCEDURE) -> Draft:
        """A procedure begun now."""
        session = Session(procedure, "1")
        return await self.database.turn(lambda u: u.drafts.create(person, session, self.now))


@asynccontextmanager
async def town(directory: Path, moment: str, doomed: Courier | None = None) -> AsyncIterator[Town]:
    """A town over a database in this directory, at this moment; `doomed` takes the place of the web's courier."""
    database = open_database(f"sqlite:///{directory / 'motcua.db'}", KEY)
    here = Town(database, at(moment), doomed=doomed)
    try:
        yield here
    finally:
        await here.delivery.close(0.1)
        database.close()
