"""The inbox of officials: which colour a file has at a moment, and the moments by which many are told apart at once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from flows.calendar import local_day
from flows.deadlines import due, instant, parse_term
from flows.dossier import READY, Dossier, State
from flows.rules import Law
from flows.waking import late_from
from flows.watched import Watched

AMBER_DAYS = 2  # working days before the date


class Colour(StrEnum):
    """What a file asks of the official, the most pressing first.

    RED: its date, or that of the answer to a new one, has passed. AMBER: it is due within two working days, or half of
    the hours for the answer are gone. NEW: not accepted yet. WAITING: the resident is to complete it. READY: the result
    is to be collected. CALM: in work, nothing presses.
    """

    RED = "red"
    AMBER = "amber"
    NEW = "new"
    WAITING = "waiting"
    READY = "ready"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Marks:
    """By these moments files change colour: what runs is amber when late before `soon`, what is new, by `half`.

    `today` is the midnight that ends the day.
    """

    now: datetime
    soon: datetime
    half: datetime
    today: datetime


def marks(now: datetime, law: Law) -> Marks:
    """The marks of this moment."""
    day = local_day(now)
    last = law.calendar.working_days_after(day, AMBER_DAYS)
    one = timedelta(days=1)
    return Marks(now, instant(last + one, time()), _half(now, law), instant(day + one, time()))


def colour(file: Watched, now: datetime, law: Law) -> Colour:
    """The colour of a file that is not ended."""
    return colour_of(file.dossier.state, late_from(file, law), marks(now, law))


def colour_of(state: State, late: datetime | None, at: Marks) -> Colour:
    """The same from what the database keeps: `late` is after what moment the file is late."""
    if state in (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU):
        return Colour.WAITING
    if state in READY:
        return Colour.READY
    if late is not None and late < at.now:
        return Colour.RED
    if state is State.CHO_TIEP_NHAN:
        return Colour.AMBER if late is not None and late <= at.half else Colour.NEW
    return Colour.AMBER if late is not None and late < at.soon else Colour.CALM


def _half(now: datetime, law: Law) -> datetime:
    """An answer due by this moment has half of its hours behind it (T3)."""
    term = parse_term(law.of(Dossier(State.CHO_TIEP_NHAN, now, "0d")).answer_term)
    if term is None or term.amount <= 1:
        return now
    return due(now, f"{term.amount - term.amount // 2}{term.unit}", law.calendar)
