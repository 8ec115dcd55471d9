"""Retention: pages are warned of and erased by the rules in use, one page of dossiers a transaction."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.definitions import as_sent
from bot.services.draft_keys import REPLACED
from bot.services.paging import PAGE
from bot.services.supplements import identity_papers
from content.catalog import Library
from flows.answers import Data
from flows.calendar import local_day
from flows.chronicle import first_of, moment_of
from flows.notices import LEGAL
from flows.quiet import Audience, sendable_at
from flows.retention import WARNED_BEFORE, Hold, Kept, Pages, Plan, plan
from storage.records import Document, DossierRecord, Notice
from storage.unit_of_work import UnitOfWork

WARNING = "papers_ending"
# The setting that tells that keys were deleted whose traces in the database are still to be wiped.
TRACES = "key_traces"
# What holds pages, or has not arrived yet, is asked about again after this.
_AGAIN, _SOON = timedelta(days=1), timedelta(hours=1)
_WAITING = ("pending", "claimed")

log = logging.getLogger("motcua.retention")


@dataclass(frozen=True, slots=True)
class Round:
    """One transaction: which files of the vault are to be destroyed, by which rules, and whether more is to be done."""

    gone: tuple[str, ...]
    counts: Mapping[str, int]
    more: bool


@dataclass(frozen=True, slots=True)
class Share:
    """The pages of one class in a dossier, and what is to become of them; no plan: no rule speaks of them."""

    pages: Pages
    documents: tuple[Document, ...]
    plan: Plan | None


def settle(u: UnitOfWork, library: Library, now: datetime) -> Round:
    """Warns of and erases what is due in one page of dossiers; each then sleeps until something may be due again."""
    due = u.retention.due(now, PAGE)
    gone: list[str] = []
    counts: Counter[str] = Counter()
    for id in due:
        record = u.dossiers.get(id)
        looks: list[datetime | None] = []
        for share in shares(u, library, record) if record is not None else ():
            again, why = _share(u, library, record, share, now) if record is not None else (None, "")
            looks.append(again)
            if why:
                gone.extend(erase(u, share.documents, why, now))
                counts[why] += len(share.documents)
        u.retention.look_at(id, min((one for one in looks if one is not None), default=None))
    return Round(tuple(gone), counts, bool(due))


def shares(u: UnitOfWork, library: Library, record: DossierRecord) -> tuple[Share, ...]:
    """The pages of a dossier by class, each with its plan as things stand."""
    documents = u.documents.of_dossier(record.id)
    if not documents:
        return ()
    today = library.procedures.get(record.procedure)  # for dossiers from before their procedure told of cards
    cards = identity_papers(as_sent(u, library, record)) | (identity_papers(today) if today else frozenset())
    classed = {pages: tuple(one for one in documents if class_of(one, cards) is pages) for pages in Pages}
    file = kept(u, record)
    rules = library.schedule.rules
    return tuple(Share(pages, own, plan(file, pages, rules)) for pages, own in classed.items() if own)


def class_of(document: Document, cards: frozenset[str]) -> Pages:
    """The class of a page: what was marked when it came, or a paper that shows a card."""
    shows_card = document.identity or document.key.removeprefix(REPLACED) in cards
    return Pages.IDENTITY if shows_card else Pages.PAPER


def kept(u: UnitOfWork, record: DossierRecord) -> Kept:
    """A dossier as retention sees it."""
    refusal = first_of(u.dossiers.events(record.id), "refuse", "decline")
    complain_by = None if refusal is None else moment_of(refusal, "complain_by")
    return Kept(record.dossier, complain_by, is_unread(u, record))


def is_unread(u: UnitOfWork, record: DossierRecord) -> bool:
    """Whether something that the law wants told is still on its way, or was not read yet."""
    if any(one.state != "settled" for one in u.reach.of_dossier(record.id)):
        return True
    return any(one.kind in LEGAL and one.state in _WAITING for one in u.outbox.of_dossier(record.id))


def _share(
    u: UnitOfWork, library: Library, record: DossierRecord, share: Share, now: datetime
) -> tuple[datetime | None, str]:
    """When to ask again, and by which rule the pages go now ('' for not yet)."""
    found = share.plan
    if found is None or found.at is None or found.warn_at is None:
        return None, ""  # an event ends this
    if now < found.warn_at:
        return found.warn_at, ""
    if found.hold is Hold.UNREAD:
        return now + _AGAIN, ""
    warning = _warn(u, library, record, share.pages, found.at, now)
    if now < found.at:
        return found.at, ""
    if found.strict or _was_warned(warning, now):
        return None, found.term
    return now + _SOON, ""


def _warn(
    u: UnitOfWork, library: Library, record: DossierRecord, pages: Pages, at: datetime, now: datetime
) -> Notice | None:
    """Owes the warning, once for each day on which pages would go; returns what became of it."""
    key = f"{WARNING}:{record.id}:{pages}:{local_day(at)}:{record.person_id}"
    start = sendable_at(Audience.RESIDENT, now, library.calendar)
    until = at if pages is Pages.IDENTITY else max(at, start + WARNED_BEFORE)
    if until > now:
        about: dict[str, Data] = {"pages": pages.value, "kept_until": (until - timedelta.resolution).isoformat()}
        u.outbox.owe(key, record.person_id, WARNING, about, now=now, not_before=start, dossier_id=record.id)
    return next((one for one in u.outbox.of_dossier(record.id) if one.dedupe == key), None)


def _was_warned(warning: Notice | None, now: datetime) -> bool:
    """Whether the owner was told three days ago, or cannot be told."""
    if warning is None:
        return False
    told = warning.sent_at is not None and warning.sent_at <= now - WARNED_BEFORE
    return told or warning.state in ("failed", "unreachable", "dropped")


def erase(u: UnitOfWork, documents: Iterable[Document], why: str, now: datetime) -> tuple[str, ...]:
    """Forgets pages and their keys, and writes down that they are gone; the ids of the files to be destroyed."""
    gone = tuple(documents)
    for document in gone:
        u.retention.note(document, why, now)
    u.documents.remove(tuple(document.id for document in gone))
    if gone:
        u.settings.put(TRACES, "1")
    return tuple(document.id for document in gone)
