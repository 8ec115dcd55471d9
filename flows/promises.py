"""What an official promised about a late file («đã xem, sẽ xong trước …»), read from its events (N19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flows.calendar import local_day
from flows.chronicle import Happening, moment_of
from flows.dossier import Dossier, deadline, is_running
from flows.rules import Law

SEEN = "acknowledge"
BROKEN = "promise_broken"
# What comes after a promise and makes it void: it was made for a date that counts no more.
_VOIDED_BY = frozenset({"ask_supplement", "complete", "promise_new_date"})


@dataclass(frozen=True, slots=True)
class Promise:
    """Made at `at`: done by `until`; `noted` when the log says that it was broken."""

    at: datetime
    until: datetime
    noted: bool


def promise(happenings: Iterable[Happening]) -> Promise | None:
    """The last promise, unless the date it was made for has changed."""
    last: Promise | None = None
    for one in happenings:
        until = moment_of(one, "until")
        if one.kind == SEEN and until is not None:
            last = Promise(one.at, until, noted=False)
        elif last is not None and one.kind == BROKEN:
            last = Promise(last.at, last.until, noted=True)
        elif one.kind in _VOIDED_BY:
            last = None
    return last


def is_held(made: Promise | None, now: datetime) -> bool:
    """Whether a promise stops the ladder now."""
    return made is not None and now <= made.until


def is_broken(made: Promise | None, dossier: Dossier, now: datetime) -> bool:
    """Whether the promised moment has passed and the file is still not done."""
    return made is not None and made.until < now and is_running(dossier)


def broken_times(happenings: Iterable[Happening]) -> int:
    """How many promises about this file were broken."""
    return sum(one.kind == BROKEN for one in happenings)


def last_day(dossier: Dossier, now: datetime, law: Law) -> date:
    """The last day that may be promised: the date that stands, and once it has passed a few working days from now.

    A later one within the term would be a new date, for which the law wants an apology.
    """
    end, today = deadline(dossier), local_day(now)
    if end is not None and now <= end:
        return local_day(end)
    return law.calendar.working_days_after(today, int(law.of(dossier).promise_within.removesuffix("wd")))


def until_of(day: date, dossier: Dossier, now: datetime, law: Law) -> datetime | None:
    """The moment by which a day is promised: its closing, or the due moment on the due day; None if it may not be."""
    closing, end = law.calendar.closing(day), deadline(dossier)
    if not law.calendar.is_working_day(day) or day > last_day(dossier, now, law) or closing <= now:
        return None
    return min(closing, end) if end is not None and now < end else closing
