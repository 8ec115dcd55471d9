"""Two clocks over the same events: the legal one starts anew on completion, that of QĐ 766 subtracts the waiting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from flows.calendar import local, local_day
from flows.chronicle import Happening, first_of, since_acceptance
from flows.deadlines import Calendar, due, parse_term

Punctuality = Literal["early", "on_time", "late"]
# The end of handling is the first of these that is there (QĐ 766, 2.1): portal codes 9, then 10, then 8.
_ENDS = (("record_result", "decline"), ("hand_over",), ("stop", "close_unanswered"))
_SUPPLEMENT = "ask_supplement"


@dataclass(frozen=True, slots=True)
class LegalClock:
    """The term of the law: `began_at` its last start, `due_at` its end, `stopped_at` when the result was there."""

    began_at: datetime
    due_at: datetime
    waiting: bool
    stopped_at: datetime | None


def legal_clock(happenings: Iterable[Happening], term: str, calendar: Calendar) -> LegalClock | None:
    """The clock that starts on acceptance and from zero once a supplement is complete (NĐ 118/2025 art. 19.5).

    None before acceptance.
    """
    began, waiting, stopped = None, False, None
    for one in since_acceptance(happenings):
        match one.kind:
            case "accept":
                began = one.at
            case "complete":
                began, waiting = one.at, False
            case "ask_supplement":
                waiting = True
            case "record_result" | "decline" | "stop" | "close_unanswered":
                waiting, stopped = False, one.at
    return None if began is None else LegalClock(began, due(began, term, calendar), waiting, stopped)


@dataclass(frozen=True, slots=True)
class Wait:
    """A supplement asked for after acceptance; `until` None while the resident has not come back."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class KpiClock:
    """The file as QĐ 766 counts it: `due_at` is the date of the receipt, which the waiting never moves.

    `ended_at` is when handling ended; for a file whose resident did not come back, when it was asked.
    """

    began_at: datetime
    due_at: datetime
    waits: tuple[Wait, ...]
    ended_at: datetime | None
    by_day: bool

    def elapsed(self, now: datetime) -> timedelta:
        """The time spent so far, without the waiting."""
        end = self.ended_at or now
        return end - self.began_at - sum((min(w.until or end, end) - w.since for w in self.waits), timedelta())

    def punctuality(self, now: datetime) -> Punctuality:
        """Early, on time or late; a file still being handled is compared as if it ended now.

        More than one supplement counts as late whenever it ends.
        """
        if len(self.waits) > 1:
            return "late"
        return punctual(self.began_at + self.elapsed(now), self.due_at, by_day=self.by_day)


def kpi_clock(happenings: Iterable[Happening], term: str, calendar: Calendar) -> KpiClock | None:
    """The clock of QĐ 766, 2.1: one term from acceptance, minus the supplement's interval; None before acceptance."""
    since = since_acceptance(happenings)
    if not since:
        return None
    waits = _waits(since)
    ended = handled_at(since)
    if waits and waits[-1].until is None:
        ended = waits[-1].since
    began = since[0].at
    return KpiClock(began, due(began, term, calendar), waits, ended, by_day(term))


def by_day(term: str) -> bool:
    """Whether being early is reckoned in days: not for terms in hours, nor for the same day."""
    parsed = parse_term(term)
    return parsed is not None and parsed.unit != "wh" and parsed.amount > 0


def handled_at(happenings: Iterable[Happening]) -> datetime | None:
    """When handling ended, by the priority of QĐ 766: the result, else its hand-over, else the stop; None if not."""
    log = tuple(happenings)
    ends = (first_of(log, *kinds) for kinds in _ENDS)
    return next((end.at for end in ends if end is not None), None)


def punctual(ended_at: datetime, due_at: datetime, *, by_day: bool) -> Punctuality:
    """Early is a day before the due day (for hours and the same day: before the due hour), late after the moment."""
    if ended_at > due_at:
        return "late"
    if by_day:
        return "early" if local_day(ended_at) < local_day(due_at) else "on_time"
    return "early" if ended_at < local(due_at).replace(minute=0, second=0, microsecond=0) else "on_time"


def _waits(since: tuple[Happening, ...]) -> tuple[Wait, ...]:
    waits: list[Wait] = []
    for one in since:
        if one.kind == _SUPPLEMENT:
            waits.append(Wait(one.at, None))
        elif one.kind == "complete" and waits:
            waits[-1] = Wait(waits[-1].since, one.at)
    return tuple(waits)
