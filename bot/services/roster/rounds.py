"""The roster by the clock: drafts and publishing on Friday, reminders, gaps, swaps that nobody answered, thanks."""

from datetime import date, datetime, time, timedelta
from functools import cache

from bot.services.roster.crew import organisers, people
from bot.services.roster.days import follow_calendar, turns_between
from bot.services.roster.finding import look
from bot.services.roster.owing import owe_each, owe_until
from bot.services.roster.thanks import thank
from bot.services.roster.weeks import draft, let_go, publish
from content.catalog import Library
from flows.calendar import local, local_day
from flows.duty import reminders
from flows.roster import WEEK, draft_at, monday_of, period, publish_at, working_days
from storage.unit_of_work import UnitOfWork

_DRAFTED = time(8)
_ONE_DAY = timedelta(days=1)
# Nobody is missed before they can have read that the week is out.
_SETTLING = timedelta(hours=2)


def go(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Everything that is due about the roster; nothing where no body has members."""
    today = local_day(now)
    if not people(u, library, today).crew.members:
        return
    let_go(u, library, now)
    follow_calendar(u, library, now)
    _weeks(u, library, now)
    _turns(u, library, now)
    _swaps(u, library, now)
    thank(u, library, now)


def next_week(today: date) -> date:
    """The Monday after a day."""
    return monday_of(today) + WEEK


def _weeks(u: UnitOfWork, library: Library, now: datetime) -> None:
    """Next week in draft and then out; this week too, where nothing ran on Friday."""
    today, calendar = local_day(now), library.calendar
    for monday in (monday_of(today), next_week(today)):
        week = u.roster.week(monday)
        if (week is not None and week.published_at is not None) or not working_days(monday, calendar):
            continue
        days = working_days(monday, calendar)
        if now >= publish_at(monday, calendar, library.office.roster_published):
            # A week in its midst of which nothing was known is left to the organiser.
            if days[-1] >= today and (week is not None or days[0] >= today):
                publish(u, library, monday, now, None)
        elif week is None and now >= draft_at(monday, calendar, _DRAFTED) and draft(u, library, monday, now):
            owe_each(u, "roster_draft", organisers(u), monday.isoformat(), {"monday": monday.isoformat()}, now)


def _turns(u: UnitOfWork, library: Library, now: datetime) -> None:
    """Reminders for today and tomorrow, and gaps of every turn that is to come."""
    today, hours = local_day(now), library.calendar.hours

    @cache
    def published(monday: date) -> datetime:
        week = u.roster.week(monday)
        return now if week is None or week.published_at is None else week.published_at

    for record in turns_between(u, library, today, next_week(today) + timedelta(days=6), published=True):
        turn = record.turn
        if turn.person is not None and turn.arrived_at is None and turn.day <= today + _ONE_DAY:
            for kind, begins, ends in reminders(turn, hours):
                if begins <= now < ends and not (kind == "turn_tomorrow" and _is_late(now)):
                    day = turn.day.isoformat()
                    owe_until(u, kind, turn.person, day, {"day": day}, now, ends)
        if turn.person is None or (turn.day == today and now - published(record.monday) >= _SETTLING):
            look(u, library, turn.id, now)


def _is_late(now: datetime) -> bool:
    """Whether it is too late in the evening for a reminder; the morning's will come."""
    return local(now).time() >= time(20, 30) or local(now).time() < time(7)


def _swaps(u: UnitOfWork, library: Library, now: datetime) -> None:
    """A swap that was not answered before one of its turns began is void."""
    for swap in u.duty.open_swaps():
        pair = (u.roster.get(swap.mine), u.roster.get(swap.theirs))
        begun = [one is None or now >= period(one.turn.day, one.turn.shift, library.calendar.hours)[0] for one in pair]
        if any(begun):
            u.duty.settle(swap.id, "void", now)
