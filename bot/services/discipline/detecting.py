"""By the clock: every missed date becomes a delay once, and whoever answers for it is told the next morning (D1)."""

from datetime import datetime

from bot.services.ladder import watched
from bot.services.posts import OWNERS, holders
from content.catalog import Library
from flows.calendar import local_day
from flows.delays import missed
from flows.dossier import Role
from flows.quiet import Audience, next_morning
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

SEEN = "discipline:seen"  # until when files that ended meanwhile were looked at
_LIMIT = 500


def detect(u: UnitOfWork, library: Library, now: datetime) -> None:
    """Notes what has been missed since the last look, also by files that ended while nothing ran."""
    kept = u.settings.get(SEEN)
    seen = now if kept is None else datetime.fromisoformat(kept)
    for id in u.discipline.suspects(seen, now, _LIMIT):
        record = u.dossiers.get(id)
        if record is not None:
            _note(u, library, record, now)
    u.settings.put(SEEN, now.isoformat())


def _note(u: UnitOfWork, library: Library, record: DossierRecord, now: datetime) -> None:
    for one in missed(watched(u, record), now, library.law):
        owner = answerable(u, record)
        if u.discipline.note(record.id, one, owner, now) is not None and owner is not None:
            _ask(u, library, owner, now)


def _ask(u: UnitOfWork, library: Library, owner: int, now: datetime) -> None:
    """One message a morning asks for all that is to be explained."""
    morning = next_morning(Audience.OFFICIAL, now, library.calendar)
    key = f"explanation_asked:{local_day(morning)}:{owner}"
    u.outbox.owe(key, owner, "explanation_asked", {}, now=now, not_before=morning)


def answerable(u: UnitOfWork, record: DossierRecord) -> int | None:
    """Who answers for a file: its owner; while it has none, the head of its field."""
    if record.owner_id is not None and record.owner_id in holders(u, OWNERS, record.field):
        return record.owner_id
    return next(iter(holders(u, (Role.HEAD,), record.field)), None)
