"""Forms of address: residents as they asked to be called, whoever works for the commune by what they are there."""

from collections.abc import Collection

from flows.dossier import Role
from flows.notices import audience
from flows.quiet import Audience

# Only for how somebody is addressed; what they may do is asked of bot.services.authority.
_OFFICIALS = frozenset({Role.CLERK, Role.SPECIALIST, Role.HEAD, Role.ORGANISER, Role.ADMINISTRATOR})


def form_at_work(roles: Collection[str], form: str) -> str:
    """How somebody with these roles is addressed about their work; without any, as they asked."""
    if Role.CHAIRMAN in roles:
        return Audience.CHAIRMAN.value
    if Role.VICE_CHAIRMAN in roles:
        return Role.VICE_CHAIRMAN.value
    if _OFFICIALS.intersection(roles):
        return Audience.OFFICIAL.value
    return Audience.HELPER.value if roles else form


def form_of_notice(kind: str, roles: Collection[str], form: str) -> str:
    """How its reader is addressed: an official who has a file of their own reads about it as a resident."""
    return form if audience(kind) is Audience.RESIDENT else form_at_work(roles, form)
