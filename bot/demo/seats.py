"""Who sits at the demo's phones: each gets its role the first time it is looked at."""

from datetime import datetime

from bot.services.people import hashed, invite
from flows.dossier import Role
from storage.unit_of_work import UnitOfWork

_ROLES = {"official": Role.CLERK, "helper": Role.HELPER}


def seat_demo(u: UnitOfWork, slot: str, address: str, now: datetime) -> None:
    """Gives the person at this phone the role of the slot, by an invitation like any other."""
    role = _ROLES.get(slot)
    if role is None:
        return
    seat = u.people.at("web", address) or u.people.meet("web", address, now)
    if all(staff.role != role for staff in u.staff.of(seat.person.id)):
        u.staff.redeem(hashed(invite(u, role, (), now)), seat.person.id, now)
