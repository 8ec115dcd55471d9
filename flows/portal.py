"""What the official one-stop software reports of a dossier, turned into the legal moves that lead there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.chronicle import Happening
from flows.dossier import ENDED, READY, UNACCEPTED, Dossier, Role, State
from flows.lifecycle import PORTAL
from flows.moves import (
    Accept,
    AskPayment,
    AskSupplement,
    CarryOn,
    CloseUnanswered,
    Complete,
    Consulted,
    HandOver,
    Move,
    Paid,
    RecordResult,
    Refuse,
    Start,
    Stop,
    Withdraw,
)
from flows.rules import Law
from flows.transition import Illegal, Moved, legal_moves, move

CODES = frozenset(PORTAL.values())
# What the software does not tell: which paper it asks for, and why; both stand on the form the resident was given.
UNNAMED = "unnamed"
ON_FORM = "on_form"
# How the hand-over is known: an official noted it in the software of record.
PROOF = "one_stop_software"


@dataclass(frozen=True, slots=True)
class Report:
    """The portal's state code, since when, and what is told beside it; `amount` in đồng, 0 for none."""

    code: int
    at: datetime
    accepted_at: datetime | None = None
    finished_at: datetime | None = None
    amount: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A move made at a moment on the way to what was reported."""

    at: datetime
    moved: Moved


def stood(happenings: Iterable[Happening], at: datetime) -> frozenset[int]:
    """The codes under which a dossier stood in this minute."""
    minute, before, then = _minute(at), PORTAL[State.CHO_TIEP_NHAN], set[int]()
    for one in happenings:
        to = one.data.get("to")
        if not isinstance(to, str) or _minute(one.at) > minute:
            continue
        if _minute(one.at) < minute:
            before = PORTAL[State(to)]
        else:
            then.add(PORTAL[State(to)])
    return frozenset({before, *then})


def moved_at(happenings: Iterable[Happening], submitted_at: datetime) -> datetime:
    """When the dossier last moved."""
    return max((one.at for one in happenings if "to" in one.data), default=submitted_at)


def follow(dossier: Dossier, report: Report, since: datetime, law: Law) -> tuple[Step, ...] | str:
    """The moves from here to what is reported, none if it stands there; or the code of why there is no way.

    `since` is when the dossier last moved: nothing is reported from before. A report may lack the seconds.
    """
    steps: list[Step] = []
    there, last = dossier, since
    while not _reached(there, report):
        wanted = _next(there, report, law)
        if wanted is None:
            return _no_way(dossier, report)
        at = _moment(there, report)
        if _minute(at) < _minute(last):
            return "before_last"
        last = max(at, last)
        made = move(there, wanted, Role.RESIDENT if isinstance(wanted, Withdraw) else Role.CLERK, last, law)
        if isinstance(made, Illegal):
            return made.code
        steps.append(Step(last, made))
        there = made.dossier
    return tuple(steps)


def _reached(dossier: Dossier, report: Report) -> bool:
    """A withdrawal before acceptance stops the dossier at once, so that 7 is met by 8."""
    early = report.code == 7 and dossier.state is State.DUNG_XU_LY and dossier.accepted_at is None
    return early or PORTAL[dossier.state] == report.code


def _moment(dossier: Dossier, report: Report) -> datetime:
    """When the next move was made: one row may tell of reception, result and hand-over together."""
    if dossier.accepted_at is None and report.accepted_at is not None:
        return report.accepted_at
    if dossier.finished_at is None and report.finished_at is not None and report.code in (9, 10):
        return report.finished_at
    return report.at


# The way on from each state where the report asks for nothing of its own.
_ONWARD: Mapping[State, Move] = {
    State.BO_SUNG_TRUOC: Complete(),
    State.CHO_TIEP_NHAN: Accept(),
    State.DA_TIEP_NHAN: Start(),
    State.BO_SUNG_SAU: Complete(),
    State.CHO_PHOI_HOP: Consulted(),
    State.NGHIA_VU_TC: Paid(),
    State.YEU_CAU_RUT: CarryOn(),
}
_ASKABLE = (State.CHO_TIEP_NHAN, State.DA_TIEP_NHAN, State.DANG_XU_LY)
_SIGNABLE = (State.DA_TIEP_NHAN, State.DANG_XU_LY, State.TRINH_KY)


def _next(dossier: Dossier, report: Report, law: Law) -> Move | None:
    state = dossier.state
    if state in ENDED:
        return None
    if report.code in (7, 8):
        return _leave(dossier, report, law)
    match report.code:
        case 3 if state in UNACCEPTED:
            return Refuse(ON_FORM, report.note)
        case 5 if state in _ASKABLE:
            return AskSupplement(UNNAMED, ON_FORM, report.note)
        case 6 if state is State.DANG_XU_LY:
            return AskPayment(report.amount)
        case 9 | 10 if state in _SIGNABLE:
            return RecordResult()
        case 10 if state in READY:
            return HandOver(PROOF)
    return _ONWARD.get(state)


def _leave(dossier: Dossier, report: Report, law: Law) -> Move | None:
    """7 and 8: a supplement that never came closes the dossier, all else is a withdrawal and its form 05."""
    if dossier.state in READY:
        return None
    if dossier.state is State.YEU_CAU_RUT:
        return Stop()
    closes = report.code == 8 and "close_unanswered" in legal_moves(dossier, Role.CLERK, report.at, law)
    return CloseUnanswered() if closes else Withdraw()


def _no_way(dossier: Dossier, report: Report) -> str:
    if dossier.state in ENDED:
        return "ended"
    return "backwards" if report.code < PORTAL[dossier.state] else "no_way"


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
