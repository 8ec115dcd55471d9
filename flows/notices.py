"""What the policy of notices (`flows.policies`) says of one kind: its reader, its weight, its place in the queue."""

from collections.abc import Mapping
from enum import IntEnum

from flows.dossier import State
from flows.policies import PACES, POLICY, Policy, Topic, Weight
from flows.quiet import Audience
from flows.reminders import DRAFT_REMINDERS, FILE_REMINDERS

__all__ = ["PACES", "POLICY", "Policy", "Topic", "Weight"]

_BY_KIND: Mapping[str, Policy] = {row.kind: row for row in POLICY}
TO_OFFICIALS = frozenset(row.kind for row in POLICY if row.to in (Audience.OFFICIAL, Audience.CHAIRMAN))
LEGAL = frozenset(row.kind for row in POLICY if row.weight is Weight.LEGAL)
# Asked again, before they are sent, whether they are still owed.
REMINDERS = frozenset({rule.kind for rule in DRAFT_REMINDERS} | {rule.kind for rule in FILE_REMINDERS})


class Rank(IntEnum):
    """Who goes first where a channel has little room: answers before pushes, the law before news."""

    REPLY = 0
    URGENT = 1
    LEGAL = 2
    WORK = 3
    GUARD = 4
    NEWS = 5


def policy(kind: str) -> Policy:
    """The row of a kind; one that nobody described is news to a resident."""
    return _BY_KIND.get(kind) or Policy(kind, Audience.RESIDENT, Weight.NEWS)


def audience(kind: str) -> Audience:
    """Whose quiet hours a notice keeps."""
    return policy(kind).to


def is_sensible(kind: str, state: State) -> bool:
    """Whether a notice still makes sense for a dossier in this state."""
    states = policy(kind).states
    return not states or state in states


def is_capped(kind: str) -> bool:
    """Whether the daily cap may hold it back until the next morning."""
    return policy(kind).weight in (Weight.GUARD, Weight.NEWS)


def is_mutable(kind: str) -> bool:
    """Whether its reader may turn it off."""
    return policy(kind).weight is Weight.NEWS and kind in _BY_KIND


def is_urgent(kind: str) -> bool:
    """Whether it passes the quiet hours."""
    return policy(kind).urgent


def rank(kind: str, reply: bool, urgent: bool) -> Rank:
    """Its place in the queue."""
    if reply:
        return Rank.REPLY
    return Rank.URGENT if urgent else Rank[policy(kind).weight.name]
