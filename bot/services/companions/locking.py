"""The PIN of one's own box: set by typing it twice, given up by typing it once."""

from dataclasses import replace

from bot.callbacks import Work
from bot.ports import Card
from bot.services.companions.boxes import AREA
from bot.services.companions.choosing import home, mine
from bot.services.companions.pins import fits, hashed, opens
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above
from flows.boxes import is_locked, is_weak, left, pin_of


def unseen(visit: Visit, card: Card) -> Card:
    """What was typed is taken out of the conversation."""
    return replace(card, erase=(*card.erase, visit.message)) if visit.message else card


def ask_new(visit: Visit) -> Card:
    """Which PIN shall close this box?"""
    if mine(visit) is None:
        return home(visit)
    visit.screen = Working(AREA, "pin")
    return visit.say("who.ask_new_pin", rows=_back(visit))


def typed_new(visit: Visit, screen: Working, text: str) -> Card:
    """The PIN the first time, then once more the same."""
    me, pin = mine(visit), pin_of(text)
    if me is None:
        return home(visit)
    if pin is None or is_weak(pin):
        return above(visit.voice.say("who.pin_weak" if pin else "who.pin_unfit"), ask_new(visit))
    if screen.place == "pin" or not screen.first:
        return ask_again(visit, hashed(pin))
    if not fits(pin, screen.first):
        return above(visit.voice.say("who.pin_differs"), ask_new(visit))
    visit.u.companions.set_pin(me, screen.first)
    return home(visit, visit.voice.say("who.pin_set"))


def ask_again(visit: Visit, kept: str) -> Card:
    """The same once more; what was typed is known by its hash only."""
    visit.screen = Working(AREA, "again", kept)
    return visit.say("who.ask_pin_again", rows=_back(visit))


def ask_old(visit: Visit) -> Card:
    """The PIN is given up only by who knows it."""
    me = mine(visit)
    if me is None or not me.pin:
        return home(visit)
    visit.screen = Working(AREA, "old")
    if is_locked(me.lock, visit.now):
        return visit.say("who.locked", {"name": me.name, "until": me.lock.until or ""}, _back(visit))
    return visit.say("who.ask_pin", {"name": me.name}, _back(visit))


def typed_old(visit: Visit, text: str) -> Card:
    """The PIN, right or wrong."""
    me, pin = mine(visit), pin_of(text)
    if me is None or not me.pin:
        return home(visit)
    if pin is not None and opens(visit.u, me, pin, visit.now):
        visit.u.companions.set_pin(me, "")
        return home(visit, visit.voice.say("who.pin_gone"))
    after = mine(visit)
    if after is None or is_locked(after.lock, visit.now):
        return ask_old(visit)
    return above(visit.voice.say("who.wrong_pin", {"left": left(after.lock)}), ask_old(visit))


def _back(visit: Visit) -> Rows:
    return ((visit.voice.button("who.button_back", Work(AREA, "home")),),)
