"""Owing what is said about conduct: privately, each thing once, in working hours."""

from collections.abc import Mapping

from bot.services.visit import Visit
from flows.answers import Data
from flows.authority import TABLE, Act
from flows.dossier import Role
from flows.notices import audience
from flows.quiet import next_morning
from storage.unit_of_work import UnitOfWork


def tell(visit: Visit, person: int, kind: str, key: str, data: Mapping[str, Data], *, morning: bool = False) -> None:
    """Owes a notice to one person, at once in their hours or with the messages of the next morning."""
    calendar = visit.library.calendar
    start = next_morning(audience(kind), visit.now, calendar) if morning else visit.now
    visit.u.outbox.owe(f"{kind}:{key}:{person}", person, kind, data, now=visit.now, not_before=start)
    visit.owes = visit.owes or not morning


def holders_of(u: UnitOfWork, act: Act) -> tuple[int, ...]:
    """Everybody whose post lets them do this, each once."""
    roles = [role for role in Role if act in TABLE[role]]
    return tuple(dict.fromkeys(staff.person_id for staff in u.staff.with_roles(roles)))
