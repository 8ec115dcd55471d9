"""The ladder of alerts (handbook §5) as one table: which officials are told what about a file, and when.

Owner, then head, then chairman; only in working hours; «đã xem, sẽ xong trước …» stops it until the promise breaks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import Literal, assert_never

from flows.apologies import draft_at
from flows.calendar import local, local_day
from flows.chronicle import Happening
from flows.deadlines import due, instant, parse_term
from flows.dossier import Dossier, State, deadline, is_running
from flows.promises import BROKEN, is_broken, is_held, promise
from flows.quiet import WINDOWS, Audience, sendable_at
from flows.reminders import MORNING, Span
from flows.rules import Law

AFTERNOON = time(15)
# What the clock itself writes down is no sign that somebody works on the file.
_BY_THE_CLOCK = frozenset({"calendar", "apology_drafted", BROKEN})


class Post(StrEnum):
    """Who is told; the next one up where nobody holds it."""

    OWNER = "owner"
    HEAD = "head"
    CHAIRMAN = "chairman"


@dataclass(frozen=True, slots=True)
class Watched:
    """A file as the ladder sees it: its log, and when an official last opened it."""

    id: int
    dossier: Dossier
    happenings: tuple[Happening, ...] = ()
    opened_at: datetime | None = None

    @property
    def came_at(self) -> datetime:
        """When it last came to the desk: sent in, or completed before acceptance."""
        came = [one.at for one in self.happenings if one.kind in ("sent", "complete")]
        return came[-1] if came else self.dossier.submitted_at


When = Callable[[Watched, datetime, Law], Span | None]
Per = Literal["file", "day", "month"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One row: the kind of notice, to whom, when, and how often: once a file, one digest a day, once a month."""

    kind: str
    to: tuple[Post, ...]
    when: When
    per: Per = "file"


@dataclass(frozen=True, slots=True)
class Alert:
    """A rung that is reached: owed once under its key to each person who holds one of the posts."""

    kind: str
    dedupe: str
    to: tuple[Post, ...]
    per: Per
    not_before: datetime
    expires_at: datetime | None


def _unopened(file: Watched, _now: datetime, law: Law) -> Span | None:
    """Nobody has looked at an online file within the hours of T2, counted from when officials could be told."""
    within = law.of(file.dossier).alert_within
    opened = file.opened_at is not None and file.opened_at >= file.came_at
    if within is None or opened or file.dossier.state is not State.CHO_TIEP_NHAN:
        return None
    return Span(sendable_at(Audience.OFFICIAL, file.came_at, law.calendar) + within)


def _answer_half(file: Watched, _now: datetime, law: Law) -> Span | None:
    """Half of the hours for the answer are over (T3)."""
    last, term = _answer_by(file, law), parse_term(law.of(file.dossier).answer_term)
    if last is None or term is None or term.amount < 2:
        return None
    return Span(due(file.came_at, f"{term.amount // 2}{term.unit}", law.calendar), last)


def _answer_late(file: Watched, _now: datetime, law: Law) -> Span | None:
    last = _answer_by(file, law)
    return None if last is None else Span(last)


def _slip(file: Watched, _now: datetime, law: Law) -> Span | None:
    """What is due the same day and came after the cut-off is promised in writing, with hour and day (NĐ 23/2015)."""
    dossier = file.dossier
    if dossier.accepted_at is None or dossier.due_at is None or dossier.term != "0d" or not is_running(dossier):
        return None
    day = local_day(dossier.accepted_at)
    late = dossier.clock_from == dossier.accepted_at and local_day(dossier.due_at) > day
    return Span(dossier.accepted_at, law.calendar.closing(law.calendar.next_working_day(day))) if late else None


def _before(file: Watched, _now: datetime, law: Law, days: int, clock: time) -> Span | None:
    """So many working days before the date, until the next rung; not for what was accepted after that morning."""
    end, began = deadline(file.dossier), file.dossier.clock_from
    if end is None or began is None or not is_running(file.dossier):
        return None
    day = following = local_day(end)
    for _ in range(days):
        day, following = law.calendar.last_working_day_before(day), day
    stop = min(end, instant(following, MORNING)) if days else end
    return Span(instant(day, clock), stop) if began <= instant(day, MORNING) < stop else None


def _no_apology(file: Watched, now: datetime, law: Law) -> Span | None:
    """The letter lies there since the morning and nobody has approved it."""
    morning, span = draft_at(file.dossier, law), _before(file, now, law, 1, AFTERNOON)
    return None if morning is None or span is None else Span(span.start, file.dossier.due_at)


def _overdue(file: Watched, now: datetime, law: Law) -> Span | None:
    """Every working morning from the day after; worthless in the evening. An answer that is late counts as well."""
    running = deadline(file.dossier) if is_running(file.dossier) else None
    end, today = running or _answer_by(file, law), local_day(now)
    if end is None or not local_day(end) < today or not law.calendar.is_working_day(today):
        return None
    window = WINDOWS[Audience.OFFICIAL]
    return Span(instant(today, window.opens), instant(today, window.closes))


