"""Thanks that count (N18): once a month each helper hears what they did; there is no list and no ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.services.roster.owing import owe_each
from content.catalog import Library
from flows.calendar import local_day
from flows.deadlines import instant
from storage.unit_of_work import UnitOfWork

_THANKED = "roster:thanked"
_MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What one helper did in a month: turns served, residents helped at the desk, files accepted at the first go."""

    turns: int
    helped: int
    first_time: int


def thank(u: UnitOfWork, library: Library, now: datetime) -> None:
    """On the first working day of a month, once: a card to each helper who served in the month before."""
    today = local_day(now)
    first = today.replace(day=1)
    opens = library.calendar.on_or_after(first)
    if now < instant(opens, _MORNING) or u.settings.get(_THANKED) == first.isoformat():
        return
    u.settings.put(_THANKED, first.isoformat())
    month = (first - timedelta(days=1)).replace(day=1)
    records = u.roster.between(month, first - timedelta(days=1), published=True)
    served = {one.turn.person for one in records if one.turn.arrived_at is not None}
    people = sorted(person for person in served if person is not None)
    owe_each(u, "roster_thanks", people, month.isoformat(), {"month": month.isoformat()}, now)


def deeds(u: UnitOfWork, person: int, month: date) -> Deeds:
    """What a helper did in the month that begins on a day."""
    end = (month + timedelta(days=31)).replace(day=1)
    mine = [
        one
        for one in u.roster.between(month, end - timedelta(days=1), published=True)
        if one.turn.person == person and one.turn.arrived_at is not None
    ]
    return Deeds(len(mine), sum(one.helped for one in mine), sum(_at_first_go(u, person, month, end)))


def _at_first_go(u: UnitOfWork, person: int, month: date, end: date) -> Iterable[bool]:
    """Files sent in for others by this helper and accepted in these days without any supplement."""
    since, until = instant(month, time()), instant(end, time())
    for record in u.dossiers.of_person(person):
        accepted = record.dossier.accepted_at
        if record.filer_id == person != record.person_id and accepted is not None:
            yield since <= accepted < until and record.dossier.asked_before == 0
