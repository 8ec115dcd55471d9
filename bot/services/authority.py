"""Whether somebody may do something, asked of the one table in `flows.authority` at every action."""

from collections.abc import Callable, Collection

from bot.services.visit import Visit
from flows.authority import Act, Post, Subject, appoints, fields_of, hamlets_of, permitted
from flows.dossier import Role
from storage.records import DossierRecord
from storage.records_staff import Staff
from storage.unit_of_work import UnitOfWork

# Whether a person has a mandate for an act on a file; the mandates' own module puts itself in here.
Mandated = Callable[[Visit, Act, DossierRecord], bool]
MANDATED: list[Mandated] = []


def may(
    visit: Visit, act: Act, record: DossierRecord | None = None, hamlet: str = "", organisation: str = ""
) -> Role | None:
    """The role in which this person may do it, looked up anew; None: not.

    Without a record, hamlet or organisation: whether they may do it anywhere at all.
    """
    mandated = None if record is None else any(has(visit, act, record) for has in MANDATED)
    return permitted(posts(visit.u, visit.person), act, subject(visit.person, record, hamlet, organisation, mandated))


def subject(
    person: int, record: DossierRecord | None, hamlet: str = "", organisation: str = "", mandated: bool | None = None
) -> Subject:
    """What an act is done to, as this person stands to it."""
    near, body = hamlet or None, organisation or None
    if record is None:
        return Subject(None, mandated, None, near, body)
    return Subject(record.person_id == person, mandated, record.field, near or record.hamlet, body)


def posts(u: UnitOfWork, person: int) -> tuple[Post, ...]:
    """The posts a person holds now, and that of a resident, which everybody has."""
    return (*(post_of(staff) for staff in u.staff.of(person)), Post(Role.RESIDENT))


def post_of(staff: Staff) -> Post:
    """A role held by a person, as the table reads it."""
    return Post(Role(staff.role), staff.fields, staff.hamlets, staff.organisation)


def fields_for(u: UnitOfWork, person: int, act: Act) -> frozenset[str] | None:
    """The fields in which a person may do this: None for all, empty for none."""
    return fields_of(posts(u, person), act)


def hamlets_for(u: UnitOfWork, person: int, act: Act) -> frozenset[str] | None:
    """The hamlets in which a person may do this: None for all, empty for none."""
    return hamlets_of(posts(u, person), act)


def may_appoint(u: UnitOfWork, person: int, role: Role, fields: Collection[str]) -> bool:
    """Whether a person may appoint to (and dismiss from) this role in these fields (none: in all of them)."""
    return appoints(posts(u, person), role, fields)
