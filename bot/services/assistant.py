"""The whole program behind one door: an arrival in, cards out, one transaction between."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.overlays import Overlay
from bot.ports import (
    Arrival,
    Card,
    Chat,
    Clock,
    File,
    Leaf,
    Pressed,
    Scanner,
    Sent,
    Taken,
    Unfit,
    Unusable,
    Unworked,
    Workshop,
)
from bot.services import areas
from bot.services.area import Reckoned
from bot.services.attachments import Found, find_file, qr_code
from bot.services.card_photos import CardPhoto, awaited, photographed
from bot.services.dialogue import take
from bot.services.earlier import VERB
from bot.services.form_files import KINDS, Order, order
from bot.services.paper_files import KIND, PDF, binding
from bot.services.paper_views import drawn, wanted
from bot.services.reusing import judgement_of, to_copy
from bot.services.showing import show
from bot.services.uploads import Copies, Upload, uploads_in
from bot.services.visit import visit
from bot.services.voice import Voice
from content.catalog import Library
from content.forms.filling import inputs
from storage.database import Database
from storage.errors import Conflict
from storage.records import Document
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault

_LONGEST = 2_400  # pixels of a page as it is shown: all of it can be read
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
            card, kept, owes = await self._apply(arrival, upload)
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
        now = self._clock()
        if file_id.startswith("qr:"):
            return qr_code(file_id.removeprefix("qr:"), self._link)
        if file_id.partition(":")[0] in KINDS:
            return await self._printed(chat, file_id, now)
        if file_id.partition(":")[0] == KIND:
            return await self._bound(chat, file_id, now)
        if file_id.partition(":")[0] == areas.KIND:
            return await self._errand(chat, file_id, now)
        found = await self._database.turn(lambda u: find_file(u, chat, file_id))
        if found is not None:
            return await self._as_sent(found)
        library = self._library()
        view = await self._database.turn(lambda u: wanted(u, library, chat, file_id, now))
        return None if view is None else await drawn(self._workshop, self._vault, view)

    async def _as_sent(self, found: Found) -> File:
        """A document for who sent it: upright, and for one file only where it shows an identity card."""
        data = await asyncio.to_thread(self._vault.read, found.id, found.wrapped_key)
        photo = found.media_type != PDF
        if not photo or not (found.only_for or found.turn):
            return File(data, found.name, found.media_type)
        shown = await self._shown(Leaf(data, found.media_type, found.turn), found.only_for)
        return File(shown, found.name, "image/jpeg")

    async def _shown(self, leaf: Leaf, only_for: str) -> bytes:
        """A page upright; a picture of an identity card with the one file that it serves written across."""
        words = Voice(self._library(), "vi").say("cards.watermark", {"reference": only_for}) if only_for else ""
        return await self._workshop.preview(leaf, longest=_LONGEST, overlay=Overlay(words) if words else None)

    async def _bound(self, chat: Chat, file_id: str, now: datetime) -> File | None:
        """All pages of a paper as one PDF, made when it is asked for; larger than the portal takes if it must be."""
        library = self._library()
        found = await self._database.turn(lambda u: binding(u, library, chat, file_id, now))
        if found is None:
            return None
        pages = found.paper.pages
        leaves = [await self._leaf(page, found.reference) for page in pages]
        try:
            data = await self._workshop.bind(leaves, found.most)
        except Unworked:
            _LOG.warning("%d pages do not fit into %d bytes", len(leaves), found.most)
            data = await self._workshop.bind(leaves, sum(len(leaf.data) for leaf in leaves) + found.most)
        return File(data, found.paper.name, PDF)

    async def _leaf(self, page: Document, reference: str) -> Leaf:
        data = await asyncio.to_thread(self._vault.read, page.id, page.wrapped_key)
        leaf = Leaf(data, page.media_type, page.turn)
        if not page.identity or page.media_type == PDF:
            return leaf
        return Leaf(await self._shown(leaf, reference), "image/jpeg")

    async def _printed(self, chat: Chat, file_id: str, now: datetime) -> File | None:
        """A form as PDF, filled in from what is on record at this moment."""
        library = self._library()
        found = await self._database.turn(lambda u: order(u, library, chat, file_id, now, self._link))
        return None if found is None else await self._typeset(found)

    async def _errand(self, chat: Chat, file_id: str, now: datetime) -> File | None:
        """What an area of work gives out."""
        library = self._library()
        found = await self._database.turn(lambda u: areas.errand(u, library, chat, file_id, now, self._link))
        match found:
            case Found():
                return await self._as_sent(found)
            case Order():
                return await self._typeset(found)
            case Reckoned(make):
                return await make(self._database)
        return found

    async def _typeset(self, found: Order) -> File:
        library = self._library()
        template = str(library.forms / f"{found.form}.typ")
        data = await self._workshop.typeset(template, inputs(found.data, found.language))
        return File(data, f"{found.name}.pdf", "application/pdf")

    async def _apply(self, arrival: Arrival, upload: Upload | Copies | CardPhoto | None) -> tuple[Card, bool, bool]:
        """One transaction; done once more when somebody else was quicker."""
        library, now, link = self._library(), self._clock(), self._link

        def work(u: UnitOfWork) -> tuple[Card, bool, bool]:
            chat = arrival.chat
            fresh = u.seen.first(chat.channel, arrival.key, now)
            seat = u.people.at(chat.channel, chat.address) or u.people.meet(chat.channel, chat.address, now)
            here = visit(u, library, now, seat, link)
            if not fresh:
                return show(here), False, False
            card = take(here, arrival.what, upload)
            if here.state() != seat.state:
                u.people.save_state(seat.chat_id, here.state())
            if now - seat.used_at > _TOUCH_EVERY:
                u.people.touch(seat.chat_id, now)
            if not seat.reachable:
                u.people.reachable(seat.chat_id)
            return card, here.keeps, here.owes

        try:
            return await self._database.turn(work)
        except Conflict:
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
