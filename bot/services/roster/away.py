"""Being away, told ahead by a member or for them by the organiser; why is never asked."""

import re
from datetime import date, timedelta

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.roster import weeks
from bot.services.roster.crew import is_member
from bot.services.roster.mine import AREA, back_to_mine, coming, here_of, mine
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.calendar import local_day
from storage.roster_records import Away

_LONGEST = timedelta(days=60)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


def ask(visit: Visit, person: str = "") -> Card:
    """Which days? The days of one's own turns are a tap away."""
    whose = whose_absence(visit, person)
    if whose is None:
        return visit.say("roster.not_yours" if person else "roster.not_member")
    voice, here = visit.voice, here_of(visit)
    visit.screen = Working(AREA, "away", person)
    days = dict.fromkeys(one.turn.day for one in coming(visit, whose))
    taps = [voice.button("roster.button_day", Work(AREA, "off", day.isoformat(), person), {"day": day}) for day in days]
    told = [one for one in visit.u.duty.away(local_day(visit.now)) if one.person == whose]
    back = [
        voice.button("roster.button_away_cancel", Work(AREA, "back", str(one.id), person), {"number": number})
        for number, one in enumerate(told, 1)
    ]
    rows = (*pairs(taps[:6]), *pairs(back), (_out(visit, person),))
    if person:
        return visit.say("roster.away_for", {"name": here.name(voice, whose)}, rows)
    return visit.say("roster.away", {"lines": [_line(visit, number, one) for number, one in enumerate(told, 1)]}, rows)


def typed(visit: Visit, person: str, text: str) -> Card | None:
    """One day or two, from today on and within two months."""
    days = days_in(text, local_day(visit.now))
    if days is None:
        return above(visit.voice.say("roster.away_unclear"), ask(visit, person))
    return tell(visit, *days, person)


def tell(visit: Visit, first: date, last: date, person: str) -> Card:
    """Notes the absence; turns in it are given up, somebody is sought for them."""
    whose, today = whose_absence(visit, person), local_day(visit.now)
    if whose is None:
        return visit.say("roster.not_yours" if person else "roster.not_member")
    if not today <= first <= last or last - first > _LONGEST or last - today > 6 * _LONGEST:
        return above(visit.voice.say("roster.away_unclear"), ask(visit, person))
    free = weeks.be_away(visit.u, visit.library, whose, first, last, visit.person, visit.now)
    visit.owes = True
    params = {"name": here_of(visit).name(visit.voice, whose), "first": first, "last": last, "count": len(free)}
    return above(visit.voice.say("roster.away_done", params), ask(visit, person) if person else mine(visit))


def come_back(visit: Visit, id: str, person: str) -> Card:
    """Takes an absence back."""
    whose = whose_absence(visit, person)
    if whose is None:
        return visit.say("roster.not_yours" if person else "roster.not_member")
    told = [one.id for one in visit.u.duty.away(local_day(visit.now)) if one.person == whose]
    number = int(id) if id.isdecimal() and len(id) < 16 else 0
    done = number in told and weeks.come_back(visit.u, visit.library, number, visit.now)
    return above(visit.voice.say("roster.away_back" if done else "roster.away_gone"), ask(visit, person))


def whose_absence(visit: Visit, person: str) -> int | None:
    """Whose absence is meant: one's own, or by the organiser a member's; None where that is not theirs to tell."""
    here = here_of(visit)
    if not person:
        return visit.person if is_member(visit, here) else None
    number = int(person) if person.isdecimal() and len(person) < 16 else 0
    known = may(visit, Act.ORGANISE_ROSTER) is not None and here.body_of(number)
    return number if known else None


def days_in(text: str, today: date) -> tuple[date, date] | None:
    """The one or two days that words name; a day without a year is the next such day."""
    found = [_day(match, today) for match in _DAY.finditer(text)]
    days = [day for day in found if day is not None]
    if len(days) != len(found) or len(days) not in (1, 2):
        return None
    return days[0], days[-1]


def _day(match: re.Match[str], today: date) -> date | None:
    day, month, year = match.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        this = date(today.year, int(month), int(day))
        return this if this >= today else date(today.year + 1, int(month), int(day))
    except ValueError:
        return None


def _line(visit: Visit, number: int, one: Away) -> str:
    return visit.voice.say("roster.away_line", {"number": number, "first": one.first, "last": one.last})


def _out(visit: Visit, person: str) -> Button:
    if person:
        return visit.voice.button("roster.button_absences", Work(AREA, "absences"))
    return back_to_mine(visit)
