"""The whole program behind one door: an arrival in, cards out, one transaction between."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.ports import (
    Arrival,
    Card,
    Chat,
    Clock,
    File,
    Pressed,
    Scanner,
    Sent,
    Taken,
    Unfit,
    Unusable,
    Workshop,
)
from bot.services.card_photos import CardPhoto, awaited, photographed
from bot.services.dialogue import take
from bot.services.earlier import VERB
from bot.services.giving import Giving
from bot.services.reusing import judgement_of, to_copy
from bot.services.showing import show
from bot.services.uploads import Copies, Upload, uploads_in
from bot.services.visit import Later, visit
from bot.services.voice import Voice
from content.catalog import Library
from storage.database import Database
from storage.errors import Conflict
from storage.records import Document
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault

# What came of a turn: the card, whether what was sent was kept, whether a notice is owed, what is still to be done.
Applied = tuple[Card, bool, bool, Later | None]
_TOUCH_EVERY = timedelta(minutes=10)
_LOG = logging.getLogger("motcua.assistant")


class Assistant:
    """Takes turns: one arrival, one transaction; what comes twice is applied once and answered again."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        workshop: Workshop,
        library: Callable[[], Library],
        clock: Clock,
        link: str = "",
        scanner: Scanner | None = None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._workshop = workshop
        self._library = library
        self._clock = clock
        self._link = link
        self._scanner = scanner
        self._giving = Giving(database, vault, workshop, library, clock, link)
        self.wake: Callable[[], None] = lambda: None  # called after a turn in which a notice became owed

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        """Takes one arrival; returns, after the commit, what to show; what fails here is logged by its code only."""
        upload: Upload | Copies | CardPhoto | None = None
        try:
            if isinstance(sent := arrival.what, Sent) and await self._awaits_card(arrival):
                upload = photographed(await self._workshop.read_card(sent.data), arrival.message)
            elif isinstance(sent, Sent):
                taken, safety = await asyncio.gather(self._workshop.take(sent.data), self._scanned(sent.data))
                if safety == "infected":
                    taken = Unfit("file_infected")
                if isinstance(taken, Unfit):
                    arrival = replace(arrival, what=Unusable(taken.code))
                else:
                    upload = await asyncio.to_thread(self._store, sent, taken, safety)
            elif isinstance(pressed := arrival.what, Pressed) and f":{VERB}:" in pressed.data:
                upload = await self._copied(arrival.chat, pressed.data)
            card, kept, owes, later = await self._apply(arrival, upload)
            if later is not None:
                card = await self._finished(arrival.chat, later)
        except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes an apology
            _LOG.error("turn failed: channel=%s error=%s", arrival.chat.channel, type(error).__name__)
            _LOG.debug("turn failed", exc_info=error)
            card, kept, owes = self._trouble(), False, False
        for one in () if kept else uploads_in(upload):
            await asyncio.to_thread(self._vault.destroy, one.id)
        if owes:
            self.wake()
        return (card,)

    async def file(self, chat: Chat, file_id: str) -> File | None:
        """An attachment that this chat may see, the view logged; None if it may not or it is gone."""
        return await self._giving.file(chat, file_id)

    async def _apply(self, arrival: Arrival, upload: Upload | Copies | CardPhoto | None) -> Applied:
        """One transaction; done once more when somebody else was quicker."""
        library, now, link = self._library(), self._clock(), self._link

        def work(u: UnitOfWork) -> Applied:
            chat = arrival.chat
            fresh = u.seen.first(chat.channel, arrival.key, now)
            seat = u.people.at(chat.channel, chat.address) or u.people.meet(chat.channel, chat.address, now)
            here = visit(u, library, now, seat, link)
            here.message = arrival.message
            if not fresh:
                return show(here), False, False, None
            card = take(here, arrival.what, upload)
            if here.state() != seat.state:
                u.people.save_state(seat.chat_id, here.state())
            if now - seat.used_at > _TOUCH_EVERY:
                u.people.touch(seat.chat_id, now)
            if not seat.reachable:
                u.people.reachable(seat.chat_id)
            return card, here.keeps, here.owes, here.later

        try:
            return await self._database.turn(work)
        except Conflict:
            return await self._database.turn(work)

    async def _finished(self, chat: Chat, later: Later) -> Card:
        """What takes long, done beside other people's turns, and then what is shown of it."""
        code, library, now = await later.work(self._database), self._library(), self._clock()

        def work(u: UnitOfWork) -> Card:
            seat = u.people.at(chat.channel, chat.address) or u.people.meet(chat.channel, chat.address, now)
            here = visit(u, library, now, seat, self._link)
            card = later.shown(here, code)
            u.people.save_state(seat.chat_id, here.state())
            return card

        return await self._database.turn(work)

    async def _awaits_card(self, arrival: Arrival) -> bool:
        library, now = self._library(), self._clock()
        return await self._database.turn(lambda u: awaited(u, library, arrival.chat, now))

    async def _copied(self, chat: Chat, data: str) -> Copies | None:
        """Copies of the pages that a button asks to use again, written before there is any record of them."""
        library, now = self._library(), self._clock()
        pages = await self._database.turn(lambda u: to_copy(u, library, chat, data, now))
        return Copies(tuple([await asyncio.to_thread(self._copy, page) for page in pages])) if pages else None

    def _copy(self, page: Document) -> Upload:
        stored = self._vault.write(self._vault.read(page.id, page.wrapped_key))
        about = (page.media_type, page.size, page.sha256, page.name, None, 0)
        found = (replace(judgement_of(page), turn=page.turn), page.safety, page.pages)
        return Upload(stored.id, stored.wrapped_key, *about, *found)

    async def _scanned(self, data: bytes) -> str:
        """Infected, clean, unchecked where there is no scanner, and held where there is one that cannot tell."""
        if self._scanner is None:
            return "unchecked"
        said = await self._scanner.scan(data)
        return "held" if said == "unknown" else said

    def _store(self, sent: Sent, taken: Taken, safety: str) -> Upload:
        """Writes a file into the vault, before there is any record of it."""
        stored = self._vault.write(taken.data)
        digest = hashlib.sha256(taken.data).hexdigest()
        return Upload(
            stored.id,
            stored.wrapped_key,
            taken.media_type,
            len(taken.data),
            digest,
            sent.name,
            sent.album,
            sent.place,
            taken.judgement,
            safety,
            taken.pages,
        )

    def _trouble(self) -> Card:
        return Card(Voice(self._library(), "vi").say("dialogue.trouble"))
