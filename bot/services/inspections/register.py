"""The inspections that a person may know of, the units there are, and who belongs to them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.callbacks import Menu, Work
from bot.ports import Button
from bot.services.authority import may
from bot.services.visit import Rows, Visit
from bot.services.voice import Params, Voice
from content.catalog import Library
from content.office import Desk
from flows.authority import TABLE, Act
from flows.dossier import Role
from flows.inspections import Inspection, may_know, read
from storage.unit_of_work import UnitOfWork

AREA = "inspections"
_KEPT = timedelta(days=400)
_WORKERS = (Role.CLERK, Role.SPECIALIST, Role.HEAD)


def everything(u: UnitOfWork, now: datetime) -> tuple[Inspection, ...]:
    """Every inspection of the last year; never to be shown without `knows`."""
    return read(u.inspections.since(now - _KEPT))


def known(visit: Visit) -> tuple[Inspection, ...]:
    """The inspections that this person may know of now."""
    return tuple(one for one in everything(visit.u, visit.now) if knows(visit, one))


def one_known(visit: Visit, code: str) -> Inspection | None:
    """An inspection by its code, if this person may know of it."""
    found = read(visit.u.inspections.of(code))
    return found[0] if found and knows(visit, found[0]) else None


def knows(visit: Visit, one: Inspection) -> bool:
    """Whether this person may know of an inspection."""
    chairman = may(visit, Act.PLAN_INSPECTION) is not None
    return may_know(one, visit.person, chairman=chairman, concerned=_concerned(visit, one))


def _concerned(visit: Visit, one: Inspection) -> bool:
    return visit.person in people_of(visit.u, visit.library, one.unit) or may(visit, Act.READ_CONDUCT) is not None


def unit(library: Library, id: str) -> Desk | None:
    """A unit by its id: a desk of the office."""
    return next((desk for desk in library.office.desks if desk.id == id), None)


def unit_name(voice: Voice, id: str) -> str:
    """What a unit is called."""
    found = unit(voice.library, id)
    return voice.text(found.title) if found else id


def people_of(u: UnitOfWork, library: Library, id: str) -> tuple[int, ...]:
    """Who works in a unit: the officials of its fields, and those of all fields."""
    desk = unit(library, id)
    fields = desk.fields if desk else ()
    found = [one for one in u.staff.with_roles(_WORKERS) if not one.fields or set(one.fields) & set(fields)]
    return tuple(dict.fromkeys(one.person_id for one in found))


def heads_of(u: UnitOfWork, library: Library, id: str) -> tuple[int, ...]:
    """The heads among them."""
    inside = people_of(u, library, id)
    return tuple(dict.fromkeys(one.person_id for one in u.staff.with_roles((Role.HEAD,)) if one.person_id in inside))


def inspectors(u: UnitOfWork, library: Library, id: str) -> tuple[int, ...]:
    """Who may inspect a unit: whoever may hold inspections and does not work in it."""
    inside = people_of(u, library, id)
    roles = [role for role in Role if Act.HOLD_INSPECTION in TABLE[role]]
    found = dict.fromkeys(one.person_id for one in u.staff.with_roles(roles))
    return tuple(person for person in found if person not in inside)


def chairmen(u: UnitOfWork) -> tuple[int, ...]:
    """Whoever plans inspections."""
    roles = [role for role in Role if Act.PLAN_INSPECTION in TABLE[role]]
    return tuple(dict.fromkeys(one.person_id for one in u.staff.with_roles(roles)))


def tell(u: UnitOfWork, people: Collection[int], kind: str, key: str, code: str, now: datetime) -> None:
    """Owes a notice about an inspection; the push itself names neither unit nor day."""
    for person in people:
        u.outbox.owe(f"{kind}:{key}:{person}", person, kind, {"code": code}, now=now, not_before=now)


def to(visit: Visit, code: str, verb: str, *rest: str, params: Params | None = None, main: bool = False) -> Button:
    """A button into this area."""
    return visit.voice.button(code, Work(AREA, verb, *rest), params, main=main)


def back(visit: Visit, verb: str, *rest: str) -> Rows:
    """The way back."""
    return ((to(visit, "inspections.button_back", verb, *rest),),)


def out(visit: Visit) -> Rows:
    """The way back to all work."""
    return ((visit.voice.button("work.button", Menu("work")),),)
