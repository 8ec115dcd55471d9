"""Whose a file is: asked at every action, for a reference can be typed by anybody."""

from bot.services.visit import Visit
from storage.records import DossierRecord


def mine(visit: Visit, reference: str) -> DossierRecord | None:
    """A dossier of this person by its reference; somebody else's is as good as none."""
    record = visit.u.dossiers.by_reference(reference)
    return record if record is not None and record.person_id == visit.person else None
