"""Who may do what, and to which things: one table of role, act and scope. Services ask it at every action.

What a role may do with a dossier's state stands in `flows.lifecycle`; both agree, which a test holds them to.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from flows.acts import Act as Act  # named from here by whoever asks
from flows.dossier import Role


class Scope(StrEnum):
    """How far an act reaches: to what is one's own, to the fields, hamlets or body of the post, to whom one has a
    mandate of, or to everything."""

    OWN = "own"
    FIELD = "field"
    HAMLET = "hamlet"
    MANDATE = "mandate"
    ORGANISATION = "organisation"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Post:
    """A role as a person holds it; no fields or hamlets means all of them."""

    role: Role
    fields: tuple[str, ...] = ()
    hamlets: tuple[str, ...] = ()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is done to. None: that does not matter here, and limits nobody."""

    own: bool | None = None
    mandated: bool | None = None
    field: str | None = None
    hamlet: str | None = None
    organisation: str | None = None


_A, _S = Act, Scope
_DESK: Mapping[Act, Scope] = dict.fromkeys(
    (
        _A.LIST_FILES,
        _A.OPEN_FILE,
        _A.MOVE_FILE,
        _A.OPEN_PAPER,
        _A.MARK_PAPER,
        _A.OWN_FILE,
        _A.HAND_OVER_FILE,
        _A.READ_LOG,
        _A.PRINT_FORM,
        _A.OPEN_REGISTER,
        _A.REACH_RESIDENT,
        _A.CHOOSE_PACE,
        _A.RESET_PIN,
        _A.WRITE_TO_RESIDENT,
        _A.ASK_UNIT,
        _A.READ_REPORTS,
        _A.CHECK_SLIP,
        _A.CONFIRM_AT_DESK,
    ),
    _S.FIELD,
) | {
    **dict.fromkeys((_A.ANSWER_CALL, _A.SEE_ROSTER, _A.ADMIT_TO_DESK), _S.ALL),
    _A.ANSWER_UNIT: _S.OWN,
}
_LEADER: Mapping[Act, Scope] = dict.fromkeys(
    (_A.READ_VIEWS, _A.REASSIGN_FILE, _A.READ_RATINGS, _A.READ_ERASURES, _A.APPOINT, _A.DISMISS, _A.READ_PERSONNEL),
    _S.FIELD,
) | dict.fromkeys((_A.READ_TURNS, _A.APPROVE_BOARD), _S.ALL)
_CHAIR: Mapping[Act, Scope] = dict.fromkeys(
    (
        _A.LIST_FILES,
        _A.OPEN_FILE,
        _A.MOVE_FILE,
        _A.OPEN_PAPER,
        _A.REASSIGN_FILE,
        _A.READ_LOG,
        _A.PRINT_FORM,
        _A.OPEN_REGISTER,
        _A.REACH_RESIDENT,
        _A.READ_RATINGS,
        _A.READ_ERASURES,
        _A.READ_VIEWS,
        _A.READ_OUTREACH,
        _A.CHOOSE_PACE,
        _A.APPOINT,
        _A.DISMISS,
        _A.READ_ACTS,
        _A.READ_REPORTS,
        _A.READ_PERSONNEL,
        _A.READ_TURNS,
        _A.APPROVE_BOARD,
        _A.SEE_ROSTER,
    ),
    _S.ALL,
)
_ROSTER: Mapping[Act, Scope] = dict.fromkeys((_A.SEE_ROSTER, _A.ADMIT_TO_DESK, _A.ORGANISE_ROSTER), _S.ALL)

# Messages of the commune to many.
_WRITES: Mapping[Act, Scope] = dict.fromkeys((_A.DRAFT_OUTREACH, _A.READ_OUTREACH), _S.ALL)
# What comes with a post beside files (handbook §5): officials, leaders, and who keeps the books of reform.
_SERVES: Mapping[Act, Scope] = dict.fromkeys(
    (_A.EXPLAIN_DELAY, _A.HOLD_INSPECTION, _A.CONFIRM_INSPECTION, _A.REPORT_TASK), _S.OWN
)
_HEADS: Mapping[Act, Scope] = {**_SERVES, _A.DO_DUTY: _S.OWN, _A.READ_OPINIONS: _S.FIELD}
_LEADS: Mapping[Act, Scope] = {
    **dict.fromkeys((_A.EXPLAIN_DELAY, _A.HOLD_INSPECTION, _A.REPORT_TASK), _S.OWN),
    **dict.fromkeys((_A.READ_CONDUCT, _A.JUDGE_CONDUCT, _A.COMMEND, _A.PLAN_YEAR, _A.READ_OPINIONS), _S.ALL),
}
_KEEPS: Mapping[Act, Scope] = {
    **dict.fromkeys((_A.HOLD_INSPECTION, _A.REPORT_TASK), _S.OWN),
    **dict.fromkeys((_A.READ_CONDUCT, _A.COMMEND, _A.PLAN_YEAR), _S.ALL),
}

_HELPS: Mapping[Act, Scope] = {_A.ASK_MANDATE: _S.ALL, _A.HELP_WITH: _S.MANDATE}

