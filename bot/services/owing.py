"""Owing notices: rows that the clock delivers; each has a key of its own, so that nothing is owed twice."""

from collections.abc import Mapping
from datetime import datetime

from bot.services.mandates.news import tell_helpers
from flows.answers import Data
from flows.dossier import Role
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

DESK_ROLES = (Role.CLERK, Role.SPECIALIST, Role.HEAD)


def owe(u: UnitOfWork, record: DossierRecord, kind: str, seq: int, params: Mapping[str, Data], now: datetime) -> None:
    """A notice about a dossier to its resident; those who help with it hear of it in their own words."""
    owe_to(u, record.person_id, record, kind, seq, params, now)
    tell_helpers(u, record, kind, seq, now)


def owe_desk(u: UnitOfWork, record: DossierRecord, kind: str, seq: int, now: datetime) -> None:
    """A notice about a dossier to its owner; while it has none, to every official of its field."""
    everybody = officials(u, record.field)
    owner = tuple(person for person in everybody if person == record.owner_id)
    for person in owner or everybody:
        owe_to(u, person, record, kind, seq, {}, now)


def owe_to(
    u: UnitOfWork,
    person: int,
    record: DossierRecord,
    kind: str,
    seq: int,
    params: Mapping[str, Data],
    now: datetime,
) -> None:
    """A notice about what happened to a dossier, to one person."""
    key = f"{kind}:{record.id}:{seq}:{person}"
    u.outbox.owe(key, person, kind, params, now=now, not_before=now, dossier_id=record.id)


def officials(u: UnitOfWork, field: str | None) -> tuple[int, ...]:
    """The officials who work on a field (None: on any), each once."""
    return tuple(dict.fromkeys(staff.person_id for staff in u.staff.with_roles(DESK_ROLES, field)))
