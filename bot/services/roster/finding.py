"""Finding somebody for a turn that nobody is expected for: reserves are asked one after the other, leaders are told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.services.roster.crew import People, leaders, organisers, people
from bot.services.roster.owing import owe_each, owe_until
from content.catalog import Library
from flows.calendar import local_day
from flows.duty import Gap, Turn, asks_next, gap, reserves
from flows.quiet import Audience, is_quiet
from flows.roster import Duty, loads, period
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork

# Events after which somebody does not want this turn: they are not asked to stand in for it.
DECLINED = ("given_up", "given_back", "away", "left")


def look(u: UnitOfWork, library: Library, turn_id: int, now: datetime) -> None:
    """Does what is due about one turn: the organiser hears of a gap once, and reserves are asked in their turn."""
    record = u.roster.get(turn_id)
    if record is None or not library.calendar.is_working_day(record.turn.day):
        return
    why = gap(record.turn, now, library.calendar.hours)
    if why is None or is_quiet(Audience.HELPER, now, library.calendar, urgent=True):
        return
    asked = u.duty.asked(turn_id)
    last = max((one.at for one in asked), default=None)
    waits = any(one.answer is None for one in asked) and not asks_next(record.turn, last, now, library.calendar.hours)
    if record.gap_at is not None and (waits or _is_given_up(u, turn_id)):
        return
    here = people(u, library, local_day(now))
    person = None if waits else candidate(u, record.turn, here, [one.person for one in asked])
    if record.gap_at is None:
        _alarm(u, record, why, now)
    if person is not None:
        _ask(u, library, record.turn, person, now)
    elif not waits:
        _nobody(u, record.turn, len(asked), now)


def closed(u: UnitOfWork, record: TurnRecord, by: int | None, now: datetime) -> None:
    """Somebody is expected again: those asked are free, and organisers who heard of the gap hear it, but who did it."""
    u.duty.ask_anew(record.turn.id)
    if record.gap_at is not None:
        others = [one for one in organisers(u) if one != by]
        owe_each(u, "turn_filled", others, f"{record.turn.id}:{now.isoformat()}", {"turn": record.turn.id}, now)


def candidate(u: UnitOfWork, turn: Turn, here: People, asked: Sequence[int]) -> int | None:
    """Who is asked next to stand in, None when there is nobody left."""
    return next((one for one in in_reserve(u, turn, here) if one not in asked), None)


def in_reserve(u: UnitOfWork, turn: Turn, here: People) -> tuple[int, ...]:
    """Who could stand in, first who comes first; nobody who has refused this turn."""
    same_day = [one.turn for one in u.roster.between(turn.day, turn.day)]
    unwilling = {event.actor for event in u.roster.events(turn.id) if event.what in DECLINED}
    found = reserves(turn, here.crew, same_day, u.duty.reserve(), dict(month_loads(u, turn)))
    return tuple(one for one in found if one not in unwilling)


def month_loads(u: UnitOfWork, turn: Turn) -> Mapping[int, int]:
    """How many turns each has in the month of a turn."""
    first = turn.day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return loads(duties_of(u.roster.between(first, last)), (turn.day.year, turn.day.month))


def duties_of(records: Iterable[TurnRecord]) -> tuple[Duty, ...]:
    """Turns as the drawing of a roster counts them."""
    return tuple(Duty(one.turn.day, one.turn.shift, one.turn.body, one.turn.person) for one in records)


def _is_given_up(u: UnitOfWork, turn_id: int) -> bool:
    """Whether leaders were told already that nobody can be found."""
    return any(event.what == "uncovered" for event in u.roster.events(turn_id)[-1:])


def _alarm(u: UnitOfWork, record: TurnRecord, why: Gap, now: datetime) -> None:
    u.roster.miss(record.turn.id, now)
    if why is not Gap.NOBODY:
        u.roster.note(record.turn.id, why.value, None, record.turn.person, now)
    params = {"turn": record.turn.id, "why": why.value}
    owe_each(u, "turn_gap", organisers(u), f"{record.turn.id}:{now.isoformat()}", params, now)


def _ask(u: UnitOfWork, library: Library, turn: Turn, person: int, now: datetime) -> None:
    u.duty.ask(turn.id, person, now)
    ends = period(turn.day, turn.shift, library.calendar.hours)[1]
    key = f"{turn.id}:{now.isoformat()}"
    owe_until(u, "turn_reserve", person, key, {"turn": turn.id}, now, ends)


def _nobody(u: UnitOfWork, turn: Turn, asked: int, now: datetime) -> None:
    u.roster.note(turn.id, "uncovered", None, turn.person, now)
    params = {"turn": turn.id, "asked": asked}
    owe_each(u, "turn_uncovered", leaders(u), f"{turn.id}:{now.isoformat()}", params, now)
