"""The apology that the clock drafts before a date is missed (N20), and whether a late file had one (art. 19.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flows.calendar import local, local_day
from flows.chronicle import Happening, first_of, moment_of
from flows.deadlines import Calendar, instant
from flows.dossier import Dossier, is_overdue, is_running
from flows.reminders import MORNING
from flows.rules import Law, apology_day

DRAFTED = "apology_drafted"
PROPOSED = "apology_proposed"
_OFFERED = 3  # working days after the date that cannot be kept: the date a draft proposes

Standing = Literal["not_late", "in_time", "too_late", "missing"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that lies ready: its new date, and the reason once an official has chosen one ('' before).

    `proposed_by_official` when it waits for the head's approval.
    """

    until: datetime
    reason: str = ""
    proposed_by_official: bool = False


def draft_at(dossier: Dossier, law: Law) -> datetime | None:
    """When the clock drafts the letter: on the morning of the last day for it; None when none is to be drafted.

    For what was accepted after that morning it is drafted once the date is missed.
    """
    if dossier.due_at is None or dossier.promised_at is not None or not is_running(dossier):
        return None
    morning = instant(apology_day(dossier.due_at, law.of(dossier), law.calendar), MORNING)
    if dossier.clock_from is not None and morning < dossier.clock_from:
        return instant(law.calendar.next_working_day(local_day(dossier.due_at)), MORNING)
    return morning


def drafted_before(now: datetime, law: Law) -> datetime:
    """The letter of no file that is due at this moment or later lies ready now."""
    lead = max(rules.apology_lead for rules in law.decrees)
    return instant(law.calendar.next_working_day(local_day(now)), MORNING.min) + lead


def letter(dossier: Dossier, happenings: Iterable[Happening], now: datetime, law: Law) -> Letter | None:
    """The letter that lies ready to be approved now; None before its morning, and when it is not needed any more."""
    morning = draft_at(dossier, law)
    if morning is None or now < morning:
        return None
    proposed = _latest(happenings)
    least = new_date(dossier, now, law.calendar)
    if proposed is None:
        return Letter(least)
    until, reason = moment_of(proposed, "until"), proposed.data.get("reason")
    kept = until if until is not None and until > now else least
    return Letter(kept, str(reason or ""), proposed.kind == PROPOSED)


def is_drafted(happenings: Iterable[Happening]) -> bool:
    """Whether the log says that the letter lies ready, since the clock last started anew."""
    return _latest(happenings) is not None


def new_date(dossier: Dossier, now: datetime, calendar: Calendar) -> datetime:
    """The date a draft proposes: some working days after the one that is missed, at the receipt's clock time."""
    due_at = dossier.due_at or now
    start = max(local_day(now), local_day(due_at))
    return instant(calendar.working_days_after(start, _OFFERED), local(due_at).time())


def standing(dossier: Dossier, happenings: Iterable[Happening], now: datetime, law: Law) -> Standing:
    """Whether a late file had its apology, in time or not: reports count both (NĐ 118/2025 art. 19.6)."""
    if dossier.due_at is None or not is_overdue(dossier, now):
        return "not_late"
    sent = first_of(happenings, "promise_new_date")
    if sent is None:
        return "missing"
    last = apology_day(dossier.due_at, law.of(dossier), law.calendar)
    return "in_time" if local_day(sent.at) <= last else "too_late"


def _latest(happenings: Iterable[Happening]) -> Happening | None:
    """The last draft or proposal since the clock last started anew."""
    found: Happening | None = None
    for one in happenings:
        if one.kind in (DRAFTED, PROPOSED):
            found = one
        elif one.kind == "complete":
            found = None
    return found
