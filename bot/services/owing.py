"""Owing notices: rows that the clock delivers; each has a key of its own, so that nothing is owed twice."""

from collections.abc import Mapping
from datetime import datetime

from flows.answers import Data
from flows.dossier import Role
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

DESK_ROLES = (Role.CLERK, Role.SPECIALIST, Role.HEAD)


def owe(u: UnitOfWork, record: DossierRecord, kind: str, seq: int, params: Mapping[str, Data], now: datetime) -> None:
    """A notice about a dossier to its resident."""
    u.outbox.owe(
        f"{kind}:{record.id}:{seq}:{record.person_id}",
        record.person_id,
        kind,
        params,
        now=now,
        not_before=now,
        dossier_id=record.id,
    )


def owe_desk(u: UnitOfWork, record: DossierRecord, kind: str, seq: int, now: datetime) -> None:
    """A notice about a dossier to every official of its field."""
    for person in officials(u, record.field):
        u.outbox.owe(
            f"{kind}:{record.id}:{seq}:{person}", person, kind, {}, now=now, not_before=now, dossier_id=record.id
        )


def officials(u: UnitOfWork, field: str | None) -> tuple[int, ...]:
    """The officials who work on a field (None: on any), each once."""
    return tuple(dict.fromkeys(staff.person_id for staff in u.staff.with_roles(DESK_ROLES, field)))
