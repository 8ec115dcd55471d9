"""Papers of a person's earlier files, which may be used again."""

from dataclasses import replace

from bot.callbacks import Act
from bot.ports import Button, Card
from bot.services.visit import Visit
from storage.records import Document, DossierRecord, Draft

VERB = "reuse"


def with_earlier(visit: Visit, draft: Draft, key: str, card: Card) -> Card:
    """The card of a question for pages that has none yet, with the way to use those sent before."""
    buttons = offered(visit, draft, key)
    return replace(card, rows=(buttons, *card.rows)) if buttons else card


def offered(visit: Visit, draft: Draft, key: str) -> tuple[Button, ...]:
    """The button for the person's last file in which this paper lies and may be used again; none without one."""
    if draft.person_id != visit.person:
        return ()  # a helper looks into no paper of another file, and puts none of their own into a neighbour's
    for record in sorted(visit.u.dossiers.of_person(visit.person), key=lambda one: -one.id):
        own = record.person_id == visit.person
        if own and record.procedure == draft.session.procedure and earlier_pages(visit, record, key):
            params = {"reference": record.reference}
            return (visit.voice.button("coach.button_reuse", Act(draft.tag, VERB, record.reference), params),)
    return ()


def earlier_pages(visit: Visit, record: DossierRecord, key: str) -> tuple[Document, ...]:
    """The pages of this paper in a file: erased ones are gone from the records, held ones stay where they are."""
    pages = tuple(page for page in visit.u.documents.of_dossier(record.id) if page.key == key)
    return () if any(page.safety == "held" for page in pages) else pages
