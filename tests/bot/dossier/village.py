"""Residents, officials and their files on one database, spoken to through the assistant as any channel does."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.callbacks import Act, Press, pack
from bot.ports import Arrival, Card, Chat, Incoming, Pressed, Said
from bot.services.assistant import Assistant
from bot.services.people import hashed, invite
from content.catalog import Library
from flows.answers import Answers
from flows.dossier import Role, State
from flows.session import Session
from storage.database import Database
from storage.keys import Key
from storage.records import DossierRecord, EventRecord
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.workshop import WORKSHOP

COPY: Answers = {
    "need": "paper",
    "state": "ok",
    "language": "vietnamese",
    "pages": 2,
    "copies": 3,
    "original_photo": None,
    "name": "Trần Thị Hoa",
    "phone": None,
}
SINGLE: Answers = {
    "applicant": "self",
    "purpose": "land",
    "status": "never",
    "communes": "one",
    "issued_before": "first",
    "filing": "desk",
    "exempt": "none",
    "name": "Nguyễn Văn Bình",
    "born": "1995-08-20",
    "number": "030095001234",
    "address": ("clb1", ""),
    "purpose_text": "Chuyển nhượng thửa đất số 12",
    "sheets": 1,
    "phone": "0912345678",
}


@dataclass
class Village:
    """The people of one database; `now` is moved by the tests, `library` may be swapped as a reload does."""

    database: Database
    library: Library
    now: datetime
    folder: Path
    key: Key
    cards: dict[str, Card] = field(default_factory=dict)
    keys: "count[int]" = field(default_factory=lambda: count(1))
    assistant: Assistant = field(init=False)

    def __post_init__(self) -> None:
        vault = Vault(self.folder / "vault", self.key)
        self.assistant = Assistant(self.database, vault, WORKSHOP, lambda: self.library, lambda: self.now)

    def person(self, who: str) -> int:
        """The person at an address, met if need be."""
        return self.database.run(lambda u: _met(u, who, self.now))

    def hire(self, who: str, role: Role, *fields: str) -> None:
        """Gives a role by invitation."""
        person = self.person(who)
        code = self.database.run(lambda u: invite(u, role, fields, self.now))
        self.database.run(lambda u: u.staff.redeem(hashed(code), person, self.now))

    async def does(self, who: str, what: Incoming) -> Card:
        """One arrival and the card that answers it."""
        cards = await self.assistant.turn(Arrival(Chat("web", who), f"k{next(self.keys)}", what))
        self.cards[who] = cards[-1]
        return cards[-1]

    async def press(self, who: str, press: Press) -> Card:
        """A button, perhaps of an old card."""
        return await self.does(who, Pressed(pack(press)))

    async def say(self, who: str, text: str) -> Card:
        """Typed words."""
        return await self.does(who, Said(text))

    async def send(self, who: str, procedure: str = "certify_copy", answers: Answers = COPY) -> DossierRecord:
        """A file filled in and sent; returns its record."""
        person, sheet = self.person(who), self.library.procedures[procedure]
        before = {record.id for record in self.files()}
        session = Session(procedure, sheet.version, answers)
        draft = self.database.run(lambda u: u.drafts.create(person, session, self.now))
        card = await self.press(who, Act(draft.tag, "send"))
        fresh = [record for record in self.files() if record.id not in before]
        assert len(fresh) == 1, card.text
        return fresh[0]

    def files(self) -> tuple[DossierRecord, ...]:
        """Every file, the oldest first."""
        return self.database.run(lambda u: u.dossiers.in_states(tuple(State), None, 1000))

    def file(self, reference: str) -> DossierRecord:
        """A file as it is now."""
        found = self.database.run(lambda u: u.dossiers.by_reference(reference))
        assert found is not None
        return found

    def events(self, record: DossierRecord) -> tuple[EventRecord, ...]:
        """The log of a file."""
        return self.database.run(lambda u: u.dossiers.events(record.id))

    def kinds(self, record: DossierRecord) -> list[str]:
        """The kinds of all notices owed about a file."""
        return [notice.kind for notice in self.database.run(lambda u: u.outbox.of_dossier(record.id))]


def _met(u: UnitOfWork, who: str, now: datetime) -> int:
    seat = u.people.meet("web", who, now)
    if not seat.person.form:
        u.people.settle(seat.person.id, form="any")
    return seat.person.id
