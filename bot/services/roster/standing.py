"""What the organiser alone sees of people: how many turns each has, the order of the reserve, who is away."""

from datetime import timedelta

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.roster.board import organises
from bot.services.roster.crew import People, body_name
from bot.services.roster.finding import duties_of
from bot.services.roster.mine import AREA, day_in, here_of
from bot.services.screens_work import Working
from bot.services.visit import Visit, pairs
from flows.calendar import local_day
from flows.roster import loads

_MOST = 30


def load(visit: Visit, written: str) -> Card:
    """The turns of each in a month, body by body: to see that it is fair, never shown to others."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    voice, here = visit.voice, here_of(visit)
    day = day_in(written, local_day(visit.now))
    visit.screen = Working(AREA, "load", day.isoformat())
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    counts = loads(duties_of(visit.u.roster.between(first, last)), (day.year, day.month))
    lines = []
    for body in here.crew.bodies:
        members = sorted(here.crew.of(body), key=lambda person: here.name(voice, person))
        people = ", ".join(
            voice.say("roster.load_person", {"name": here.name(voice, one), "count": counts.get(one, 0)})
            for one in members
        )
        if people:
            lines.append(voice.say("roster.load_body", {"body": body_name(voice, body), "people": people}))
    return visit.say("roster.load", {"month": f"{day:%m/%Y}", "lines": lines}, ((_back(visit, written),),))


def reserve(visit: Visit, first: str = "", *, clear: bool = False) -> Card:
    """The order in which people are asked to stand in; who is tapped comes first."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    voice, here = visit.voice, here_of(visit)
    visit.screen = Working(AREA, "reserve")
    if clear:
        visit.u.duty.keep_reserve(())
    elif first.isdecimal() and len(first) < 16 and here.body_of(int(first)):
        visit.u.duty.keep_reserve((int(first), *visit.u.duty.reserve()))
    order = [one for one in visit.u.duty.reserve() if here.body_of(one)]
    lines = [
        voice.say("roster.reserve_line", {"number": number, "name": here.name(voice, one)})
        for number, one in enumerate(order, 1)
    ]
    people = [_person(visit, here, one.person, "first") for one in here.crew.members][:_MOST]
    ways = [voice.button("roster.button_reserve_clear", Work(AREA, "orderless"))] if order else []
    return visit.say("roster.reserve", {"lines": lines}, (*pairs(people), *pairs([*ways, _back(visit, "")])))


def absences(visit: Visit) -> Card:
    """Who is away, and of whom it can be told."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    voice, here = visit.voice, here_of(visit)
    visit.screen = Working(AREA, "absences")
    lines = [
        voice.say(
            "roster.absences_line",
            {"number": number, "name": here.name(voice, one.person), "first": one.first, "last": one.last},
        )
        for number, one in enumerate(visit.u.duty.away(local_day(visit.now)), 1)
    ]
    people = [_person(visit, here, one.person, "away") for one in here.crew.members][:_MOST]
    return visit.say("roster.absences", {"lines": lines}, (*pairs(people), (_back(visit, ""),)))


def _person(visit: Visit, here: People, person: int, verb: str) -> Button:
    name = here.name(visit.voice, person)
    return visit.voice.button("roster.button_name", Work(AREA, verb, str(person)), {"name": name})


def _back(visit: Visit, written: str) -> Button:
    return visit.voice.button("roster.button_back", Work(AREA, "board", written))
