"""The definition a dossier was made with, which no later change of the content touches."""

from bot.services.visit import Visit
from content.procedures import restore
from content.sheet import Sheet
from storage.records import DossierRecord


def definition(visit: Visit, record: DossierRecord) -> Sheet:
    """The procedure as it was when the dossier was sent in."""
    current = visit.library.procedures.get(record.procedure)
    if current is not None and current.version == record.version:
        return current
    return restore(visit.u.contents.get(record.version) or "")
