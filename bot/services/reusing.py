"""A paper that was sent before, used again with one tap: its pages are copied, so that each file stands alone (F28)."""

from datetime import datetime

from bot.callbacks import Act, unpack
from bot.ports import Card, Chat, Judgement
from bot.services.drafting import happen
from bot.services.earlier import VERB, earlier_pages
from bot.services.standing import asked, current
from bot.services.uploads import Copies
from bot.services.visit import Visit, above
from bot.services.visit import visit as visit_of
from content.catalog import Library
from flows.events import PageSent
from storage.records import Document
from storage.unit_of_work import UnitOfWork


def to_copy(u: UnitOfWork, library: Library, chat: Chat, data: str, now: datetime) -> tuple[Document, ...]:
    """The pages that a button asks to use again, if this person sent them and is asked for that paper now."""
    act, seat = unpack(data), u.people.at(chat.channel, chat.address)
    if seat is None or not isinstance(act, Act) or act.verb != VERB:
        return ()
    here = visit_of(u, library, now, seat, "")
    draft, record = current(here, act.tag), u.dossiers.by_reference(act.key)
    if draft is None or record is None or {record.person_id, draft.person_id} != {here.person}:
        return ()
    if record.procedure != draft.session.procedure:
        return ()
    return earlier_pages(here, record, asked(here, draft))


def reuse(visit: Visit, data: str, copies: Copies) -> Card | None:
    """Puts the copies under the question being asked; the resident still says when that is all."""
    act = unpack(data)
    card: Card | None = None
    for upload in copies.uploads:
        draft = current(visit, act.tag) if isinstance(act, Act) else None
        if draft is None:
            return None
        card = happen(visit, draft, PageSent(upload.id), upload)
    return None if card is None else above(visit.voice.say("coach.reused", {"count": len(copies.uploads)}), card)


def judgement_of(document: Document) -> Judgement:
    """What is known of a page that was good enough once: how it is turned, and its look."""
    look = (document.verdict or {}).get("look")
    return Judgement((), 0, int(look, 16) if isinstance(look, str) else 0)
