"""Several files decided at once: which moves may be, how many at most, and how long they can be undone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.dossier import Dossier, Role, is_overdue
from flows.moves import CloseUnanswered, Complete, Forward, Move, Paid, RecordResult, SendBack, Start, Stop
from flows.rules import Law
from flows.transition import legal_moves

MOST = 10
HELD_FOR = timedelta(minutes=2)

# Moves that need no word of their own for each file; a reason or a proof is never given for ten at once.
TOGETHER: dict[str, Move] = {
    "start": Start(),
    "complete": Complete(),
    "forward": Forward(),
    "send_back": SendBack(),
    "record_result": RecordResult(),
    "paid": Paid(),
    "close_unanswered": CloseUnanswered(),
    "stop": Stop(),
}


def moves_together(dossier: Dossier, role: Role, now: datetime, law: Law) -> tuple[str, ...]:
    """The moves that this role may make with a file as one of several."""
    return tuple(name for name in legal_moves(dossier, role, now, law) if name in TOGETHER)


def doubts(dossier: Dossier, papers: Sequence[str], now: datetime, name: str) -> tuple[str, ...]:
    """What an official should know before a file is decided among others, as codes; `papers` is how each stands."""
    found = []
    if is_overdue(dossier, now):
        found.append("late")
    if "wrong" in papers:
        found.append("wrong")
    if name in ("record_result", "forward") and "unseen" in papers:
        found.append("unseen")
    return tuple(found)


def make_at(held_at: datetime) -> datetime:
    """When moves that were confirmed are made, unless they are undone."""
    return held_at + HELD_FOR
