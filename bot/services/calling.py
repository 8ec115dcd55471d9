"""Being called back: a resident leaves a number, officials get it, helpers only hear that somebody needs help."""

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.owing import officials
from bot.services.screens import CallMe, Home
from bot.services.visit import Visit, above
from flows.calendar import local_day
from flows.dossier import Role
from flows.kinds import Context, Phone, Refusal


def ask_for_number(visit: Visit) -> Card:
    """Which number should be called?"""
    visit.screen = CallMe()
    return visit.say("dialogue.call_number", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def be_called(visit: Visit, typed: str) -> Card:
    """The number goes to the officials, once a day for each person; helpers are told without personal data."""
    day = local_day(visit.now)
    number = Phone().parse(typed, Context(day, {}))
    if isinstance(number, Refusal):
        return above(visit.voice.say(f"refusals.{number.code}", number.params), ask_for_number(visit))
    for person in officials(visit.u, None):
        _owe(visit, "help_wanted", person, {"number": str(number)})
    for staff in visit.u.staff.with_roles((Role.HELPER,), None):
        _owe(visit, "help_wanted_near", staff.person_id, {})
    visit.owes = True
    visit.screen = Home()
    return visit.say("dialogue.call_me_done", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def _owe(visit: Visit, kind: str, person: int, params: dict[str, str]) -> None:
    day = local_day(visit.now).isoformat()
    visit.u.outbox.owe(
        f"{kind}:{visit.person}:{day}:{person}", person, kind, dict(params), now=visit.now, not_before=visit.now
    )