# The one table. Everybody is a resident too; what a row does not name, that role may not do.
TABLE: dict[Role, Mapping[Act, Scope]] = {
    Role.RESIDENT: dict.fromkeys((_A.FILL_IN, _A.FOLLOW, _A.CHANGE, _A.RATE, _A.ASK_HELP, _A.GIVE_MANDATE), _S.OWN),
    Role.HELPER: {_A.HELP_NEIGHBOUR: _S.HAMLET, _A.SEE_ROSTER: _S.ALL, _A.SERVE_TURN: _S.OWN, **_HELPS},
    Role.CLERK: {**_DESK, **_SERVES},
    Role.SPECIALIST: {**_DESK, **_SERVES},
    Role.HEAD: {
        **_DESK,
        **_LEADER,
        **_HEADS,
        **_WRITES,
        _A.APPROVE_APOLOGY: _S.FIELD,
        _A.ORGANISE_ROSTER: _S.ALL,
        _A.APPROVE_OUTREACH: _S.ALL,
    },
    Role.CHAIRMAN: {**_CHAIR, **_LEADS, _A.PLAN_INSPECTION: _S.ALL, _A.SIGN_REVIEW: _S.ALL},
    Role.VICE_CHAIRMAN: {**_CHAIR, **_LEADS},
    Role.ORGANISER: {**_WRITES, **_ROSTER, **_KEEPS, _A.APPOINT: _S.ALL, _A.DISMISS: _S.ALL, _A.READ_TURNS: _S.ALL},
    Role.ADMINISTRATOR: dict.fromkeys((_A.APPOINT, _A.DISMISS, _A.READ_ACTS), _S.ALL),
    Role.CLOCK: {},
}

# Whom each of those who appoint may appoint and dismiss. Nobody makes somebody above themselves, but the administrator.
APPOINTABLE = frozenset(Role) - {Role.RESIDENT, Role.CLOCK}
APPOINTS: Mapping[Role, frozenset[Role]] = {
    Role.HEAD: frozenset({Role.HELPER, Role.CLERK, Role.SPECIALIST}),
    Role.CHAIRMAN: APPOINTABLE - {Role.CHAIRMAN},
    Role.VICE_CHAIRMAN: APPOINTABLE - {Role.CHAIRMAN, Role.VICE_CHAIRMAN},
    Role.ORGANISER: frozenset({Role.HELPER}),
    Role.ADMINISTRATOR: APPOINTABLE,
}

# Who holds several posts acts in the first of these that will do.
_ORDER = (
    Role.CLERK,
    Role.SPECIALIST,
    Role.HEAD,
    Role.VICE_CHAIRMAN,
    Role.CHAIRMAN,
    Role.ORGANISER,
    Role.ADMINISTRATOR,
    Role.HELPER,
    Role.RESIDENT,
)


def permitted(posts: Iterable[Post], act: Act, subject: Subject) -> Role | None:
    """The role in which whoever holds these posts may do this to the subject; None: in none."""
    roles = {post.role for post in posts if _reaches(post, TABLE[post.role].get(act), subject)}
    return next((role for role in _ORDER if role in roles), None)


def does(role: Role, act: Act) -> bool:
    """Whether a role may do this to anything at all."""
    return act in TABLE[role]


def fields_of(posts: Iterable[Post], act: Act) -> frozenset[str] | None:
    """The fields in which they may do this: None for all, empty for none."""
    fields: set[str] = set()
    for post in posts:
        scope = TABLE[post.role].get(act)
        if scope is Scope.ALL or (scope is Scope.FIELD and not post.fields):
            return None
        fields.update(post.fields if scope is Scope.FIELD else ())
    return frozenset(fields)


def hamlets_of(posts: Iterable[Post], act: Act) -> frozenset[str] | None:
    """The hamlets in which they may do this: None for all, empty for none."""
    hamlets: set[str] = set()
    for post in posts:
        scope = TABLE[post.role].get(act)
        if scope is Scope.ALL or (scope is Scope.HAMLET and not post.hamlets):
            return None
        hamlets.update(post.hamlets if scope is Scope.HAMLET else ())
    return frozenset(hamlets)


def appoints(posts: Iterable[Post], role: Role, fields: Collection[str]) -> bool:
    """Whether they may appoint to (and dismiss from) this role in these fields (none: in all of them)."""
    return any(
        role in APPOINTS.get(post.role, ())
        and (TABLE[post.role][Act.APPOINT] is Scope.ALL or not post.fields or _within(fields, post.fields))
        for post in posts
    )


def _within(fields: Collection[str], own: Collection[str]) -> bool:
    return bool(fields) and set(fields) <= set(own)


def _reaches(post: Post, scope: Scope | None, subject: Subject) -> bool:
    match scope:
        case None:
            return False
        case Scope.ALL:
            return True
        case Scope.OWN:
            return subject.own is not False
        case Scope.MANDATE:
            return subject.mandated is not False
        case Scope.FIELD:
            return subject.field is None or not post.fields or subject.field in post.fields
        case Scope.HAMLET:
            return subject.hamlet is None or not post.hamlets or subject.hamlet in post.hamlets
        case Scope.ORGANISATION:
            return subject.organisation is None or subject.organisation == post.organisation
    assert_never(scope)
