"""Giving out attachments: each is looked up anew by who asks for it, and made when it is asked for."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.overlays import Overlay
from bot.ports import Chat, Clock, File, Leaf, Unworked, Workshop
from bot.services import areas
from bot.services.area import Drawing, Reckoned
from bot.services.attachments import Found, find_file, qr_code
from bot.services.form_files import KINDS, Order, order
from bot.services.paper_files import KIND, PDF, binding
from bot.services.paper_views import drawn, wanted
from bot.services.voice import Voice
from content.catalog import Library
from content.forms.filling import inputs
from storage.database import Database
from storage.records import Document
from storage.vault import Vault

_LONGEST = 2_400  # pixels of a page as it is shown: all of it can be read
_LOG = logging.getLogger("motcua.assistant")


class Giving:
    """Gives out attachments to those who may have them."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        workshop: Workshop,
        library: Callable[[], Library],
        clock: Clock,
        link: str,
    ) -> None:
        self._database = database
        self._vault = vault
        self._workshop = workshop
        self._library = library
        self._clock = clock
        self._link = link

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
            case Drawing(chart, name):
                return File(await self._workshop.chart(chart), name, "image/png", picture=True)
        return found

    async def _typeset(self, found: Order) -> File:
        library = self._library()
        template = str(library.forms / f"{found.form}.typ")
        data = await self._workshop.typeset(template, inputs(found.data, found.language))
        return File(data, f"{found.name}.pdf", "application/pdf")
