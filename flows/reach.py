"""Proof of reach: a notice the law wants told counts only once it was read; until then somebody is asked to help."""

from enum import StrEnum

from flows.dossier import State
from flows.notices import is_sensible

# So long a message may lie unread before helpers and officials hear of it, and so long they have before it is listed.
READ_WITHIN = "2wd"
HELPED_WITHIN = "2wd"


class Step(StrEnum):
    """What is to be done about a notice that is not known to be read."""

    DROP = "drop"  # what it said no longer matters
    MET = "met"  # the person was at the desk since, and has the result in hand
    TELL = "tell"
    LIST = "list"


def next_step(kind: str, state: State, told: bool) -> Step:
    """The step that is due; `told`: helpers and officials heard of it before, to no effect."""
    if state is State.DA_TRA_KET_QUA:
        return Step.MET
    if not is_sensible(kind, state):
        return Step.DROP
    return Step.LIST if told else Step.TELL
