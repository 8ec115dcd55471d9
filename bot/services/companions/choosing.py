"""For whom somebody acts: the persons of this phone, one more added, and going over to another's box."""

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services import browsing
from bot.services.companions.boxes import AREA
from bot.services.companions.pins import opens
from bot.services.screens import Home
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from bot.services.voice import Voice
from flows.boxes import is_locked, left, pin_of
from flows.text import tidy
from storage.records_staff import Companion

_MOST = 8
_LONGEST_NAME = 40


def home(visit: Visit, said: str = "") -> Card:
    """For whom do you act? Everybody of this phone; one's own box can be closed with a PIN."""
    visit.screen = Working(AREA, "home")
    voice, sharing = visit.voice, sharers(visit)
    me = mine(visit)
    buttons: list[Button] = [
        voice.button(
            "who.button_one", Work(AREA, "open", str(one.id)), {"number": n, "name": one.name, "pin": bool(one.pin)}
        )
        for n, one in enumerate(sharing, 1)
    ]
    if len(sharing) < _MOST:
        buttons.append(voice.button("who.button_add", Work(AREA, "add")))
    if me is not None:
        buttons.append(
            voice.button(
                *(("who.button_nopin", Work(AREA, "nopin")) if me.pin else ("who.button_pin", Work(AREA, "pin")))
            )
        )
    buttons.append(voice.button("dialogue.button_home", Menu("home")))
    card = visit.say("who.home", {"me": me.name if me else "", "count": len(sharing)}, tuple((one,) for one in buttons))
    return above(said, card)


def sharers(visit: Visit) -> tuple[Companion, ...]:
    """The persons of this chat."""
    return visit.u.companions.of_chat(visit.seat.chat_id)


def mine(visit: Visit) -> Companion | None:
    """The box of whoever acts now."""
    return next((one for one in sharers(visit) if one.person_id == visit.person), None)


def ask_name(visit: Visit) -> Card:
    """What is the person called? The one who has the phone so far is asked first."""
    place = "name" if mine(visit) is not None else "self"
    visit.screen = Working(AREA, place)
    back = ((visit.voice.button("who.button_back", Work(AREA, "home")),),)
    return visit.say(f"who.ask_{place}", rows=back)


def named(visit: Visit, screen: Working, text: str) -> Card:
    """Adds the person of this name, with a box of their own."""
    name = tidy(text)[:_LONGEST_NAME]
    if len(name) < len("Tư") or any(one.name.casefold() == name.casefold() for one in sharers(visit)):
        return above(visit.voice.say("who.name_unfit"), ask_name(visit))
    if screen.place == "self" or mine(visit) is None:
        visit.u.companions.add(visit.seat.chat_id, visit.person, name, visit.now)
        return ask_name(visit)
    if len(sharers(visit)) >= _MOST:
        return home(visit)
    person = visit.u.people.add(visit.now)
    visit.u.companions.add(visit.seat.chat_id, person, name, visit.now)
    return home(visit, visit.voice.say("who.added", {"name": name}))


def switch(visit: Visit, companion: str) -> Card:
    """Goes over to another's box; one with a PIN is asked for it."""
    one = _known(visit, companion)
    if one is None:
        return home(visit, visit.voice.say("who.gone"))
    if one.person_id != visit.person and one.pin:
        visit.screen = Working(AREA, "closed", companion)
        back = ((visit.voice.button("who.button_back", Work(AREA, "home")),),)
        if is_locked(one.lock, visit.now):
            return visit.say("who.locked", {"name": one.name, "until": one.lock.until or ""}, back)
        return visit.say("who.ask_pin", {"name": one.name}, back)
    return enter(visit, one)


def unlock(visit: Visit, companion: str, text: str) -> Card:
    """A typed PIN: it opens the box, or counts as a wrong try."""
    one = _known(visit, companion)
    pin = pin_of(text)
    if one is None or not one.pin:
        return switch(visit, companion)
    if pin is not None and opens(visit.u, one, pin, visit.now):
        return enter(visit, one)
    after = _known(visit, companion)
    if after is None or is_locked(after.lock, visit.now):
        return switch(visit, companion)
    return above(visit.voice.say("who.wrong_pin", {"left": left(after.lock)}), switch(visit, companion))


def enter(visit: Visit, one: Companion) -> Card:
    """From now on this chat acts for them: nothing of the former box stays before whoever holds the phone."""
    if one.person_id != visit.person:
        leaving = mine(visit)
        if leaving is not None and leaving.pin:
            visit.u.history.forget(visit.seat.chat_id)
        visit.u.people.join(visit.seat.chat_id, one.person_id)
        visit.seat = visit.u.people.at(visit.seat.channel, visit.seat.address) or visit.seat
        visit.voice = Voice(visit.library, visit.seat.person.language, visit.seat.person.form)
        visit.kept.clear()
    visit.screen = Home()
    change = (visit.voice.button("who.button_change", Work(AREA, "home")),)
    card = browsing.home(visit)
    opened = above(visit.voice.say("who.entered", {"name": one.name}), card)
    return Card(opened.text, (*opened.rows, change), opened.kind, opened.wants)


def _known(visit: Visit, companion: str) -> Companion | None:
    return next((one for one in sharers(visit) if str(one.id) == companion), None)
