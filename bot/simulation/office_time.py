"""Moments at which somebody works at the desk, drawn within office hours."""

from datetime import date, datetime, time, timedelta
from random import Random

from flows.calendar import local, local_day
from flows.clocks import Punctuality
from flows.deadlines import Calendar, due, instant, parse_term

_SLACK = timedelta(minutes=5)


class OfficeTime:
    """The hours of an office, as those who work there keep them."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def at_work(self, moment: datetime) -> datetime:
        """This moment, or the next at which the office is open."""
        calendar, here = self._calendar, local(moment)
        if not calendar.is_working_day(here.date()):
            return instant(calendar.next_working_day(here.date()), calendar.hours.morning[0])
        for opens, closes in (calendar.hours.morning, calendar.hours.afternoon):
            if here.time() < opens:
                return instant(here.date(), opens)
            if here.time() < closes:
                return moment
        return instant(calendar.next_working_day(here.date()), calendar.hours.morning[0])

    def within(self, day: date, rng: Random) -> datetime:
        """Some moment of a working day, well before closing."""
        opens, closes = rng.choice((self._calendar.hours.morning, self._calendar.hours.afternoon))
        begin, end = instant(day, opens), instant(day, closes) - 4 * _SLACK
        return begin + timedelta(seconds=rng.randrange(int((end - begin).total_seconds())))

    def days_on(self, moment: datetime, days: int, rng: Random) -> datetime:
        """Some moment so many working days later."""
        return self.within(self._calendar.working_days_after(local_day(moment), days), rng)

    def morning(self, moment: datetime, days: int, rng: Random) -> datetime:
        """Some moment in the morning so many working days later, after which much can still be done on that day."""
        day = self._calendar.working_days_after(local_day(moment), days)
        return instant(day, time(8)) + timedelta(minutes=rng.randrange(150))

    def in_the_middle(self, moment: datetime, rng: Random) -> datetime:
        """A moment from which a term of working days ends well within office hours."""
        at = self.at_work(moment)
        if not time(9) <= local(at).time() < time(11):
            day = local_day(at) if local(at).time() < time(9) else self._calendar.next_working_day(local_day(at))
            at = instant(day, time(9)) + timedelta(minutes=rng.randrange(110))
        return at

    def finish(self, accepted_at: datetime, term: str, wanted: Punctuality, rng: Random) -> datetime:
        """When to finish, so that it is early, on time or late by the date on the receipt."""
        until, parsed = due(accepted_at, term, self._calendar), parse_term(term)
        by_days = parsed is not None and parsed.unit != "wh" and parsed.amount > 0
        match wanted:
            case "late":
                return self.days_on(until, rng.randrange(1, 4), rng)
            case "on_time":
                return until - timedelta(minutes=rng.randrange(5, 25))
            case "early" if by_days:
                before = self._calendar.last_working_day_before(local_day(until))
                at = self.days_on(accepted_at, rng.randrange(3), rng)
                at = max(at, self.at_work(accepted_at + timedelta(minutes=20)))
                return at if local_day(at) <= before else self.at_work(accepted_at + timedelta(minutes=20))
        at = self.at_work(accepted_at + timedelta(minutes=rng.randrange(10, 45)))
        return at if at < until - timedelta(minutes=30) else accepted_at + _SLACK
