"""The area of officials' daily work: where its buttons, its screens and words typed on them go."""

from bot.callbacks import Work
from bot.ports import Card
from bot.services.area import Area
from bot.services.inbox.choice import AREA
from bot.services.inbox.lists import fields_card
from bot.services.screens_work import Working
from bot.services.visit import Visit


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area; None for what there is not."""
    match button:
        case Work(_, "fields", written):
            return fields_card(visit, written)
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """A screen of this area drawn anew."""
    return press(visit, Work(AREA, screen.place, screen.first, screen.second, screen.third))


AREA_OF_INBOX = Area(press, show)
