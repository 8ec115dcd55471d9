"""Giving out attachments: each is looked up anew by who asks for it, and made when it is asked for."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.ports import Chat, Clock, File, Unworked, Workshop
from bot.services import areas
from bot.services.area import Drawing, Reckoned
from bot.services.attachments import Found, find_file, qr_code
from bot.services.form_files import KINDS, Order, order
from bot.services.paper_files import KIND, PDF, binding
from bot.services.paper_views import drawn, wanted
from bot.services.served import as_sent, leaf_of
from bot.services.voice import Voice
from content.catalog import Library
from content.forms.filling import inputs
from storage.database import Database
from storage.vault import Vault

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
        words = self._serves(found.only_for) if found.only_for else ""
        return await as_sent(self._vault, self._workshop, found, words)

    def _serves(self, reference: str) -> str:
        """What is written across pictures of an identity card."""
        return Voice(self._library(), "vi").say("cards.watermark", {"reference": reference})

    async def _bound(self, chat: Chat, file_id: str, now: datetime) -> File | None:
        """All pages of a paper as one PDF, made when it is asked for; larger than the portal takes if it must be."""
        library = self._library()
        found = await self._database.turn(lambda u: binding(u, library, chat, file_id, now))
        if found is None:
            return None
        pages = found.paper.pages
        words = self._serves(found.reference)
        leaves = [await leaf_of(self._vault, self._workshop, page, words if page.identity else "") for page in pages]
        try:
            data = await self._workshop.bind(leaves, found.most)
        except Unworked:
            _LOG.warning("%d pages do not fit into %d bytes", len(leaves), found.most)
            data = await self._workshop.bind(leaves, sum(len(leaf.data) for leaf in leaves) + found.most)
        return File(data, found.paper.name, PDF)

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
