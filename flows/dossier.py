"""A dossier (hồ sơ) once it was sent in: its state and the facts beside the state. Overdue is never a state."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.deadlines import Calendar, due


class State(StrEnum):
    """Where a dossier stands, by the codes officials use; the portal's numbers are in `flows.lifecycle`."""

    CHO_TIEP_NHAN = "CHO_TIEP_NHAN"  # sent in, waiting for reception
    BO_SUNG_TRUOC = "BO_SUNG_TRUOC"  # supplement asked before acceptance
    KHONG_TIEP_NHAN = "KHONG_TIEP_NHAN"  # not accepted (form 03)
    DA_TIEP_NHAN = "DA_TIEP_NHAN"  # accepted (form 01): the clock runs
    DANG_XU_LY = "DANG_XU_LY"  # being processed
    CHO_PHOI_HOP = "CHO_PHOI_HOP"  # another agency is asked; the clock runs
    BO_SUNG_SAU = "BO_SUNG_SAU"  # supplement asked after acceptance (form 02): the clock starts anew on completion
    NGHIA_VU_TC = "NGHIA_VU_TC"  # a fee or tax is due
    TRINH_KY = "TRINH_KY"  # with the signer
    DA_CO_KET_QUA = "DA_CO_KET_QUA"  # result at the one-stop: the clock has stopped
    TU_CHOI_GIAI_QUYET = "TU_CHOI_GIAI_QUYET"  # the result is a refusal (form 03), still to be collected
    DA_TRA_KET_QUA = "DA_TRA_KET_QUA"  # handed over, with proof
    YEU_CAU_RUT = "YEU_CAU_RUT"  # the resident asks to withdraw
    DUNG_XU_LY = "DUNG_XU_LY"  # stopped (form 05)
    DONG_HO_SO = "DONG_HO_SO"  # closed, the supplement did not come


UNACCEPTED = (State.CHO_TIEP_NHAN, State.BO_SUNG_TRUOC)
RUNNING = (State.DA_TIEP_NHAN, State.DANG_XU_LY, State.CHO_PHOI_HOP, State.NGHIA_VU_TC, State.TRINH_KY)
READY = (State.DA_CO_KET_QUA, State.TU_CHOI_GIAI_QUYET)
ENDED = (State.KHONG_TIEP_NHAN, State.DA_TRA_KET_QUA, State.DUNG_XU_LY, State.DONG_HO_SO)
LIVE = tuple(state for state in State if state not in ENDED)


class Role(StrEnum):
    """Who acts: a resident, a helper of a mass organisation, an official, or the clock itself.

    The organiser keeps the roster of the mass organisations; the administrator appoints, and sees no file.
    """

    RESIDENT = "resident"
    HELPER = "helper"
    CLERK = "clerk"
    SPECIALIST = "specialist"
    HEAD = "head"
    CHAIRMAN = "chairman"
    VICE_CHAIRMAN = "vice_chairman"
    ORGANISER = "organiser"
    ADMINISTRATOR = "administrator"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Supplement:
    """A request to complete the dossier: its papers, a reason code, the official's words, the last moment for it."""

    paper: str
    reason: str
    note: str
    asked_at: datetime
    answer_by: datetime
    after_acceptance: bool
    also: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[str, ...]:
        """Every paper that is asked for, each once."""
        return tuple(dict.fromkeys((self.paper, *self.also)))


@dataclass(frozen=True, slots=True)
class Dossier:
    """State and dates; instants are UTC. `term` is the legal time limit frozen when sent in (`5wd`, `0d`, …).

    `clock_from` is where the legal clock (re)started, `due_at` the date on the receipt, `promised_at` the one new
    date an apology may give (it never replaces `due_at`), `returns_to` the state a pause in between goes back to.
    """

    state: State
    submitted_at: datetime
    term: str
    accepted_at: datetime | None = None
    clock_from: datetime | None = None
    due_at: datetime | None = None
    supplement: Supplement | None = None
    asked_before: int = 0
    asked_after: int = 0
    finished_at: datetime | None = None
    handed_at: datetime | None = None
    closed_at: datetime | None = None
    returns_to: State | None = None
    promised_at: datetime | None = None


def deadline(dossier: Dossier) -> datetime | None:
    """The date that counts for the resident: the receipt's, or the later one that an apology promised."""
    dates = [day for day in (dossier.due_at, dossier.promised_at) if day is not None]
    return max(dates, default=None)


def shown_due(dossier: Dossier, now: datetime, calendar: Calendar) -> datetime | None:
    """The date to show: while something is waited for, as if it came now; None when none will come.

    Before acceptance it is an expectation, never a promise: `accepted_at` tells.
    """
    if dossier.state in UNACCEPTED or _waits(dossier):
        return due(now, dossier.term, calendar)
    return None if dossier.closed_at is not None else deadline(dossier)


def is_overdue(dossier: Dossier, now: datetime) -> bool:
    """Whether the receipt's date has passed while the office was at work; a waiting resident is never overdue."""
    end = dossier.finished_at or now
    counts = dossier.closed_at is None and not _waits(dossier)
    return counts and dossier.due_at is not None and end > dossier.due_at


def is_running(dossier: Dossier) -> bool:
    """Whether the legal clock runs."""
    return dossier.state in RUNNING or (dossier.state is State.YEU_CAU_RUT and not _waits(dossier))


def _waits(dossier: Dossier) -> bool:
    return State.BO_SUNG_SAU in (dossier.state, dossier.returns_to)
