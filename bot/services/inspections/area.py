"""The area of inspections: which button, screen, words and codes lead where."""

from collections.abc import Callable, Mapping, Sequence

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.authority import may
from bot.services.inspections import at_unit, cards, changing, holding, planning, register
from bot.services.inspections.register import to
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.authority import Act

_PLACES: Mapping[str, Callable[[Visit], Card | None]] = {
    "plan": planning.plan,
    "new": planning.ask_kind,
    "given": holding.given,
    "unit_page": at_unit.page,
}
_OF_ONE: Mapping[str, Callable[[Visit, str], Card | None]] = {
    "kind": planning.ask_unit,
    "unit": planning.ask_day,
    "one": cards.one_card,
    "move": changing.ask_move,
    "other": changing.ask_other,
    "wait": holding.wait,
    "checklist": holding.checklist,
    "day": lambda visit, day: planning.ask_inspector(visit, planning.day_of(day)),
}
_OF_TWO: Mapping[str, Callable[[Visit, str, str], Card | None]] = {
    "words": holding.ask_words,
    "result": holding.ask_words,
    "follow": holding.ask_follow_up,
}
# What only a button does: drawing a screen anew must change nothing.
_ACTS: Mapping[str, Callable[[Visit, Work], Card | None]] = {
    "draw": lambda visit, _: planning.draw_unit(visit),
    "who": lambda visit, button: planning.create(visit, button.first),
    "moved": lambda visit, button: changing.move(visit, button.first, planning.day_of(button.second)),
    "reassign": lambda visit, button: changing.give(visit, button.first, button.second),
    "cancel": lambda visit, button: changing.cancel(visit, button.first),
    "arrive": lambda visit, button: holding.arrive(visit, button.first),
    "alone": lambda visit, button: holding.alone(visit, button.first),
    "mark": lambda visit, button: holding.mark(visit, button.first, button.second),
    "finish": lambda visit, button: holding.finish(visit, button.first, button.second, planning.day_of(button.third)),
    "followed": lambda visit, button: holding.followed(visit, button.first),
}
_TYPED: Mapping[str, Callable[[Visit, Working, str], Card | None]] = {
    "unit": planning.take_day,
    "move": changing.take_move,
    "words": holding.take_words,
    "follow": holding.take_follow_up,
}


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area; who may, is asked where it is done."""
    if button.verb in _ACTS:
        return _ACTS[button.verb](visit, button)
    return show(visit, Working(button.area, button.verb, button.first, button.second))


def show(visit: Visit, screen: Working) -> Card | None:
    """The screen drawn anew."""
    if screen.place in _PLACES:
        return _PLACES[screen.place](visit)
    if screen.place in _OF_ONE:
        return _OF_ONE[screen.place](visit, screen.first)
    return _OF_TWO[screen.place](visit, screen.first, screen.second) if screen.place in _OF_TWO else None


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Words that the screen asked for."""
    take = _TYPED.get(screen.place)
    return None if take is None else take(visit, screen, text)


def doors(visit: Visit) -> Sequence[Button]:
    """The plan for the chairman, what was given for its inspector alone; the unit's page never changes."""
    found = []
    if planning.may_plan(visit):
        found.append(to(visit, "inspections.button_plan", "plan"))
    if _has_any(visit):
        found.append(to(visit, "inspections.button_given", "given"))
    if may(visit, Act.CONFIRM_INSPECTION) is not None:
        found.append(to(visit, "inspections.button_unit_page", "unit_page"))
    elif may(visit, Act.READ_CONDUCT) is not None and not planning.may_plan(visit):
        found.append(to(visit, "inspections.button_results", "unit_page"))
    return found


def _has_any(visit: Visit) -> bool:
    if may(visit, Act.HOLD_INSPECTION) is None:
        return False
    return any(one.inspector == visit.person and not one.cancelled for one in register.known(visit))


AREA = Area(press, show, typed, doors=doors, opened=at_unit.confirm)
