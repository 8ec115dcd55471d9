"""The report of a period on discipline: delays, explanations, measures and commendations by person, as rows."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from flows.calendar import local_day
from flows.conduct import ACCEPTED, Book, Case, Sanction, read
from flows.deadlines import instant
from storage.unit_of_work import UnitOfWork

HEADINGS = (
    "person",
    "name",
    "delays",
    "explained",
    "accepted",
    "unexplained",
    "reminders",
    "criticisms",
    "revoked",
    "appeals",
)

COMMENDED = ("person", "initiative", "effect", "proposer", "number", "day")


def rows(u: UnitOfWork, first: date, last: date) -> Iterator[tuple[str, ...]]:
    """A row for each person under HEADINGS, then one for the office ('all'), of what was found from day to day.

    Without any delay or measure there is the row of the office alone, all zeros: «Không có».
    """
    since, until = instant(first, time()), instant(last + timedelta(days=1), time())
    book = read(u.discipline.delays(since), u.discipline.history(since))
    cases = [one for one in book.cases if one.delay.detected_at < until]
    people = dict.fromkeys(
        [one.delay.owner for one in cases if one.delay.owner is not None]
        + [one.person for one in book.measures if one.at < until]
    )
    for person in people:
        yield (
            str(person),
            *_name(u, person),
            *_counts(book, [c for c in cases if c.delay.owner == person], until, person),
        )
    yield ("all", "", *_counts(book, cases, until, None))


def _name(u: UnitOfWork, person: int) -> tuple[str]:
    return (u.staff.known_as(person)[0],)


def _counts(book: Book, cases: list[Case], until: datetime, person: int | None) -> tuple[str, ...]:
    measures = [one for one in book.measures if one.at < until and person in (None, one.person)]
    standing = [one for one in measures if one.in_force]
    told = [one for one in cases if one.explanation is not None]
    counts = (
        len(cases),
        len(told),
        sum(one.decision is not None and one.decision.verdict == ACCEPTED for one in cases),
        len(cases) - len(told),
        sum(one.sanction is Sanction.REMINDER for one in standing),
        sum(one.sanction is Sanction.CRITICISM for one in standing),
        len(measures) - len(standing),
        sum(one.appeal is not None for one in measures),
    )
    return tuple(map(str, counts))


def commended(u: UnitOfWork, first: date, last: date) -> Iterator[tuple[str, ...]]:
    """The commendations of a period: person, initiative, effect, proposer, number, day."""
    for one in u.commendations.all():
        day = str(one.data.get("day", "")) or local_day(one.at).isoformat()
        if first.isoformat() <= day <= last.isoformat():
            yield tuple(
                str(one.data.get(name, "")) for name in ("person", "initiative", "effect", "proposer", "number", "day")
            )
