"""The area of officials' daily work: where its buttons, its screens and words typed on them go."""

from collections.abc import Callable, Mapping

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.authority import fields_for
from bot.services.inbox import answering, consult, held, opinions, replies, talking, ticking, waiting
from bot.services.inbox.asked import asked_of
from bot.services.inbox.choice import AREA
from bot.services.inbox.lists import fields_card
from bot.services.screens_work import Working
from bot.services.uploads import Upload
from bot.services.visit import Visit, above
from flows.authority import Act

_ON_NONE: Mapping[str, Callable[[Visit], Card | None]] = {
    "talks": waiting.talks,
    "asked": opinions.asked,
    "owed": opinions.owed,
}
_ON_ONE: Mapping[str, Callable[[Visit, str], Card | None]] = {
    "fields": fields_card,
    "talk": talking.talk,
    "settle": talking.settle,
    "post": talking.post,
    "replies": replies.replies,
    "asks": opinions.opinions,
    "unask": opinions.withdraw,
    "askto": consult.whom,
    "askpapers": consult.papers,
    "askdays": consult.days,
    "asksend": consult.send,
    "opinion": answering.opinion,
    "opine": answering.send,
    "batch": ticking.moves,
    "batch_pick": ticking.pick,
    "batch_all": ticking.tick_all,
    "batch_check": ticking.check,
    "batch_hold": held.hold,
    "batch_held": held.held_card,
}
_ON_TWO: Mapping[str, Callable[[Visit, str, str], Card | None]] = {
    "reply": replies.preview,
    "send": replies.send,
    "like": replies.like,
    "askabout": consult.about,
    "askpaper": consult.tick,
    "askday": consult.preview,
    "batch_move": ticking.begin,
    "batch_tick": ticking.tick,
    "batch_undo": held.undo,
}


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area; None for what there is not."""
    match button:
        case Work(_, verb) if verb in _ON_NONE:
            return _ON_NONE[verb](visit)
        case Work(_, verb, first) if verb in _ON_ONE:
            return _ON_ONE[verb](visit, first)
        case Work(_, verb, first, second) if verb in _ON_TWO:
            return _ON_TWO[verb](visit, first, second)
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """A screen of this area drawn anew."""
    return press(visit, Work(AREA, screen.place, screen.first, screen.second, screen.third))


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Words on a screen of this area."""
    match screen.place:
        case "talk" | "reply":
            return talking.draft(visit, screen.first, text)
        case "askabout":
            return consult.typed(visit, screen.first, screen.second, text)
        case "opinion":
            return answering.typed(visit, screen.first, text)
    return None


def sent(visit: Visit, screen: Working, _: Upload) -> Card | None:
    """A photo inside a talk is not taken: papers come when they are asked for, by the form."""
    card = show(visit, screen) if screen.place == "talk" else None
    return above(visit.voice.say("inbox.talk_photo"), card) if card is not None else None


def doors(visit: Visit) -> list[Button]:
    """The ways to those who wait for this official, and to those this official waits for."""
    fields = fields_for(visit.u, visit.person, Act.WRITE_TO_RESIDENT)
    named = None if fields is None else tuple(sorted(fields))
    talks = sum(owner in (None, visit.person) for _, owner in visit.u.talks.waiting(named))
    asked = len(asked_of(visit.u, visit.library, visit.person))
    owed = len(visit.u.consultations.open_of_asker(visit.person))
    return [
        visit.voice.button(f"inbox.button_{name}", Work(AREA, name), {"count": count})
        for name, count in (("talks", talks), ("asked", asked), ("owed", owed))
        if count
    ]


AREA_OF_INBOX = Area(press, show, typed, sent, doors)
