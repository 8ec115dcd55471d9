"""Looking again at what could not be judged or scanned when it came; run by the clock, a few files at a time."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.ports import Judgement, Scanner, Unfit, Unworked, Workshop
from bot.services.coaching import verdict
from flows.answers import Data, Gathered
from storage.database import Database
from storage.records import Document
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault

AGAIN = timedelta(minutes=1)
_AT_ONCE = 8
PDF = "application/pdf"

log = logging.getLogger("motcua.inspecting")


async def inspect(database: Database, vault: Vault, workshop: Workshop, scanner: Scanner | None, now: datetime) -> int:
    """Scans what is held, judges what is unjudged; returns how many files were looked at.

    What is held stays so until the scanner itself calls it clean; infected files are removed and their owner is told.
    """
    waiting = await database.turn(lambda u: u.documents.waiting(now, _AT_ONCE))
    for document in waiting:
        await _inspect_one(database, vault, workshop, scanner, document, now)
    return len(waiting)


async def _inspect_one(
    database: Database, vault: Vault, workshop: Workshop, scanner: Scanner | None, document: Document, now: datetime
) -> None:
    try:
        data = await asyncio.to_thread(vault.read, document.id, document.wrapped_key)
    except FileNotFoundError:
        log.error("the file of document %s is gone", document.id)
        await database.turn(lambda u: u.documents.look_at(document.id, None))
        return
    safety = await _scanned(scanner, document, data)
    found = None if safety == "infected" else await _judged(workshop, document, data)
    await database.turn(lambda u: settle(u, document, safety, found, now))
    if safety == "infected" or isinstance(found, Unfit):
        await asyncio.to_thread(vault.destroy, document.id)


async def _scanned(scanner: Scanner | None, document: Document, data: bytes) -> str:
    if document.safety != "held":
        return document.safety
    said = await scanner.scan(data) if scanner is not None else "unknown"
    return "held" if said == "unknown" else said


async def _judged(workshop: Workshop, document: Document, data: bytes) -> Judgement | Unfit | None:
    """What the coach says now; None where there is nothing to judge, or still no time."""
    if document.verdict is not None or document.media_type == PDF:
        return None
    try:
        return await workshop.judge(data)
    except Unworked:
        return None


def settle(u: UnitOfWork, document: Document, safety: str, found: Judgement | Unfit | None, now: datetime) -> None:
    """Writes down what was found out about a document, and tells its owner where something is to be done."""
    known = u.documents.get(document.id)
    if known is None:
        return  # removed meanwhile
    if safety == "infected" or isinstance(found, Unfit):
        remove_page(u, known, "file_infected" if safety == "infected" else "page_broken", now)
        return
    told: dict[str, Data] | None = None if found is None else verdict(found)
    said = known.verdict if told is None else told
    u.documents.judge(known.id, known.turn if found is None else found.turn, said, safety)
    unjudged = said is None and known.media_type != PDF
    u.documents.look_at(known.id, now + AGAIN if safety == "held" or unjudged else None)
    if found is not None and found.faults and known.draft_id is not None:
        _tell(u, known, "photo_tip", now)


def remove_page(u: UnitOfWork, document: Document, kind: str, now: datetime) -> None:
    """Takes a page out of its draft, so that it is asked for again, or out of its file."""
    draft = u.drafts.get(document.draft_id) if document.draft_id is not None else None
    before = draft.session.answers.get(document.key) if draft is not None else None
    if draft is not None and isinstance(before, Gathered):
        rest = tuple(page for page in before.items if page != document.id)
        left = Gathered(rest, done=before.done and bool(rest))
        u.drafts.save(draft, draft.session.with_answer(document.key, left), now)
    _tell(u, document, kind, now)
    if document.dossier_id is not None:  # its officials are told when and why
        u.retention.note(document, kind, now)
    u.documents.remove((document.id,))
    log.warning("document %s was removed: %s", document.id, kind)


def _tell(u: UnitOfWork, document: Document, kind: str, now: datetime) -> None:
    draft = u.drafts.get(document.draft_id) if document.draft_id is not None else None
    procedure = draft.session.procedure if draft is not None and ":" not in draft.session.procedure else None
    about: dict[str, Data] = {} if procedure is None else {"procedure": procedure}
    u.outbox.owe(
        f"{kind}:{document.id}",
        document.owner_person,
        kind,
        about,
        now=now,
        dossier_id=document.dossier_id,
        reply=True,
    )
