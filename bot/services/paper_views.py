"""Pages as pictures: who may look at which and why, every look by an official written down, and what stands over it."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from bot.overlays import Overlay
from bot.ports import Chat, File, Leaf, Unworked, Workshop
from bot.services.desk import for_desk
from bot.services.inbox.answering import shared_page
from bot.services.owned import mine
from bot.services.visit import Visit
from bot.services.visit import visit as visit_of
from content.catalog import Library
from flows.authority import Act
from flows.calendar import local
from flows.looking import reason_to_look
from flows.marks import marks_in
from storage.records import Document, DossierRecord
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault

log = logging.getLogger("motcua.papers")


@dataclass(frozen=True, slots=True)
class View:
    """One page to be drawn with what stands over it."""

    document: Document
    page: int
    overlay: Overlay


def wanted(u: UnitOfWork, library: Library, chat: Chat, file_id: str, now: datetime) -> View | None:
    """What an attachment's id stands for, if this chat may have it; an official's look is logged with its reason."""
    seat = u.people.at(chat.channel, chat.address)
    if seat is None:
        return None
    here = visit_of(u, library, now, seat, "")
    match file_id.split(":"):
        case ["look", document, page, grid, why] if page.isdecimal() and len(page) < 4:
            return _look(here, document, int(page), grid == "1", why)
        case ["mark", reference, number] if number.isdecimal() and len(number) < 8:
            return _marked(here, reference, int(number))
        case ["opinion", tag, document, page] if page.isdecimal() and len(page) < 4:
            return _shared(here, tag, document, int(page))
        case [document]:
            return _look(here, document, 0, False, "")
    return None


def _look(here: Visit, document_id: str, page: int, grid: bool, why: str) -> View | None:
    """A page for an official of the field."""
    document = here.u.documents.get(document_id)
    record = here.u.dossiers.get(document.dossier_id) if document and document.dossier_id is not None else None
    if document is None or record is None or document.safety == "held":
        return None
    if not _logged(here, record, f"document:{document.id}", why):
        return None
    return View(document, page, Overlay(_words(here, record, official=True), grid))


def _shared(here: Visit, tag: str, document_id: str, page: int) -> View | None:
    """A page shared with a question to another unit, for who is asked."""
    found = shared_page(here, tag, document_id, page)
    return None if found is None else View(found[0], page, Overlay(_words(here, found[1], official=True)))


def _marked(here: Visit, reference: str, number: int) -> View | None:
    """The picture that a mark is about, with its circle: for whoever sent it, and for officials of the field."""
    own = mine(here, reference)
    found = (own, None) if own is not None else for_desk(here, reference, Act.OPEN_PAPER)
    if found is None:
        return None
    record = found[0]
    mark = next((one for one in marks_in(here.u.dossiers.events(record.id)) if one.number == number), None)
    if mark is None or mark.right or not mark.documents:
        return None
    document = here.u.documents.get(mark.spot.document if mark.spot else mark.documents[0])
    if document is None or document.dossier_id != record.id or (own is None and document.safety == "held"):
        return None
    if own is None and not _logged(here, record, f"document:{document.id}", ""):
        return None
    words = _words(here, record, official=own is None)
    return View(
        document, mark.spot.page if mark.spot else 0, Overlay(words, circle=mark.spot.box if mark.spot else None)
    )


def _logged(here: Visit, record: DossierRecord, what: str, why: str) -> bool:
    """Whether this person may look, for the reason at hand or one they named; it is written down."""
    reason = reason_to_look(record.dossier, why)
    if not reason or for_desk(here, record.reference, Act.OPEN_PAPER) is None:
        return False
    here.u.views.log(here.person, record.id, what, reason, here.now)
    return True


def _words(here: Visit, record: DossierRecord, *, official: bool) -> str:
    """Whose file it serves, and which official looks on which day; in Vietnamese, for what it is to prove here."""
    number = next((one.id for one in here.staff()), 0) if official else 0
    params = {"reference": record.reference, "number": number or "", "day": local(here.now)}
    return here.library.wording.say("papers.watermark", "vi", params)


async def drawn(workshop: Workshop, vault: Vault, view: View) -> File | None:
    """The page as it is shown; None when it is gone, or cannot be drawn."""
    document = view.document
    try:
        data = await asyncio.to_thread(vault.read, document.id, document.wrapped_key)
        leaf = Leaf(data, document.media_type, document.turn)
        return File(await workshop.preview(leaf, view.page, overlay=view.overlay), document.id, "image/jpeg")
    except (FileNotFoundError, Unworked) as error:
        log.warning("document %s cannot be shown: %s", document.id, type(error).__name__)
        return None
