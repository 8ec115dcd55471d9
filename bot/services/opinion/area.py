"""The area of opinions: residents answer, leaders read."""

from bot.callbacks import Work
from bot.ports import Card
from bot.services.area import Area
from bot.services.opinion import asking, reading
from bot.services.screens_work import Working
from bot.services.visit import Visit


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area; whose file it is, and who may read, is asked where it is done."""
    if button.verb == "give":
        return asking.give(visit, button.first, button.second, button.third)
    return show(visit, Working(button.area, button.verb, button.first, button.second))


def show(visit: Visit, screen: Working) -> Card | None:
    """The screen drawn anew."""
    match screen:
        case Working(place="ask", first=reference, second=question):
            return asking.ask(visit, reference, question)
        case Working(place="words", first=reference):
            return asking.ask_words(visit, reference)
        case Working(place="done"):
            return asking.done(visit)
        case Working(place="trend"):
            return reading.trend(visit)
        case Working(place="said"):
            return reading.said(visit)
    return None


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """A resident's own words."""
    return asking.take_words(visit, screen, text) if screen.place == "words" else None


AREA = Area(press, show, typed)
