"""A file as the ladder sees it, and between which moments each rung makes sense, read from its log."""

from dataclasses import dataclass
from datetime import date, datetime, time

from flows.apologies import draft_at
from flows.calendar import local_day
from flows.chronicle import Happening
from flows.deadlines import due, instant, parse_term
from flows.dossier import Dossier, State, deadline, is_running
from flows.promises import BROKEN, is_broken, promise
from flows.quiet import WINDOWS, Audience, sendable_at
from flows.reminders import MORNING, Span
from flows.rules import Law

AFTERNOON = time(15)
# What the clock itself writes down is no sign that somebody works on the file.
_BY_THE_CLOCK = frozenset({"calendar", "apology_drafted", BROKEN})


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


def unopened(file: Watched, _now: datetime, law: Law) -> Span | None:
    """Nobody has looked at an online file within the hours of T2, counted from when officials could be told."""
    within, last = law.of(file.dossier).alert_within, answer_by(file, law)
    if within is None or last is None or (file.opened_at is not None and file.opened_at >= file.came_at):
        return None
    return Span(sendable_at(Audience.OFFICIAL, file.came_at, law.calendar) + within, last)


def answer_half(file: Watched, _now: datetime, law: Law) -> Span | None:
    """Half of the hours for the answer are over (T3)."""
    last, term = answer_by(file, law), parse_term(law.of(file.dossier).answer_term)
    if last is None or term is None or term.amount < 2:
        return None
    return Span(due(file.came_at, f"{term.amount // 2}{term.unit}", law.calendar), last)


def answer_late(file: Watched, _now: datetime, law: Law) -> Span | None:
    """The answer is overdue; from the next morning on the digest says so."""
    last = answer_by(file, law)
    return None if last is None else Span(last, _digest_after(last, law))


def slip(file: Watched, _now: datetime, law: Law) -> Span | None:
    """What is due the same day and came after the cut-off is promised in writing, with hour and day (NĐ 23/2015)."""
    dossier = file.dossier
    if dossier.accepted_at is None or dossier.due_at is None or dossier.term != "0d" or not is_running(dossier):
        return None
    day = local_day(dossier.accepted_at)
    late = dossier.clock_from == dossier.accepted_at and local_day(dossier.due_at) > day
    return Span(dossier.accepted_at, law.calendar.closing(law.calendar.next_working_day(day))) if late else None


def before(file: Watched, _now: datetime, law: Law, days: int, clock: time) -> Span | None:
    """So many working days before the date, until the next rung; not for what was accepted after that morning."""
    end, began = deadline(file.dossier), file.dossier.clock_from
    if end is None or began is None or not is_running(file.dossier):
        return None
    day = days_before(end, days, law)
    stop = min(end, instant(days_before(end, days - 1, law), MORNING)) if days else end
    return Span(instant(day, clock), stop) if began <= instant(day, MORNING) < stop else None


def due_day(file: Watched, now: datetime, law: Law) -> Span | None:
    """The morning of the due day; what was accepted after it and is due the same day is recalled in the afternoon."""
    end, began = deadline(file.dossier), file.dossier.clock_from
    if end is None or began is None or not is_running(file.dossier):
        return None
    morning, afternoon = (instant(local_day(end), clock) for clock in (MORNING, AFTERNOON))
    same = morning < began < afternoon < end
    return Span(afternoon, end) if same else before(file, now, law, 0, MORNING)


def no_apology(file: Watched, now: datetime, law: Law) -> Span | None:
    """The letter lies there since the morning and nobody has approved it: today it would still be in time."""
    morning, span = draft_at(file.dossier, law), before(file, now, law, 1, AFTERNOON)
    return None if morning is None or span is None else Span(span.start, law.calendar.closing(local_day(span.start)))


def overdue(file: Watched, now: datetime, law: Law) -> Span | None:
    """Every working morning from the day after; worthless in the evening. An answer that is late counts as well."""
    running = deadline(file.dossier) if is_running(file.dossier) else None
    end, today = running or answer_by(file, law), local_day(now)
    if end is None or not local_day(end) < today or not law.calendar.is_working_day(today):
        return None
    window = WINDOWS[Audience.OFFICIAL]
    return Span(instant(today, window.opens), instant(today, window.closes))


def just_overdue(file: Watched, _now: datetime, law: Law) -> Span | None:
    """The date has just passed; from the next morning on the digest says so."""
    end = deadline(file.dossier)
    if end is None or not is_running(file.dossier):
        return None
    return Span(end, _digest_after(end, law))


def stuck(file: Watched, _now: datetime, law: Law) -> Span | None:
    """Nothing has happened for days; only until the rungs before the date begin, which say more."""
    end, since = deadline(file.dossier), still_since(file)
    if may_be_forgotten(file.dossier, law):
        return _forgotten(file, law)
    if not is_running(file.dossier) or end is None or since is None:
        return None
    days = stuck_days(file.dossier, law)
    start = instant(law.calendar.working_days_after(local_day(since), days), MORNING)
    stop = instant(days_before(end, 2, law), MORNING)
    return Span(start, stop) if start < stop else None


def _forgotten(file: Watched, law: Law) -> Span:
    dossier, begin = file.dossier, still_since(file) or file.dossier.submitted_at
    if dossier.supplement is not None and dossier.returns_to is None:
        begin = max(begin, dossier.supplement.answer_by)
    return Span(instant(law.calendar.working_days_after(local_day(begin), stuck_days(dossier, law)), MORNING))


def may_be_forgotten(dossier: Dossier, law: Law) -> bool:
    """Whether a dossier can wait for ever without a date that runs: a withdrawal that nobody answers while a supplement
    is awaited, and under the older decree a supplement, which nothing closes."""
    asked = dossier.state in (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU)
    leaving = dossier.state is State.YEU_CAU_RUT and not is_running(dossier)
    return leaving or (asked and not law.of(dossier).closes)


def broken(file: Watched, now: datetime, law: Law) -> Span | None:
    """The morning after a promise that was not kept, until a new one is made."""
    made = promise(file.happenings)
    if made is None or not is_broken(made, file.dossier, now):
        return None
    return Span(instant(law.calendar.next_working_day(local_day(made.until)), MORNING))


def answer_by(file: Watched, law: Law) -> datetime | None:
    """When a new file is to be answered at the latest; None once it is (NĐ 118/2025 art. 17.2.c)."""
    if file.dossier.state is not State.CHO_TIEP_NHAN:
        return None
    return due(file.came_at, law.of(file.dossier).answer_term, law.calendar)


def still_since(file: Watched) -> datetime | None:
    """Since when nobody has done anything about a file."""
    done = [one.at for one in file.happenings if one.kind not in _BY_THE_CLOCK]
    return done[-1] if done else file.dossier.clock_from


def _digest_after(moment: datetime, law: Law) -> datetime:
    return instant(law.calendar.next_working_day(local_day(moment)), WINDOWS[Audience.OFFICIAL].opens)


def days_before(end: datetime, days: int, law: Law) -> date:
    """The day so many working days before a date."""
    day = local_day(end)
    for _ in range(days):
        day = law.calendar.last_working_day_before(day)
    return day


def stuck_days(dossier: Dossier, law: Law) -> int:
    """After how many working days without an event a file is called stuck."""
    return int(law.of(dossier).stuck_after.removesuffix("wd"))
