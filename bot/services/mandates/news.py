"""Helpers hear how the files stand that they help with: only where the neighbour allowed it, and without any answer."""

from collections.abc import Iterator
from datetime import datetime

from flows.helping import Deed, Matter, refusal
from storage.records import DossierRecord
from storage.records_mandates import MandateRecord
from storage.unit_of_work import UnitOfWork

NEWS = "helped_news"


def tell_helpers(u: UnitOfWork, record: DossierRecord, about: str, seq: int, now: datetime) -> None:
    """What the resident is told of a file is told to those who may hear of it, in words of their own."""
    for mandate in listening(u, record, now):
        key = f"{NEWS}:{about}:{record.id}:{seq}:{mandate.agent_id}"
        params = {"about": about, "tag": mandate.tag}
        u.outbox.owe(key, mandate.agent_id, NEWS, params, now=now, dossier_id=record.id)


def listening(u: UnitOfWork, record: DossierRecord, now: datetime) -> Iterator[MandateRecord]:
    """The mandates by which somebody may hear of this file now, one for each helper."""
    told: set[int] = set()
    # An ended file is told of as well: that it ended is the last news of it.
    matter = Matter(record.procedure, record.id, record.dossier.submitted_at)
    for mandate in u.mandates.of_principal(record.person_id, now):
        if mandate.agent_id not in told and refusal(Deed.BE_TOLD, mandate.mandate, matter, now) is None:
            told.add(mandate.agent_id)
            yield mandate
