"""An office that keeps papers: people, files with pages in a real vault, and a clock that goes from hour to hour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.callbacks import Act
from bot.clock import Timekeeper
from bot.ports import Card, Sent
from bot.services.delivery import Delivery
from bot.services.notices import compose
from bot.services.retention import WARNING
from bot.services.transitions import keep as keep_move
from content.catalog import load
from flows.answers import Answers, Gathered
from flows.calendar import ZONE
from flows.dossier import Role
from flows.moves import Accept, HandOver, Move, RecordResult
from flows.session import Session
from flows.transition import Moved, move
from storage.database import Database
from storage.keys import Key
from storage.records import DossierRecord, Erasure, Notice
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.bot.clock.office import Recorder
from tests.bot.dossier.village import COPY, Village

LIBRARY = load("nam_thanh_mien")
PAGE = b"\xff\xd8 a page of a paper" * 300
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def at(written: str) -> datetime:
    """A moment of the commune's clock, written `02/03/2026 09:00`."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


class Archive:
    """The village with its clock; `web` is what was pushed."""

    def __init__(self, database: Database, folder: Path, key: Key) -> None:
        self.village = Village(database, LIBRARY, at("02/03/2026 08:30"), folder, key)
        self.vault = Vault(folder / "vault", key)
        self.web = Recorder("web")
        delivery = Delivery(database, {"web": self.web}, lambda: self.village.library, compose, lambda: self.now)
        self.keeper = Timekeeper(database, delivery, lambda: self.village.library, lambda: self.now, self.vault)
        self.database, self.folder = database, folder
        for who, role in (("clerk", Role.CLERK), ("head", Role.HEAD)):
            self.village.hire(who, role)

    @property
    def now(self) -> datetime:
        """The time here."""
        return self.village.now

    def files(self) -> set[str]:
        """The names of the files in the vault."""
        return {path.name for path in (self.folder / "vault").rglob("*") if path.is_file()}

    def pages(self, record: DossierRecord) -> list[str]:
        """The ids of the pages that a file has."""
        return [page.id for page in self.database.run(lambda u: u.documents.of_dossier(record.id))]

    def erased(self, record: DossierRecord) -> tuple[Erasure, ...]:
        """What was erased of a file."""
        return self.database.run(lambda u: u.retention.of_dossier(record.id))

    def warnings(self, record: DossierRecord) -> list[Notice]:
        """The warnings owed about a file."""
        return [one for one in self.database.run(lambda u: u.outbox.of_dossier(record.id)) if one.kind == WARNING]

    async def sends(self, who: str, pages: int = 2, cards: int = 0) -> DossierRecord:
        """A file with so many pages, and pictures of an identity card among them."""
        village, person = self.village, self.village.person(who)
        stored = [self.vault.write(PAGE) for _ in range(pages + cards)]
        ids = tuple(one.id for one in stored)
        answers: Answers = {**COPY, "original_photo": Gathered(ids, done=True)}
        sheet = village.library.procedures["certify_copy"]

        def begin(u: UnitOfWork) -> str:
            draft = u.drafts.create(person, Session("certify_copy", sheet.version, answers), self.now)
            for place, one in enumerate(stored):
                about = (one.id, person, draft.id, "original_photo")
                u.documents.add(
                    *about,
                    media_type="image/jpeg",
                    size=len(PAGE),
                    sha256="ab" * 32,
                    name="a.jpg",
                    wrapped_key=one.wrapped_key,
                    now=self.now,
                    identity=place >= pages,
                )
            return draft.tag

        await village.press(who, Act(self.database.run(begin), "send"))
        return village.files()[-1]

    def moves(self, record: DossierRecord, *moves: Move) -> DossierRecord:
        """Moves of the desk, one after the other, all legal."""
        for what in moves:
            self.database.run(partial(self._move, id=record.id, what=what))
        return self.village.file(record.reference)

    def _move(self, u: UnitOfWork, id: int, what: Move) -> None:
        record = u.dossiers.get(id)
        assert record is not None
        moved = move(record.dossier, what, Role.CLERK, self.now, LIBRARY.law)
        assert isinstance(moved, Moved), moved
        keep_move(u, LIBRARY, record, moved, None, Role.CLERK, self.now)

    def hands_over(self, record: DossierRecord) -> DossierRecord:
        """A file accepted, done and handed over."""
        return self.moves(record, Accept(), RecordResult(), HandOver("signed"))

    def reads(self, record: DossierRecord) -> None:
        """Its owner reads whatever was sent about a file."""
        self.database.run(lambda u: u.reach.read_file(record.id, self.now, "tap"))

    async def waits(self, until: datetime, step: timedelta = DAY) -> None:
        """Lets the clock go on in steps, everything that is due happening at each."""
        while self.now < until:
            self.village.now = min(until, self.now + step)
            await self.keeper.run_all_ticks()

    def shorten(self, rule: str, keep: timedelta) -> None:
        """Takes other rules into use, as a reload does: one of them keeps papers less long."""
        schedule = self.village.library.schedule
        terms = (replace(one, keep=keep) if one.id == rule else one for one in schedule.rules.terms)
        shorter = replace(schedule, rules=replace(schedule.rules, terms=tuple(terms)))
        self.village.library = replace(self.village.library, schedule=shorter)

    async def uploads(self, who: str, data: bytes) -> Card:
        """A photo sent in the conversation."""
        return await self.village.does(who, Sent(data))


def labels(card: Card) -> Sequence[str]:
    """The labels of a card's buttons."""
    return [button.label for row in card.rows for button in row]
