"""Writing down what a helper does for a neighbour, and owing the neighbour the word about it (N14)."""

from bot.services.mandates.rights import held, matter_of_draft, subject_of
from bot.services.visit import Visit
from flows.answers import Data
from flows.events import CardRead, Event, PageSent
from flows.helping import Deed
from flows.mirroring import told_at
from storage.records import Draft
from storage.records_mandates import DeedRecord, MandateRecord

KIND = "helped"
OPENED = "opened"


def note(visit: Visit, record: MandateRecord, what: str, procedure: str, dossier: int | None = None) -> None:
    """Logs a deed under a mandate; the neighbour hears of it after the sitting, if any message can reach them."""
    u, principal = visit.u, record.principal_id
    if principal is None:
        return
    when = told_at(u.deeds.last_told(record.agent_id, principal), visit.now)
    u.deeds.add(DeedRecord(0, principal, record.agent_id, record.id, what, procedure, dossier, visit.now, when))
    if u.people.seats_of(principal):
        word: dict[str, Data] = {"agent": record.agent_id, "helper": record.about.helper, "told_at": when.isoformat()}
        key = f"{KIND}:{principal}:{record.agent_id}:{when.isoformat()}"
        u.outbox.owe(key, principal, KIND, word, now=visit.now, not_before=when)


def note_in_draft(visit: Visit, draft: Draft, event: Event) -> None:
    """Logs what a helper just changed in a neighbour's draft."""
    found = held(visit, draft.person_id, Deed.FILL, matter_of_draft(visit, draft))
    if isinstance(found, MandateRecord):
        what = (
            Deed.ADD_PAPER if isinstance(event, PageSent) else "read_card" if isinstance(event, CardRead) else Deed.FILL
        )
        note(visit, found, what, *subject_of(visit, draft))
