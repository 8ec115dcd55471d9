"""Who may do what, and to which things: one table of role, act and scope. Services ask it at every action.

What a role may do with a dossier's state stands in `flows.lifecycle`; both agree, which a test holds them to.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

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


class Act(StrEnum):
    """What can be done, by what it is to the person it concerns; several buttons may be one act."""

    # Residents, with what is theirs:
    FILL_IN = "fill_in"  # a draft: answers, papers, sending it in
    FOLLOW = "follow"  # a file: its state, papers, forms
    CHANGE = "change"  # a file: correct, supplement, withdraw, carry on
    RATE = "rate"
    # Officials, with files:
    LIST_FILES = "list_files"
    OPEN_FILE = "open_file"
    MOVE_FILE = "move_file"  # which move, from which state: flows.lifecycle
    OPEN_PAPER = "open_paper"
    MARK_PAPER = "mark_paper"
    OWN_FILE = "own_file"  # be its owner: take it up, have it handed over, say when it will be done
    HAND_OVER_FILE = "hand_over_file"  # to a colleague
    APPROVE_APOLOGY = "approve_apology"
    READ_LOG = "read_log"  # what happened to a file
    READ_VIEWS = "read_views"  # who looked into a file
    PRINT_FORM = "print_form"
    OPEN_REGISTER = "open_register"
    REACH_RESIDENT = "reach_resident"  # lists of those to be phoned or visited, notices of a file
    ANSWER_CALL = "answer_call"
    READ_RATINGS = "read_ratings"
    READ_ERASURES = "read_erasures"
    CHOOSE_PACE = "choose_pace"
    RESET_PIN = "reset_pin"
    # Conduct, inspections, the year's plan:
    EXPLAIN_DELAY = "explain_delay"  # one's own, and contest a measure
    READ_CONDUCT = "read_conduct"  # of everybody
    JUDGE_CONDUCT = "judge_conduct"  # decide, issue, revoke; never about oneself: flows.discipline
    SIGN_REVIEW = "sign_review"  # a year-end review and a transfer
    COMMEND = "commend"
    DO_DUTY = "do_duty"  # the head's meetings and reports
    PLAN_INSPECTION = "plan_inspection"
    HOLD_INSPECTION = "hold_inspection"  # that one was given
    CONFIRM_INSPECTION = "confirm_inspection"  # that an inspector has come to one's unit
    PLAN_YEAR = "plan_year"
    REPORT_TASK = "report_task"  # one's own task of the year's plan
    READ_OPINIONS = "read_opinions"  # answers and words of residents, from five on
    # Reports:
    READ_REPORTS = "read_reports"  # numbers and the files behind them
    READ_PERSONNEL = "read_personnel"  # numbers about single officials
    READ_TURNS = "read_turns"  # numbers of duty turns
    APPROVE_BOARD = "approve_board"  # what everybody reads on the notice board
    # Those who appoint; whom, is in APPOINTS:
    APPOINT = "appoint"  # invite, list and revoke invitations
    DISMISS = "dismiss"  # take a role away, let somebody leave


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
        _A.READ_RATINGS,
        _A.CHOOSE_PACE,
        _A.RESET_PIN,
        _A.READ_REPORTS,
    ),
    _S.FIELD,
) | {_A.ANSWER_CALL: _S.ALL}
_LEADER: Mapping[Act, Scope] = dict.fromkeys(
    (_A.READ_VIEWS, _A.READ_ERASURES, _A.APPOINT, _A.DISMISS, _A.READ_PERSONNEL), _S.FIELD
) | dict.fromkeys((_A.READ_TURNS, _A.APPROVE_BOARD), _S.ALL)
_CHAIR: Mapping[Act, Scope] = dict.fromkeys(
    (
        _A.LIST_FILES,
        _A.OPEN_FILE,
        _A.MOVE_FILE,
        _A.OPEN_PAPER,
        _A.MARK_PAPER,
        _A.HAND_OVER_FILE,
        _A.READ_LOG,
        _A.PRINT_FORM,
        _A.OPEN_REGISTER,
        _A.REACH_RESIDENT,
        _A.READ_RATINGS,
        _A.READ_ERASURES,
        _A.READ_VIEWS,
        _A.CHOOSE_PACE,
        _A.APPOINT,
        _A.DISMISS,
        _A.READ_REPORTS,
        _A.READ_PERSONNEL,
        _A.READ_TURNS,
        _A.APPROVE_BOARD,
    ),
    _S.ALL,
)

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

# The one table. Everybody is a resident too; what a row does not name, that role may not do.
TABLE: dict[Role, Mapping[Act, Scope]] = {
    Role.RESIDENT: dict.fromkeys((_A.FILL_IN, _A.FOLLOW, _A.CHANGE, _A.RATE), _S.OWN),
    Role.HELPER: {},
    Role.CLERK: {**_DESK, **_SERVES},
    Role.SPECIALIST: {**_DESK, **_SERVES},
    Role.HEAD: {**_DESK, **_LEADER, **_HEADS, _A.APPROVE_APOLOGY: _S.FIELD},
    Role.CHAIRMAN: {**_CHAIR, **_LEADS, _A.PLAN_INSPECTION: _S.ALL, _A.SIGN_REVIEW: _S.ALL},
    Role.VICE_CHAIRMAN: {**_CHAIR, **_LEADS},
    Role.ORGANISER: {**_KEEPS, _A.APPOINT: _S.ALL, _A.DISMISS: _S.ALL, _A.READ_TURNS: _S.ALL},
    Role.ADMINISTRATOR: {_A.APPOINT: _S.ALL, _A.DISMISS: _S.ALL},
    Role.CLOCK: {},
}

# Whom each of those who appoint may appoint and dismiss. Nobody makes somebody above themselves, but the administrator.
_ANYBODY = frozenset(Role) - {Role.RESIDENT, Role.CLOCK}
APPOINTS: Mapping[Role, frozenset[Role]] = {
    Role.HEAD: frozenset({Role.HELPER, Role.CLERK, Role.SPECIALIST}),
    Role.CHAIRMAN: _ANYBODY - {Role.CHAIRMAN},
    Role.VICE_CHAIRMAN: _ANYBODY - {Role.CHAIRMAN, Role.VICE_CHAIRMAN},
    Role.ORGANISER: frozenset({Role.HELPER}),
    Role.ADMINISTRATOR: _ANYBODY,
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
