"""A file as reports see it, and what was known of it at the end of a period: nothing that came later counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.chronicle import first_of
from flows.clocks import KpiClock, Punctuality, handled_at, kpi_clock
from flows.deadlines import Calendar
from flows.figures import File
from flows.marks import Logged, marks_in, named_by

_RETURNS = ("ask_supplement", "refuse", "decline")
_LEFT = ("refuse", "withdraw", "close_unanswered")
# The reason of a request that rests on what was said of each paper.
_OF_PAPERS = "marked"
LINK = "result_link"


@dataclass(frozen=True, slots=True)
class Case:
    """A file: its code, where it belongs, how it was filed, its term and its log.

    `papers` counts the pages ever attached, erased ones included; `score` is its rating, which no figure may be traced
    to; `owner` is the id of the official who has it; `official`: it has a code of the official software.
    """

    code: str
    field: str
    procedure: str
    online: bool
    term: str
    log: tuple[Logged, ...]
    owner: int | None = None
    papers: int = 0
    score: int | None = None
    official: bool = False

    @property
    def file(self) -> File:
        """The same as the short figures see it."""
        return File(self.field, self.online, self.term, self.log, self.code)


@dataclass(frozen=True, slots=True)
class Known:
    """A case with its log up to a moment, `until`, which is outside.

    `clock` is None before acceptance. `handled_at` is when the result was there; the clock's own `ended_at` also ends
    with a request that nobody answered.
    """

    case: Case
    log: tuple[Logged, ...]
    until: datetime
    clock: KpiClock | None
    handled_at: datetime | None

    @property
    def how(self) -> Punctuality:
        """Early, on time or late by QĐ 766; what is not accepted yet is never late."""
        return "early" if self.clock is None else self.clock.punctuality(self.until)

    def received(self, since: datetime) -> bool:
        """Whether it was accepted from `since` on."""
        return self.clock is not None and self.clock.began_at >= since

    def handled(self, since: datetime) -> bool:
        """Whether its handling ended from `since` on."""
        return self.clock is not None and self.handled_at is not None and self.handled_at >= since

    @property
    def running(self) -> bool:
        """Whether it was accepted and is still being handled, or waited for."""
        return self.clock is not None and self.handled_at is None

    @property
    def decided(self) -> bool:
        """Whether there was a decision, and not just an end."""
        return first_of(self.log, "record_result", "decline", "hand_over") is not None

    @property
    def link(self) -> bool:
        """Whether its result is there electronically."""
        return first_of(self.log, LINK) is not None

    @property
    def asked(self) -> int:
        """How often the resident had to bring something more."""
        return sum(one.kind == "ask_supplement" for one in self.log)

    def apologised(self) -> bool:
        """Whether a new date was promised in writing."""
        return first_of(self.log, "promise_new_date") is not None

    def left_at(self) -> datetime | None:
        """When it was refused or given up without ever having been accepted."""
        left = first_of(self.log, *_LEFT) if self.clock is None else None
        return None if left is None else left.at

    def reasons(self, since: datetime) -> tuple[str, ...]:
        """Why it was sent back or refused from `since` on, each reason once."""
        marks = marks_in(self.log)
        found: list[str] = []
        for one in self.log:
            if one.kind in _RETURNS and one.at >= since:
                reason = str(one.data.get("reason") or "")
                named = [mark.reason for mark in named_by(marks, one.data) if mark.reason]
                found.extend(named if reason == _OF_PAPERS and named else [reason] if reason else [])
        return tuple(dict.fromkeys(found))


def known(case: Case, until: datetime, calendar: Calendar) -> Known | None:
    """What was known of a case before `until`; None when it was not there yet."""
    log = tuple(one for one in case.log if one.at < until)
    if not log:
        return None
    clock = kpi_clock(log, case.term, calendar)
    return Known(case, log, until, clock, None if clock is None else handled_at(log))


def all_known(cases: Iterable[Case], until: datetime, calendar: Calendar) -> Iterator[Known]:
    """Every case that was there before `until`."""
    for case in cases:
        found = known(case, until, calendar)
        if found is not None:
            yield found
