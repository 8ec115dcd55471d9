"""The book of conduct as a person may read it: all of this and the last year, or one person's part."""

from datetime import date, datetime, time

from bot.services.visit import Visit
from flows.calendar import local_day
from flows.conduct import Book, Case, read
from flows.deadlines import instant
from flows.discipline import OPEN, Standing, Terms, standing
from storage.unit_of_work import UnitOfWork

AREA = "discipline"


def since(now: datetime) -> datetime:
    """The beginning of last year: what is older is settled and counts in no year that is still judged."""
    return instant(date(local_day(now).year - 1, 1, 1), time())


def book(u: UnitOfWork, now: datetime, person: int | None = None) -> Book:
    """The cases and measures of this and the last year; of one person when given."""
    begin = since(now)
    return read(u.discipline.delays(begin, person), u.discipline.history(begin, person))


def terms(visit: Visit) -> Terms:
    """The office's own terms."""
    return visit.library.office.discipline


def standing_of(visit: Visit, case: Case) -> Standing:
    """Where a case stands now."""
    return standing(case, visit.now, terms(visit), visit.library.calendar)


def waiting(visit: Visit, of: Book) -> tuple[Case, ...]:
    """The cases that wait for a leader other than their owner."""
    return tuple(one for one in of.cases if one.delay.owner != visit.person and standing_of(visit, one) in OPEN)


def number(text: str) -> int:
    """The id that a button carries; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000000000000") else 0
