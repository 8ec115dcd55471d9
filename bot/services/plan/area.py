"""The area of the year's plan: which button, screen and words lead where."""

from collections.abc import Callable, Mapping, Sequence

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.authority import may
from bot.services.plan import tasks, writing
from bot.services.plan.tasks import to
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.authority import Act

_DRAWN: Mapping[str, Callable[[Visit, str, str], Card | None]] = {
    "all": tasks.whole,
    "mine": lambda visit, *_: tasks.mine(visit),
    "task": lambda visit, id, _: tasks.one_task(visit, id),
    "report": lambda visit, id, _: tasks.ask_value(visit, id),
    "words": lambda visit, id, _: tasks.ask_words(visit, id),
    "add": writing.ask_cell,
}
_TYPED: Mapping[str, Callable[[Visit, Working, str], Card | None]] = {
    "report": tasks.take_value,
    "words": tasks.take_words,
    "add": writing.take_cell,
}


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area; who may, is asked where it is done."""
    match button.verb:
        case "drop":
            return writing.drop(visit, button.first)
        case "cell":
            return writing.take_button(visit, button.first, button.second, button.third)
    return show(visit, Working(button.area, button.verb, button.first, button.second))


def show(visit: Visit, screen: Working) -> Card | None:
    """The screen drawn anew."""
    drawn = _DRAWN.get(screen.place)
    return None if drawn is None else drawn(visit, screen.first, screen.second)


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Words that the screen asked for."""
    take = _TYPED.get(screen.place)
    return None if take is None else take(visit, screen, text)


def doors(visit: Visit) -> Sequence[Button]:
    """The whole plan for who leads it, one's own tasks for everybody who has work here."""
    found = []
    if may(visit, Act.PLAN_YEAR) is not None:
        found.append(to(visit, "plan.button_all", "all"))
    if may(visit, Act.REPORT_TASK) is not None:
        found.append(to(visit, "plan.button_mine", "mine"))
    return found


AREA = Area(press, show, typed, doors=doors)
