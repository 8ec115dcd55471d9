"""Being called back: a resident leaves a number, and it stands on the officials' list until somebody has phoned."""

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.owing import officials
from bot.services.screens import CallMe, Home
from bot.services.visit import Visit, above
from flows.answers import Data
from flows.assistance import Need, Request, ask, cancel
from flows.calendar import local_day
from flows.kinds import Context, Phone, Refusal


def ask_for_number(visit: Visit) -> Card:
    """Which number should be called?"""
    visit.screen = CallMe()
    return visit.say("dialogue.call_number", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def be_called(visit: Visit, typed: str) -> Card:
    """The number goes to the officials; helpers hear nothing, for nobody agreed that they may have it."""
    number = Phone().parse(typed, Context(local_day(visit.now), {}))
    if isinstance(number, Refusal):
        return above(visit.voice.say(f"refusals.{number.code}", number.params), ask_for_number(visit))
    wants_call(visit, visit.person, str(number))
    visit.screen = Home()
    return visit.say("dialogue.call_me_done", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def wants_call(visit: Visit, person: int, phone: str, name: str = "", hamlet: str = "") -> None:
    """Puts somebody on the list of those to be phoned, in place of an earlier wish; officials are told."""
    u, now = visit.u, visit.now
    for before in u.help_requests.of_person(person):
        ended = cancel(before.request, person)
        if before.request.need is Need.CALL and isinstance(ended, Request):
            u.help_requests.save(before, ended)
    request = ask(Need.CALL, person, frozenset(), near=False, now=now, calendar=visit.library.calendar)
    contact: dict[str, Data] = {"phone": phone, "name": name}
    record = u.help_requests.open(request, hamlet, "", contact)
    u.help_requests.log(record.id, "asked", visit.person, now, {})
    for official in officials(u, None):
        key = f"help_wanted:{record.id}:{official}"
        u.outbox.owe(key, official, "help_wanted", {"number": phone}, now=now)
    visit.owes = True
