"""Weeks: drawn as drafts, published, and what an absence does to both."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.services.roster.crew import organisers, people
from bot.services.roster.days import turns_between
from bot.services.roster.finding import duties_of, look
from bot.services.roster.owing import owe_each
from bot.services.roster.turns import give_up, is_published
from content.catalog import Library
from flows.answers import Data
from flows.calendar import local_day
from flows.roster import WEEK, Duty, draw, monday_of, period
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork


def draft(u: UnitOfWork, library: Library, monday: date, now: datetime) -> int:
    """Draws a week that is not published, in place of an earlier draft; returns its number of turns."""
    week = u.roster.week(monday)
    if week is not None and week.published_at is not None:
        return 0
    duties = drawn(u, library, monday, local_day(now))
    if duties or week is not None:
        u.roster.draw(monday, duties, now)
    return len(duties)


def drawn(u: UnitOfWork, library: Library, monday: date, today: date) -> tuple[Duty, ...]:
    """The turns of a week as they would be drawn today; days that are past are left out."""
    here = people(u, library, monday)
    first, last = monday.replace(day=1), monday + timedelta(days=6)
    known = u.roster.between(first - WEEK, (last + timedelta(days=31)).replace(day=1))
    duties = draw(monday, here.crew, duties_of(one for one in known if one.monday != monday), library.calendar)
    return tuple(one for one in duties if one.day >= today)


def publish(u: UnitOfWork, library: Library, monday: date, now: datetime, by: int | None) -> bool:
    """Publishes a week: who has turns in it is told of them, and somebody is sought for turns without anybody.

    A draft that the organiser did not touch is drawn anew first, for absences may have been told since. False when it
    was out already, or there is nothing to publish.
    """
    week = u.roster.week(monday)
    if week is None or not week.edited:
        draft(u, library, monday, now)
    turns = turns_between(u, library, monday, monday + timedelta(days=6))
    if not turns or not u.roster.publish(monday, now, by):
        return False
    for record in turns:
        u.roster.note(record.turn.id, "published", by, record.turn.person, now)
    holders = [record.turn.person for record in turns if record.turn.person is not None]
    params = {"monday": monday.isoformat()}
    owe_each(u, "roster_published", holders, monday.isoformat(), params, now)
    for record in turns:
        if record.turn.person is None:
            look(u, library, record.turn.id, now)
    return True


def be_away(
    u: UnitOfWork, library: Library, person: int, first: date, last: date, by: int, now: datetime
) -> tuple[TurnRecord, ...]:
    """Notes an absence; drafts are drawn anew, turns of published weeks become free. Returns these turns."""
    u.duty.be_away(person, first, last, now, by)
    free = _turns_of(u, library, person, first, last, now)
    for record in free:
        give_up(u, library, record.turn.id, person, now, what="away")
    params: dict[str, Data] = {
        "person": person,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "turns": len(free),
    }
    told = [one for one in organisers(u) if one != by]
    owe_each(u, "absence_told", told, f"{person}:{first}:{last}:{now.isoformat()}", params, now)
    _redraw(u, library, first, last, now)
    return free


def come_back(u: UnitOfWork, library: Library, absence_id: int, now: datetime) -> bool:
    """Takes an absence back; turns that others have meanwhile stay theirs."""
    found = next((one for one in u.duty.away(local_day(now)) if one.id == absence_id), None)
    if found is None:
        return False
    u.duty.come_back(absence_id, now)
    _redraw(u, library, found.first, found.last, now)
    return True


def let_go(u: UnitOfWork, library: Library, now: datetime) -> None:
    """Frees the turns to come of whoever is no longer on the list; drafts are drawn anew."""
    today = local_day(now)
    members = {one.person for one in people(u, library, today).crew.members}
    for record in turns_between(u, library, today, monday_of(today) + 2 * WEEK):
        turn = record.turn
        if turn.person is None or turn.person in members or turn.arrived_at is not None:
            continue
        if is_published(u, library, record):
            give_up(u, library, turn.id, turn.person, now, what="left")
        else:
            _redraw(u, library, turn.day, turn.day, now)


def _turns_of(
    u: UnitOfWork, library: Library, person: int, first: date, last: date, now: datetime
) -> tuple[TurnRecord, ...]:
    """The turns of published weeks that somebody has in these days and that have not begun."""
    return tuple(
        record
        for record in turns_between(u, library, first, last, published=True)
        if record.turn.person == person
        and record.turn.arrived_at is None
        and now < period(record.turn.day, record.turn.shift, library.calendar.hours)[1]
    )


def _redraw(u: UnitOfWork, library: Library, first: date, last: date, now: datetime) -> None:
    """Drafts in these days are drawn anew; in one that the organiser has changed only the absent lose their turns."""
    monday = monday_of(first)
    while monday <= last:
        week = u.roster.week(monday)
        if week is not None and week.published_at is None:
            if week.edited:
                _clear(u, library, monday)
            else:
                draft(u, library, monday, now)
        monday += WEEK


def _clear(u: UnitOfWork, library: Library, monday: date) -> None:
    crew = people(u, library, monday).crew
    for record in u.roster.between(monday, monday + timedelta(days=6)):
        turn = record.turn
        gone = all(one.person != turn.person for one in crew.members)
        if turn.person is not None and (gone or crew.is_away(turn.person, turn.day)):
            u.roster.hold(replace(turn, person=None))
