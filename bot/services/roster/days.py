"""The days on which the desk is open: the calendar may change when a week is out already (swaps are decided late)."""

from datetime import date, datetime, timedelta

from bot.services.roster.crew import people
from bot.services.roster.finding import duties_of
from bot.services.roster.owing import owe_each, owe_until
from content.catalog import Library
from flows.calendar import local_day
from flows.roster import WEEK, draw, monday_of, period, working_days
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork


def turns_between(
    u: UnitOfWork, library: Library, first: date, last: date, *, published: bool = False
) -> tuple[TurnRecord, ...]:
    """The turns from one day to another, both counted; those of days that became days off are none."""
    found = u.roster.between(first, last, published=published)
    return tuple(one for one in found if library.calendar.is_working_day(one.turn.day))


def follow_calendar(u: UnitOfWork, library: Library, now: datetime) -> None:
    """Tells holders whose day became a day off, and fills days that became working days, in weeks that are out."""
    today, calendar = local_day(now), library.calendar
    for monday in (monday_of(today), monday_of(today) + WEEK):
        week = u.roster.week(monday)
        if week is None or week.published_at is None:
            continue
        records = u.roster.between(monday, monday + timedelta(days=6))
        for record in records:
            if record.turn.day >= today and not calendar.is_working_day(record.turn.day):
                _tell_off(u, library, record, now)
        known = {one.turn.day for one in records}
        new = [day for day in working_days(monday, calendar) if day not in known and day > today]
        if new:
            _fill(u, library, monday, new, now)


def _tell_off(u: UnitOfWork, library: Library, record: TurnRecord, now: datetime) -> None:
    turn = record.turn
    begins = period(turn.day, turn.shift, library.calendar.hours)[0]
    if turn.person is not None and now < begins:
        owe_until(u, "turn_off", turn.person, str(turn.id), {"turn": turn.id}, now, begins)


def _fill(u: UnitOfWork, library: Library, monday: date, days: list[date], now: datetime) -> None:
    """New days are drawn as if the week were drawn now, knowing the turns that everybody has."""
    around = u.roster.between(monday.replace(day=1) - WEEK, monday + 5 * WEEK)
    duties = draw(monday, people(u, library, monday).crew, duties_of(around), library.calendar)
    u.roster.add(monday, [one for one in duties if one.day in days])
    for record in u.roster.between(days[0], days[-1]):
        turn = record.turn
        if turn.day in days:
            u.roster.note(turn.id, "published", None, turn.person, now)
            holders = (turn.person,) if turn.person is not None else ()
            owe_each(u, "turn_given", holders, f"{turn.id}:{now.isoformat()}", {"turn": turn.id}, now)
