"""Discipline (handbook §5, D2 to D6): where a delay stands, and what may be done about it by whom.

The program proposes and counts; every decision is a named person's. Refusals are codes, '' when nothing is in the way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.calendar import local_day
from flows.conduct import ACCEPTED, NOT_ACCEPTED, RESTS, Case, Delay, Measure, Reason
from flows.deadlines import Calendar, due
from flows.text import tidy


@dataclass(frozen=True, slots=True)
class Terms:
    """The office's own settings: time for an explanation, for an appeal, and how many measures lead to a review."""

    explain_within: str = "2wd"
    appeal_within: str = "5wd"
    review_at: int = 3


class Standing(StrEnum):
    """Where a case stands; never stored, always read off."""

    TO_EXPLAIN = "to_explain"
    UNEXPLAINED = "unexplained"
    TO_DECIDE = "to_decide"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    RESTS = "rests"
    MEASURED = "measured"
    REVOKED = "revoked"


# What waits for a leader.
OPEN = (Standing.UNEXPLAINED, Standing.TO_DECIDE, Standing.NOT_ACCEPTED)
_AFTER = {
    ACCEPTED: Standing.ACCEPTED,
    NOT_ACCEPTED: Standing.NOT_ACCEPTED,
    RESTS: Standing.RESTS,
}


def explain_by(delay: Delay, terms: Terms, calendar: Calendar) -> datetime:
    """The end of the day by which the owner explains; nobody has to explain on a day off."""
    return calendar.closing(local_day(due(delay.detected_at, terms.explain_within, calendar)))


def appeal_by(measure: Measure, terms: Terms, calendar: Calendar) -> datetime:
    """The end of the last day on which the person may contest a measure (D6)."""
    return calendar.closing(local_day(due(measure.at, terms.appeal_within, calendar)))


def standing(case: Case, now: datetime, terms: Terms, calendar: Calendar) -> Standing:
    """Where a case stands at a moment."""
    if case.measure is not None:
        return Standing.MEASURED if case.measure.in_force else Standing.REVOKED
    if case.decision is not None:
        return _AFTER[case.decision.verdict]
    if case.explanation is not None:
        return Standing.TO_DECIDE
    return Standing.TO_EXPLAIN if now <= explain_by(case.delay, terms, calendar) else Standing.UNEXPLAINED


def together(case: Case, cases: Iterable[Case]) -> tuple[Case, ...]:
    """The late files of one person, one day and one cause, this one among them: one measure at most (D5)."""
    day = local_day(case.delay.detected_at)
    return tuple(
        other
        for other in cases
        if other.delay.owner == case.delay.owner
        and local_day(other.delay.detected_at) == day
        and other.cause == case.cause
    )


_LEAST_WORDS = 10


def refuse_explanation(case: Case, person: int, reason: str, text: str) -> str:
    """Why an explanation is not taken, as a code; '' when it is. A late one is taken until a leader has decided."""
    if case.delay.owner != person:
        return "not_owner"
    if case.explanation is not None or case.decision is not None or case.measure is not None:
        return "settled"
    if reason not in tuple(Reason):
        return "no_reason"
    return "too_short" if len(tidy(text)) < _LEAST_WORDS else ""


def refuse_decision(
    case: Case, leader: int, verdict: str, words: str, now: datetime, terms: Terms, cal: Calendar
) -> str:
    """Why a leader's decision is not taken, as a code; '' when it is."""
    if case.delay.owner == leader:
        return "own_case"
    here = standing(case, now, terms, cal)
    if here is Standing.TO_EXPLAIN:
        return "still_time"
    may = {ACCEPTED: (Standing.TO_DECIDE,), NOT_ACCEPTED: (Standing.TO_DECIDE,), RESTS: OPEN}
    if here not in may.get(verdict, ()):
        return "settled"
    return "too_short" if verdict != ACCEPTED and len(tidy(words)) < _LEAST_WORDS else ""


def refuse_measure(
    case: Case, cases: Iterable[Case], leader: int, paper: tuple[str, str], now: datetime, terms: Terms, cal: Calendar
) -> str:
    """Why a measure is not issued, as a code; '' when it is. `paper` is its number and its text."""
    if case.delay.owner is None:
        return "nobody"
    if case.delay.owner == leader:
        return "own_case"
    here = standing(case, now, terms, cal)
    if here not in (Standing.UNEXPLAINED, Standing.NOT_ACCEPTED):
        return (
            "still_time"
            if here is Standing.TO_EXPLAIN
            else "settled"
            if here is not Standing.TO_DECIDE
            else "undecided"
        )
    if any(other.measure is not None and other.measure.in_force for other in together(case, cases)):
        return "same_cause"
    number, text = paper
    if not any(letter.isdigit() for letter in number):
        return "no_number"
    return "too_short" if len(tidy(text)) < _LEAST_WORDS else ""


def covered(case: Case, cases: Iterable[Case], now: datetime, terms: Terms, calendar: Calendar) -> tuple[int, ...]:
    """The delays that one measure settles: this one, and the others of its day and cause that are open to it."""
    open_to_it = (Standing.UNEXPLAINED, Standing.NOT_ACCEPTED)
    alike = together(case, cases)
    return tuple(one.delay.id for one in alike if standing(one, now, terms, calendar) in open_to_it)


def refuse_appeal(measure: Measure, person: int, text: str, now: datetime, terms: Terms, calendar: Calendar) -> str:
    """Why an appeal is not taken, as a code; '' when it is."""
    if measure.person != person:
        return "not_owner"
    if measure.appeal is not None or not measure.in_force:
        return "settled"
    if now > appeal_by(measure, terms, calendar):
        return "appeal_late"
    return "too_short" if len(tidy(text)) < _LEAST_WORDS else ""


def refuse_review(measure: Measure, leader: int, words: str) -> str:
    """Why a leader may not revoke a measure or decide its appeal, as a code; '' when they may."""
    if measure.person == leader:
        return "own_case"
    if not measure.in_force or (measure.appeal is not None and measure.appeal.decided_at is not None):
        return "settled"
    return "too_short" if len(tidy(words)) < _LEAST_WORDS else ""
