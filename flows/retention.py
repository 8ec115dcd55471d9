"""Retention: how long the pages of a dossier are kept, what still needs them, and when their owner is warned.

Two classes. Pictures of identity papers are sensitive and go by two hard limits: so many days after the dossier was
taken up, or its decision, whichever comes first. All other pages go so many days after the dossier ended, never while
anything still needs them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import ENDED, UNACCEPTED, Dossier, State
from flows.procedure import Validity


class Pages(StrEnum):
    """The classes of pages."""

    IDENTITY = "identity"
    PAPER = "paper"


class After(StrEnum):
    """What a term counts from: the taking up of a dossier, or the way it ended."""

    USE = "use"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    STOPPED = "stopped"
    UNANSWERED = "unanswered"


class Hold(StrEnum):
    """What still needs the pages, so that no day can be named yet."""

    RUNNING = "running"  # the dossier is under way
    SUPPLEMENT = "supplement"  # papers are being asked for
    UNREAD = "unread"  # a notice that the law wants told was not read


@dataclass(frozen=True, slots=True)
class Term:
    """One rule: pages of a class are kept so many days after something, the owner warned `warn` before."""

    id: str
    pages: Pages
    after: After
    keep: timedelta
    warn: timedelta
    valid: Validity


@dataclass(frozen=True, slots=True)
class Retention:
    """The rules in use; of those for one class and event the one that holds on the day of the event counts."""

    terms: tuple[Term, ...]

    def term(self, pages: Pages, after: After, on: date) -> Term | None:
        """The rule for what happened on a day; None: then nothing is erased."""
        for term in self.terms:
            if term.pages is pages and term.after is after and term.valid.covers(on):
                return term
        return None


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier as retention sees it: until when a complaint is possible, and whether a legal notice is unread."""

    dossier: Dossier
    complain_by: datetime | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of pages: erased from `at` on (None: not known while `hold` lasts), by the rule `term`.

    `warn_at`: from when on their owner is warned. `strict`: they go at `at` even if no warning arrived.
    """

    at: datetime | None
    warn_at: datetime | None
    term: str
    hold: Hold | None = None
    strict: bool = False


# Between a warning that arrived and the erasing there is at least this.
WARNED_BEFORE = timedelta(days=3)
_ENDINGS = {
    State.KHONG_TIEP_NHAN: After.REFUSED,
    State.DA_TRA_KET_QUA: After.HANDED_OVER,
    State.DUNG_XU_LY: After.STOPPED,
    State.DONG_HO_SO: After.UNANSWERED,
}


def plan(file: Kept, pages: Pages, retention: Retention) -> Plan | None:
    """What is to become of the pages of a class as things stand; None when no rule says anything."""
    return _identity(file, retention) if pages is Pages.IDENTITY else _papers(file, retention)


def last_day(at: datetime) -> date:
    """The last day on which pages that are erased from `at` on are certainly there."""
    return local_day(at - timedelta.resolution)


def _papers(file: Kept, retention: Retention) -> Plan | None:
    """After the end of the dossier and of the time for a complaint, once every legal notice was read."""
    dossier = file.dossier
    ended = _ended_at(dossier)
    if ended is None:
        asked = _is_asked(dossier)
        return Plan(None, None, "", Hold.SUPPLEMENT if asked else Hold.RUNNING)
    term = retention.term(Pages.PAPER, _ENDINGS[dossier.state], local_day(ended))
    if term is None:
        return None
    until = max(local_day(ended) + term.keep, local_day(file.complain_by) if file.complain_by else date.min)
    at = instant(until + timedelta(days=1), time())
    return Plan(at, at - term.warn, term.id, Hold.UNREAD if file.unread else None)


def _identity(file: Kept, retention: Retention) -> Plan | None:
    """From the day that comes `keep` after it was taken up, or from its decision or end."""
    dossier = file.dossier
    finished = _earliest(dossier.finished_at, _ended_at(dossier))
    taken = None if dossier.state in UNACCEPTED or _is_asked(dossier) else dossier.clock_from
    begun = taken or finished
    if begun is None:
        return Plan(None, None, "", Hold.SUPPLEMENT if _is_asked(dossier) else Hold.RUNNING)
    term = retention.term(Pages.IDENTITY, After.USE, local_day(begun))
    if term is None:
        return None
    at = finished if taken is None else _earliest(instant(local_day(taken + term.keep), time()), finished)
    return Plan(at, begun, term.id, strict=True)


def _ended_at(dossier: Dossier) -> datetime | None:
    return (dossier.closed_at or dossier.handed_at) if dossier.state in ENDED else None


def _is_asked(dossier: Dossier) -> bool:
    """Whether papers are being asked for, or will be again if the wish to withdraw is taken back."""
    asking = (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU)
    return dossier.state in asking or dossier.returns_to in asking


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    known = [moment for moment in (one, other) if moment is not None]
    return min(known, default=None)
