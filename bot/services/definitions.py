"""The definition a dossier was made with, which no later change of the content touches."""

from bot.services.visit import Visit
from content.catalog import Library
from content.procedures import restore
from content.sheet import Sheet
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork


def definition(visit: Visit, record: DossierRecord) -> Sheet:
    """The procedure as it was when the dossier was sent in."""
    return as_sent(visit.u, visit.library, record)


def as_sent(u: UnitOfWork, library: Library, record: DossierRecord) -> Sheet:
    """The same where nobody visits."""
    current = library.procedures.get(record.procedure)
    if current is not None and current.version == record.version:
        return current
    return restore(u.contents.get(record.version) or "")
