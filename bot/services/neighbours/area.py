"""Help among neighbours as an area of work: which button, screen and door leads where."""

from collections.abc import Callable, Sequence

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.authority import may
from bot.services.neighbours import asking, at_desk, helping, mine, visiting, walking
from bot.services.neighbours.places import NAME, button
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from flows.authority import Act

_PLAIN: dict[str, Callable[[Visit], Card | None]] = {
    "ask": asking.begin,
    "mine": mine.mine,
    "desk": at_desk.listed,
    "round": walking.today,
    "round_on": lambda visit: walking.choose(visit, on=True),
    "round_off": lambda visit: walking.choose(visit, on=False),
    "visits_on": visiting.begin,
    "visits_off": visiting.withdraw,
    "visit_nophone": visiting.no_phone,
    "visit_yes": visiting.agree,
}
_ON_ONE: dict[str, Callable[[Visit, str], Card | None]] = {
    "contact": asking.contact,
    "share": asking.send,
    "cancel": mine.end,
    "unshare": mine.unshare,
    "done": lambda visit, number: mine.settle(visit, number, is_done=True),
    "notyet": lambda visit, number: mine.settle(visit, number, is_done=False),
    "list": lambda visit, page: helping.listed(visit, page or "0"),
    "one": lambda visit, key: helping.one(visit, key) or _gone(visit),
    "take": helping.take,
    "back": helping.back,
    "tick": helping.done,
    "attend": at_desk.attend,
    "stop": walking.stop,
    "visit_where": visiting.where,
}


def press(visit: Visit, pressed: Work) -> Card | None:
    """A button of this area, from whatever card and whoever's hand."""
    match pressed:
        case Work(verb=verb) if verb in _PLAIN:
            return _PLAIN[verb](visit)
        case Work(verb=verb, first=first) if verb in _ON_ONE:
            return _ON_ONE[verb](visit, first)
        case Work(verb="need", first=need, second=about):
            return asking.need(visit, need, about)
        case Work(verb="where", first=need, second=about, third=hamlet):
            return asking.where(visit, need, about, hamlet)
        case Work(verb="came", first=number, second=outcome):
            return walking.came(visit, number, outcome)
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """The place that was open, drawn anew."""
    match screen.place:
        case "mine":
            return mine.mine(visit)
        case "list":
            return helping.listed(visit, screen.first or "0")
        case "one":
            return helping.one(visit, screen.first) or helping.listed(visit)
        case "desk":
            return at_desk.listed(visit)
        case "round":
            return walking.today(visit)
        case "stop":
            return walking.stop(visit, screen.first)
    return asking.drawn(visit, screen) or visiting.drawn(visit, screen)


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Words on a card that asks for some."""
    return asking.typed(visit, screen, text) or visiting.typed(visit, screen, text)


def doors(visit: Visit) -> Sequence[Button]:
    """Everybody may ask for help; helpers see their neighbours, officials what came to the desk."""
    voice = visit.voice
    found = [button(voice, "ask", "ask")]
    if visit.u.help_requests.of_person(visit.person) or visit.u.hamlet_rounds.of_person(visit.person):
        found.append(button(voice, "mine", "mine"))
    if may(visit, Act.HELP_NEIGHBOUR) is not None:
        found.append(button(voice, "list", "list"))
    if may(visit, Act.ANSWER_CALL) is not None:
        found.append(button(voice, "desk", "desk"))
    return tuple(found)


def _gone(visit: Visit) -> Card:
    return above(visit.voice.say("neighbours.gone"), helping.listed(visit))


AREA = Area(press, show, typed=typed, doors=doors)


__all__ = ["AREA", "NAME"]
