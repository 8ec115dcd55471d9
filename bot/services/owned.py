"""Whose a file is: asked at every action, for a reference can be typed by anybody."""

from bot.services.authority import may
from bot.services.visit import Visit
from flows.authority import Act
from flows.dossier import Role
from storage.records import DossierRecord


def mine(visit: Visit, reference: str, act: Act = Act.FOLLOW) -> DossierRecord | None:
    """A dossier of this person by its reference; somebody else's is as good as none."""
    record = visit.u.dossiers.by_reference(reference)
    return record if record is not None and may(visit, act, record) is Role.RESIDENT else None