def _just_overdue(file: Watched, _now: datetime, law: Law) -> Span | None:
    end = deadline(file.dossier)
    if end is None or not is_running(file.dossier):
        return None
    return Span(end, law.calendar.closing(law.calendar.next_working_day(local_day(end))))


def _stuck(file: Watched, now: datetime, law: Law) -> Span | None:
    """Nothing has happened for days, and no date has passed that would be told anyway."""
    end = deadline(file.dossier)
    if not is_running(file.dossier) or end is None or end < now:
        return None
    last = [one.at for one in file.happenings if one.kind not in _BY_THE_CLOCK] or [file.dossier.clock_from or now]
    return Span(instant(law.calendar.working_days_after(local_day(last[-1]), _stuck_days(file.dossier, law)), MORNING))


def _broken(file: Watched, now: datetime, law: Law) -> Span | None:
    """The morning after a promise that was not kept, until a new one is made."""
    made = promise(file.happenings)
    if made is None or not is_broken(made, file.dossier, now):
        return None
    return Span(instant(law.calendar.next_working_day(local_day(made.until)), MORNING))


_OWNER, _BOTH, _HEAD = (Post.OWNER,), (Post.OWNER, Post.HEAD), (Post.HEAD,)
_ALL = (Post.OWNER, Post.HEAD, Post.CHAIRMAN)
# fmt: off
NEW_FILE_RUNGS: tuple[Rung, ...] = (
    Rung("file_unopened",      _BOTH,            _unopened),
    Rung("answer_half",        _OWNER,           _answer_half),
    Rung("answer_late",        _BOTH,            _answer_late),
)
RUNGS: tuple[Rung, ...] = (
    Rung("appointment_letter", _OWNER,           _slip),
    Rung("due_in_two",         _OWNER,           partial(_before, days=2, clock=MORNING)),
    Rung("due_tomorrow",       _BOTH,            partial(_before, days=1, clock=MORNING)),
    Rung("apology_missing",    _HEAD,            _no_apology),
    Rung("due_today",          _BOTH,            partial(_before, days=0, clock=MORNING)),
    Rung("first_overdue",      (Post.CHAIRMAN,), _just_overdue, "month"),
    Rung("overdue",            _ALL,             _overdue, "day"),
    Rung("stuck",              _BOTH,            _stuck),
    Rung("promise_broken",     _BOTH,            _broken),
)
# fmt: on
LADDER = frozenset(rung.kind for rung in (*NEW_FILE_RUNGS, *RUNGS))


def rungs(file: Watched, now: datetime, law: Law) -> tuple[Alert, ...]:
    """What is owed to officials about a file now; nothing while a promise about it is held."""
    if is_held(promise(file.happenings), now):
        return ()
    found = []
    for rung in (*NEW_FILE_RUNGS, *RUNGS):
        span = rung.when(file, now, law)
        if span is not None and span.start <= now and (span.end is None or now < span.end):
            key, start = _key(rung, file, span), sendable_at(Audience.OFFICIAL, span.start, law.calendar)
            found.append(Alert(rung.kind, key, rung.to, rung.per, start, span.end))
    return tuple(found)


def first_rung(dossier: Dossier, law: Law) -> datetime | None:
    """A moment before which no rung can be reached, whatever the log says; None when none ever will be, as it is."""
    if dossier.state is State.CHO_TIEP_NHAN:
        return dossier.submitted_at + (law.of(dossier).alert_within or timedelta())
    end, began = deadline(dossier), dossier.clock_from
    if not is_running(dossier) or end is None or began is None:
        return None
    if dossier.term == "0d":
        return began
    day = law.calendar.last_working_day_before(law.calendar.last_working_day_before(local_day(end)))
    still = law.calendar.working_days_after(local_day(began), _stuck_days(dossier, law))
    return min(instant(day, MORNING), instant(still, MORNING))


def _answer_by(file: Watched, law: Law) -> datetime | None:
    if file.dossier.state is not State.CHO_TIEP_NHAN:
        return None
    return due(file.came_at, law.of(file.dossier).answer_term, law.calendar)


def _stuck_days(dossier: Dossier, law: Law) -> int:
    return int(law.of(dossier).stuck_after.removesuffix("wd"))


def _key(rung: Rung, file: Watched, span: Span) -> str:
    start = local(span.start)
    match rung.per:
        case "file":
            return f"{rung.kind}:file:{file.id}:{start:%Y-%m-%dT%H:%M}"
        case "day":
            return f"{rung.kind}:{start:%Y-%m-%d}"
        case "month":
            return f"{rung.kind}:file:{file.id}:{start:%Y-%m}"
    assert_never(rung.per)
