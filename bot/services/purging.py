"""Purging: what was only needed for a while is deleted on a schedule that people were told about."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.services.draft_keys import of_dossier
from bot.services.paging import PAGE
from bot.services.reports.stops import note_stop
from bot.services.retention import erase
from bot.services.sent_words import KEPT
from content.catalog import Library
from flows.answers import Data
from flows.reminders import DRAFT_KEPT, WARNED_BEFORE
from storage.database import Database
from storage.records import Draft
from storage.unit_of_work import UnitOfWork

SEEN_KEPT = timedelta(days=7)
HISTORY_KEPT = timedelta(days=90)
TRAFFIC_KEPT = timedelta(days=30)
# Whether a message is really ours is asked for ninety days (N11).
NOTICES_KEPT = KEPT
# The chain of a file, and what its officials see of its notices, outlives the file by this.
CLOSED_KEPT = timedelta(days=180)
# By which rule the pages of drafts go.
DRAFT = "draft"

log = logging.getLogger("motcua.purging")


async def purge(database: Database, now: datetime, library: Library | None = None) -> None:
    """Forgets old updates, web history, notices, counts and expired drafts, each in transactions of its own."""
    await database.turn(lambda u: u.seen.purge(now - SEEN_KEPT))
    await database.turn(lambda u: u.history.purge(now - HISTORY_KEPT))
    await database.turn(lambda u: u.traffic.purge(now - TRAFFIC_KEPT))
    last = await database.turn(lambda u: purge_drafts(u, now, None, library))
    while last is not None:
        last = await database.turn(partial(purge_drafts, now=now, after=last, library=library))
    await purge_notices(database, now)


async def purge_notices(database: Database, now: datetime) -> None:
    """Forgets settled notices: never of a file that is open, or was until lately."""
    free = await _until_none(database, lambda u: u.backlog.forget_free(now - NOTICES_KEPT))
    closed = await _until_none(database, lambda u: u.backlog.forget_closed(now - CLOSED_KEPT))
    if free or closed:
        log.info("forgot %s notices about no file and %s about files long closed", free, closed)


async def _until_none(database: Database, some: Callable[[UnitOfWork], int]) -> int:
    count = 0
    while gone := await database.turn(some):
        count += gone
    return count


def purge_drafts(u: UnitOfWork, now: datetime, after: Draft | None, library: Library | None = None) -> Draft | None:
    """One page of expired drafts; returns after which the next page begins, None at the end.

    A draft goes only when its owner was warned three days ago, or could not be; their pages go with it.
    """
    drafts = u.drafts.idle(now - DRAFT_KEPT, after, PAGE)
    for draft in drafts:
        mere = of_dossier(draft.session.procedure)
        if mere or _warned(u, draft, now):
            # Their files go with the sweep that follows; the keys are gone with the rows.
            erase(u, u.documents.of_draft(draft.id), DRAFT, now)
            u.drafts.delete(draft)
            if not mere:
                _tell(u, draft, now)
            if not mere and library is not None:
                note_stop(u, library, draft, now)
    return drafts[-1] if len(drafts) == PAGE else None


def _tell(u: UnitOfWork, draft: Draft, now: datetime) -> None:
    about: dict[str, Data] = {"procedure": draft.session.procedure}
    u.outbox.owe(f"draft_expired:{draft.id}", draft.person_id, "draft_expired", about, now=now)


def _warned(u: UnitOfWork, draft: Draft, now: datetime) -> bool:
    for notice in u.outbox.of_person_since(draft.person_id, draft.touched_at):
        if notice.kind == "draft_expiring" and notice.params.get("draft") == draft.id:
            told = notice.sent_at is not None and notice.sent_at <= now - WARNED_BEFORE
            if told or notice.state in ("failed", "unreachable"):
                return True
    return False
