"""Reminders as two tables: what is owed about a draft or a dossier now; asked again before anything is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Generic, TypeVar

from flows.calendar import local, local_day
from flows.deadlines import Calendar, instant
from flows.dossier import READY, Dossier, State
from flows.quiet import Audience, sendable_at

MORNING = time(8)
# A draft is kept this long after it was last touched, and never deleted sooner than three days after the warning.
DRAFT_KEPT = timedelta(days=30)
_RECALLED = timedelta(days=3)
WARNED_BEFORE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class IdleDraft:
    """A procedure begun and not sent in."""

    id: int
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A dossier; `desk_papers` are those the resident promised to bring."""

    id: int
    dossier: Dossier
    desk_papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """A reminder that is due: to whom, under which key it is owed once, and between which moments it makes sense."""

    kind: str
    dedupe: str
    to: Audience
    not_before: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Span:
    """While a reminder makes sense; without an end, for as long as its subject stays as it is."""

    start: datetime
    end: datetime | None = None


Subject = TypeVar("Subject", IdleDraft, OpenFile)
When = Callable[[Subject, datetime, Calendar], Span | None]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One row: the kind of notice, who gets it, and when it makes sense."""

    kind: str
    to: Audience
    when: When[Subject]


def _untouched(days: int, until: int | None) -> When[IdleDraft]:
    def when(draft: IdleDraft, _now: datetime, _calendar: Calendar) -> Span:
        end = None if until is None else draft.touched_at + timedelta(days=until)
        return Span(draft.touched_at + timedelta(days=days), end)

    return when


def _uncollected(days: int, until: int) -> When[OpenFile]:
    """Some days after the result, unless holidays would hold it back until the next one follows on its heels."""

    def when(file: OpenFile, _now: datetime, calendar: Calendar) -> Span | None:
        finished = file.dossier.finished_at
        if finished is None or file.dossier.state not in READY:
            return None
        day = local_day(finished)
        start, end = (instant(day + timedelta(days=count), MORNING) for count in (days, until))
        held = local_day(sendable_at(Audience.RESIDENT, start, calendar))
        return None if held >= local_day(end) - timedelta(days=1) else Span(start, end)

    return when


def _paper_promised(file: OpenFile, _now: datetime, calendar: Calendar) -> Span | None:
    """From the working day after it was sent in, while nobody has taken it up."""
    if file.dossier.state is not State.CHO_TIEP_NHAN or not file.desk_papers:
        return None
    sent = local_day(file.dossier.submitted_at)
    days = (calendar.working_days_after(sent, count) for count in (1, 10))
    return Span(*(instant(day, MORNING) for day in days))


def _supplement_half(file: OpenFile, now: datetime, calendar: Calendar) -> Span | None:
    """At half time, unless the last reminder comes as soon (the days before Tết)."""
    last, asked = _supplement_last(file, now, calendar), file.dossier.supplement
    if last is None or asked is None:
        return None
    half = asked.asked_at + (asked.answer_by - asked.asked_at) / 2
    return Span(instant(local_day(half), MORNING), last.start)


def _supplement_last(file: OpenFile, _now: datetime, calendar: Calendar) -> Span | None:
    """On the working day before the last, until the last day ends."""
    asked = file.dossier.supplement
    if asked is None or file.dossier.state not in (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU):
        return None
    last = local_day(asked.answer_by)
    return Span(instant(calendar.last_working_day_before(last), MORNING), instant(last + timedelta(days=1), time()))


# fmt: off
DRAFT_REMINDERS: tuple[Rule[IdleDraft], ...] = (
    Rule("draft_idle",       Audience.RESIDENT, _untouched(_RECALLED.days, 20)),
    Rule("draft_idle",       Audience.RESIDENT, _untouched(20, 27)),
    Rule("draft_expiring",   Audience.RESIDENT, _untouched(27, None)),
)
# On the day of the result the move itself owes the notice; these follow when nobody came. What officials are told
# stands in `flows.escalation`.
FILE_REMINDERS: tuple[Rule[OpenFile], ...] = (
    Rule("missing_paper",    Audience.RESIDENT, _paper_promised),
    Rule("supplement_half",  Audience.RESIDENT, _supplement_half),
    Rule("supplement_last",  Audience.RESIDENT, _supplement_last),
    Rule("result_waiting",   Audience.RESIDENT, _uncollected(3, 10)),
    Rule("result_waiting",   Audience.RESIDENT, _uncollected(10, 30)),
)
# fmt: on


def first_recall(touched_at: datetime) -> datetime:
    """When the first reminder about a draft falls due."""
    return touched_at + _RECALLED


def owed(subject: IdleDraft | OpenFile, now: datetime, calendar: Calendar) -> tuple[Owed, ...]:
    """The reminders due about a subject now, each with the key under which it is owed once.

    A reminder still makes sense as long as its key is among them.
    """
    if isinstance(subject, IdleDraft):
        return _fallen(DRAFT_REMINDERS, subject, f"draft:{subject.id}", now, calendar)
    return _fallen(FILE_REMINDERS, subject, f"file:{subject.id}", now, calendar)


def _fallen(
    rules: tuple[Rule[Subject], ...], subject: Subject, key: str, now: datetime, calendar: Calendar
) -> tuple[Owed, ...]:
    found = []
    for rule in rules:
        span = rule.when(subject, now, calendar)
        if span is not None and span.start <= now and (span.end is None or now < span.end):
            dedupe = f"{rule.kind}:{key}:{local(span.start):%Y-%m-%dT%H:%M}"
            found.append(Owed(rule.kind, dedupe, rule.to, sendable_at(rule.to, span.start, calendar), span.end))
    return tuple(found)
