"""The ladder of alerts (handbook §5) as one table: which officials are told what about a file, and when.

Owner, then head, then chairman; only in working hours; «đã xem, sẽ xong trước …» stops it until the promise breaks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Literal, assert_never

from flows.apologies import draft_at
from flows.calendar import local, local_day
from flows.deadlines import instant
from flows.dossier import Dossier, State, deadline, is_running
from flows.notices import audience, is_urgent
from flows.promises import is_held, promise
from flows.quiet import sendable_at
from flows.reminders import MORNING, Span
from flows.rules import Law
from flows.watched import (
    Watched,
    answer_half,
    answer_late,
    before,
    broken,
    days_before,
    due_day,
    just_overdue,
    may_be_forgotten,
    no_apology,
    overdue,
    slip,
    stuck,
    stuck_days,
    unopened,
)


class Post(StrEnum):
    """Who is told; the next one up where nobody holds it."""

    OWNER = "owner"
    HEAD = "head"
    CHAIRMAN = "chairman"


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


_OWNER, _BOTH, _HEAD = (Post.OWNER,), (Post.OWNER, Post.HEAD), (Post.HEAD,)
_ALL = (Post.OWNER, Post.HEAD, Post.CHAIRMAN)
# fmt: off
NEW_FILE_RUNGS: tuple[Rung, ...] = (
    Rung("file_unopened",      _BOTH,            unopened),
    Rung("answer_half",        _OWNER,           answer_half),
    Rung("answer_late",        _BOTH,            answer_late),
)
RUNGS: tuple[Rung, ...] = (
    Rung("appointment_letter", _OWNER,           slip),
    Rung("due_in_two",         _OWNER,           partial(before, days=2, clock=MORNING)),
    Rung("due_tomorrow",       _BOTH,            partial(before, days=1, clock=MORNING)),
    Rung("apology_missing",    _HEAD,            no_apology),
    Rung("due_today",          _BOTH,            due_day),
    Rung("first_overdue",      (Post.CHAIRMAN,), just_overdue, "month"),
    Rung("overdue",            _ALL,             overdue, "day"),
    Rung("stuck",              _BOTH,            stuck),
    Rung("promise_broken",     _BOTH,            broken),
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
            start = sendable_at(audience(rung.kind), span.start, law.calendar, is_urgent(rung.kind))
            found.append(Alert(rung.kind, _key(rung, file, span), rung.to, rung.per, start, span.end))
    return tuple(found)


def first_rung(dossier: Dossier, law: Law) -> datetime | None:
    """A moment before which no rung can be reached, whatever the log says; None when none ever will be, as it is."""
    if dossier.state is State.CHO_TIEP_NHAN:
        return dossier.submitted_at + (law.of(dossier).alert_within or timedelta())
    end, began = deadline(dossier), dossier.clock_from
    if may_be_forgotten(dossier, law):
        return dossier.submitted_at
    if not is_running(dossier) or end is None or began is None:
        return None
    if dossier.term == "0d":
        return began
    day = days_before(end, 2, law)
    still = law.calendar.working_days_after(local_day(began), stuck_days(dossier, law))
    letter = draft_at(dossier, law)
    return min(instant(day, MORNING), instant(still, MORNING), *((letter,) if letter else ()))


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
