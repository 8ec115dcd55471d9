"""The area of officials' daily work: where its buttons, its screens and words typed on them go."""

from collections.abc import Callable, Mapping

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.authority import fields_for
from bot.services.inbox import replies, talking, waiting
from bot.services.inbox.choice import AREA
from bot.services.inbox.lists import fields_card
from bot.services.screens_work import Working
from bot.services.uploads import Upload
from bot.services.visit import Visit, above
from flows.authority import Act

_ON_ONE: Mapping[str, Callable[[Visit, str], Card | None]] = {
    "fields": fields_card,
    "talk": talking.talk,
    "settle": talking.settle,
    "post": talking.post,
    "replies": replies.replies,
}
_ON_TWO: Mapping[str, Callable[[Visit, str, str], Card | None]] = {
    "reply": replies.preview,
    "send": replies.send,
    "like": replies.like,
}


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area; None for what there is not."""
    match button:
        case Work(_, "talks"):
            return waiting.talks(visit)
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
    return talking.draft(visit, screen.first, text) if screen.place in ("talk", "reply") else None


def sent(visit: Visit, screen: Working, _: Upload) -> Card | None:
    """A photo inside a talk is not taken: papers come when they are asked for, by the form."""
    card = show(visit, screen) if screen.place == "talk" else None
    return above(visit.voice.say("inbox.talk_photo"), card) if card is not None else None


def doors(visit: Visit) -> list[Button]:
    """The ways to those who wait for this official."""
    fields = fields_for(visit.u, visit.person, Act.WRITE_TO_RESIDENT)
    named = None if fields is None else tuple(sorted(fields))
    count = sum(owner in (None, visit.person) for _, owner in visit.u.talks.waiting(named))
    return [visit.voice.button("inbox.button_talks", Work(AREA, "talks"), {"count": count})] if count else []


AREA_OF_INBOX = Area(press, show, typed, sent, doors)
