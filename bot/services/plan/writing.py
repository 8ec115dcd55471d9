"""A task written into the plan step by step, or taken out of it; what was written before stays in the books."""

from bot.ports import Card
from bot.services.authority import may
from bot.services.discipline.ledger import number
from bot.services.plan.tasks import AREA, back, task_of, to, whole
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above
from flows.authority import Act
from flows.calendar import local_day
from flows.text import fold, tidy
from flows.yearplan import HEADINGS, Wanted, parse_task
from storage.unit_of_work import UnitOfWork

_KEPT = "plan:new"
_LONGEST = 200
NOBODY = "-"


def ask_cell(visit: Visit, year: str, place: str) -> Card | None:
    """Asks for one cell after the other, in the order of HEADINGS."""
    here = number(place)
    if may(visit, Act.PLAN_YEAR) is None or here >= len(HEADINGS) or not _may_be_planned(visit, year):
        return None
    if here == 0:
        visit.remember(_KEPT, {})
    visit.screen = Working(AREA, "add", year, place)
    rows = _offers(visit, year, place, HEADINGS[here])
    return visit.say(f"plan.ask_{HEADINGS[here]}", {"year": number(year)}, (*rows, *back(visit, "all", year)))


def _may_be_planned(visit: Visit, year: str) -> bool:
    this = local_day(visit.now).year
    return number(year) in (this, this + 1)


def _offers(visit: Visit, year: str, place: str, name: str) -> Rows:
    """Units and people to choose from; anything else is typed."""
    if name == "unit":
        desks = visit.library.office.desks
        return tuple(
            (
                to(
                    visit,
                    "plan.button_choose",
                    "cell",
                    year,
                    place,
                    one.id,
                    params={"name": visit.voice.text(one.title)},
                ),
            )
            for one in desks
        )
    if name == "person":
        people = dict.fromkeys(one.name for one in visit.u.staff.everybody() if one.name)
        chosen = [
            (to(visit, "plan.button_choose", "cell", year, place, str(n), params={"name": one}),)
            for n, one in enumerate(people)
        ]
        return (*chosen, (to(visit, "plan.button_nobody", "cell", year, place, NOBODY),))
    return ()


def take_button(visit: Visit, year: str, place: str, value: str) -> Card | None:
    """A cell chosen by a button: the id of a unit, or the place of a person in the list."""
    if HEADINGS[min(number(place), len(HEADINGS) - 1)] == "person":
        people = list(dict.fromkeys(one.name for one in visit.u.staff.everybody() if one.name))
        value = "" if value == NOBODY or number(value) >= len(people) else people[number(value)]
    return _taken(visit, year, place, value)


def take_cell(visit: Visit, screen: Working, text: str) -> Card | None:
    """A cell typed."""
    return _taken(visit, screen.first, screen.second, text)


def _taken(visit: Visit, year: str, place: str, text: str) -> Card | None:
    here, kept = number(place), visit.kept.get(_KEPT)
    if may(visit, Act.PLAN_YEAR) is None or here >= len(HEADINGS) or not isinstance(kept, dict):
        return None
    cells = {**{name: str(value) for name, value in kept.items()}, HEADINGS[here]: tidy(text)[:_LONGEST]}
    wrong = parse_task(cells, number(year))
    if wrong == HEADINGS[here]:
        return visit.say(f"plan.refused_{wrong}", rows=back(visit, "add", year, place))
    if here + 1 < len(HEADINGS):
        visit.remember(_KEPT, {**cells})
        return ask_cell(visit, year, str(here + 1))
    if isinstance(wrong, str):
        return None
    person = person_called(visit.u, wrong.person)
    visit.u.yearplan.put(number(year), wrong, person, visit.person, visit.now)
    visit.remember(_KEPT, None)
    if person is not None and person != visit.person:
        key = f"task_given:{year}:{wrong.code}:{person}"
        visit.u.outbox.owe(key, person, "task_given", {"year": number(year), "code": wrong.code}, now=visit.now)
        visit.owes = True
    shown = whole(visit, year)
    return None if shown is None else above(visit.voice.say("plan.written", {"code": wrong.code}), shown)


def person_called(u: UnitOfWork, name: str) -> int | None:
    """The person whom the commune calls so; None for nobody, or for several."""
    found = {one.person_id for one in u.staff.everybody() if one.name and fold(one.name) == fold(name)}
    return found.pop() if len(found) == 1 else None


def drop(visit: Visit, id: str) -> Card | None:
    """Takes a task out of the plan."""
    task = task_of(visit, id)
    if task is None or may(visit, Act.PLAN_YEAR) is None:
        return None
    same = Wanted(task.code, task.title, task.unit, "", task.target, task.measure, task.due)
    visit.u.yearplan.put(task.year, same, task.person, visit.person, visit.now, dropped=True)
    shown = whole(visit, str(task.year))
    return None if shown is None else above(visit.voice.say("plan.dropped", {"code": task.code}), shown)
