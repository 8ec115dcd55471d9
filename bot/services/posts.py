"""Who holds a post for a file: its owner, the heads of its field, the chairman; the next one up where nobody does."""

import logging
from collections.abc import Collection

from flows.dossier import Role
from flows.escalation import Post
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

WORKERS = (Role.CLERK, Role.SPECIALIST)
OWNERS = (*WORKERS, Role.HEAD)

log = logging.getLogger("motcua.ladder")


def people_at(u: UnitOfWork, posts: Collection[Post], record: DossierRecord) -> tuple[int, ...]:
    """The persons who hold these posts for a file, each once, however many they hold."""
    found = [person for post in posts for person in _at(u, post, record)]
    above = iter(list(Post)[max(list(Post).index(post) for post in posts) + 1 :])
    while not found and (post := next(above, None)) is not None:
        found = list(_at(u, post, record))
    if not found:
        log.warning("nobody holds a post for file %s", record.id)
    return tuple(dict.fromkeys(found))


def owners(u: UnitOfWork, record: DossierRecord) -> tuple[int, ...]:
    """The one official who has taken a file up; until then, and when they have left, those who work on its field."""
    if record.owner_id is not None and record.owner_id in holders(u, OWNERS, record.field):
        return (record.owner_id,)
    return holders(u, WORKERS, record.field)


def holders(u: UnitOfWork, roles: Collection[Role], field: str | None) -> tuple[int, ...]:
    """The persons who hold one of these roles for a field (None: for any)."""
    return tuple(dict.fromkeys(staff.person_id for staff in u.staff.with_roles(roles, field)))


def _at(u: UnitOfWork, post: Post, record: DossierRecord) -> tuple[int, ...]:
    match post:
        case Post.OWNER:
            return owners(u, record)
        case Post.HEAD:
            return holders(u, (Role.HEAD,), record.field)
        case Post.CHAIRMAN:
            chairman = holders(u, (Role.CHAIRMAN,), record.field)
            return chairman or holders(u, (Role.VICE_CHAIRMAN,), record.field)
