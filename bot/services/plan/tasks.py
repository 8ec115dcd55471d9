"""The tasks of a year as leaders and each person see them, and what was reached reported by whoever has the task."""

from decimal import Decimal

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.discipline.ledger import number
from bot.services.discipline.naming import who
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above, pairs
from bot.services.voice import Params, Voice
from flows.authority import Act
from flows.calendar import local_day
from flows.text import tidy
from flows.yearplan import Task, pace, parse_amount
from storage.unit_of_work import UnitOfWork

AREA = "plan"
_KEPT = "plan:value"
_SHOWN = 10
_LONGEST = 500


def to(visit: Visit, code: str, verb: str, *rest: str, params: Params | None = None, main: bool = False) -> Button:
    """A button into this area."""
    return visit.voice.button(code, Work(AREA, verb, *rest), params, main=main)


def back(visit: Visit, verb: str, *rest: str) -> Rows:
    """The way back."""
    return ((to(visit, "plan.button_back", verb, *rest),),)


def out(visit: Visit) -> Rows:
    """The way back to all work."""
    return ((visit.voice.button("work.button", Menu("work")),),)


def unit_name(voice: Voice, unit: str) -> str:
    """What a unit is called: a desk of the office by its title, anything else as it was written."""
    desk = next((one for one in voice.library.office.desks if one.id == unit), None)
    return voice.text(desk.title) if desk else unit


def written(value: Decimal) -> str:
    """A number as people write it here."""
    plain = f"{value.normalize():f}"
    return plain.replace(".", ",")


def task_facts(u: UnitOfWork, voice: Voice, task: Task) -> dict[str, object]:
    """All that a line or card about a task may say."""
    return {
        "code": task.code,
        "title": task.title,
        "unit": unit_name(voice, task.unit),
        "who": who(u, voice, task.person) if task.person is not None else "",
        "reached": written(task.reached),
        "target": written(task.target),
        "measure": task.measure,
        "share": task.share,
        "due": task.due,
    }


def _line(visit: Visit, place: int, task: Task) -> str:
    today = local_day(visit.now)
    state = visit.voice.say(f"plan.pace_{pace(task, today)}")
    return visit.voice.say("plan.line", {**task_facts(visit.u, visit.voice, task), "number": place, "state": state})


def whole(visit: Visit, year: str, page: str = "0") -> Card | None:
    """The plan of a year for those who lead it."""
    if may(visit, Act.PLAN_YEAR) is None:
        return None
    this = local_day(visit.now).year
    chosen, first = number(year) or this, number(page) * _SHOWN
    visit.screen = Working(AREA, "all", str(chosen), page)
    tasks = [one for one in visit.u.yearplan.tasks(chosen) if not one.dropped]
    here = tasks[first : first + _SHOWN]
    lines = [_line(visit, first + n, one) for n, one in enumerate(here, 1)]
    buttons = [
        to(visit, "plan.button_task", "task", str(one.id), params={"number": first + n})
        for n, one in enumerate(here, 1)
    ]
    more = [to(visit, "plan.button_more", "all", str(chosen), str(number(page) + 1))] if tasks[first + _SHOWN :] else []
    other = this + 1 if chosen == this else this
    ways = [
        to(visit, "plan.button_new", "add", str(chosen), "0", main=True),
        to(visit, "plan.button_year", "all", str(other), params={"year": other}),
        *more,
    ]
    params = {"year": chosen, "lines": lines, "count": len(tasks)}
    return visit.say("plan.all", params, (*pairs(buttons, 5), *pairs(ways), *out(visit)))


def mine(visit: Visit) -> Card | None:
    """The tasks of this person in this year, and in the next one once they are given."""
    if may(visit, Act.REPORT_TASK) is None:
        return None
    visit.screen = Working(AREA, "mine")
    year = local_day(visit.now).year
    every = (*visit.u.yearplan.tasks(year), *visit.u.yearplan.tasks(year + 1))
    tasks = [one for one in every if one.person == visit.person and not one.dropped][:_SHOWN]
    lines = [_line(visit, n, one) for n, one in enumerate(tasks, 1)]
    buttons = [
        to(visit, "plan.button_task", "task", str(one.id), params={"number": n}) for n, one in enumerate(tasks, 1)
    ]
    return visit.say("plan.mine", {"year": year, "lines": lines}, (*pairs(buttons, 5), *out(visit)))


def task_of(visit: Visit, id: str) -> Task | None:
    """A task for those who lead the plan, or whose task it is."""
    found = visit.u.yearplan.task(number(id))
    if found is None or found.dropped:
        return None
    own = found.person == visit.person and may(visit, Act.REPORT_TASK) is not None
    return found if own or may(visit, Act.PLAN_YEAR) is not None else None


def one_task(visit: Visit, id: str) -> Card | None:
    """One task with what was reported of it."""
    task = task_of(visit, id)
    if task is None:
        return None
    visit.screen = Working(AREA, "task", id)
    leads = may(visit, Act.PLAN_YEAR) is not None
    told = [
        visit.voice.say(
            "plan.progress",
            {"at": one.at, "value": written(one.value), "measure": task.measure, "words": one.words},
        )
        for one in task.progress[-_SHOWN:]
    ]
    today = local_day(visit.now)
    params = {
        **task_facts(visit.u, visit.voice, task),
        "state": visit.voice.say(f"plan.pace_{pace(task, today)}"),
        "told": told,
    }
    report = [to(visit, "plan.button_report", "report", id, main=True)]
    drop = [to(visit, "plan.button_drop", "drop", id)] if leads else []
    where = ("all", str(task.year)) if leads else ("mine",)
    return visit.say("plan.task", params, (*pairs([*report, *drop]), *back(visit, *where)))


def ask_value(visit: Visit, id: str) -> Card | None:
    """Asks how much is reached by now."""
    task = task_of(visit, id)
    if task is None:
        return None
    visit.screen = Working(AREA, "report", id)
    params = task_facts(visit.u, visit.voice, task)
    return visit.say("plan.ask_value", params, back(visit, "task", id))


def take_value(visit: Visit, screen: Working, text: str) -> Card | None:
    """Keeps the number and asks for a few words."""
    value = parse_amount(text)
    if task_of(visit, screen.first) is None:
        return None
    if value is None:
        return visit.say("plan.refused_target", rows=back(visit, "report", screen.first))
    visit.remember(_KEPT, str(value))
    visit.screen = Working(AREA, "words", screen.first)
    return visit.say("plan.ask_words", rows=back(visit, "report", screen.first))


def take_words(visit: Visit, screen: Working, text: str) -> Card | None:
    """Notes what was reached."""
    task, value = task_of(visit, screen.first), visit.kept.get(_KEPT)
    if task is None or not isinstance(value, str):
        return None
    visit.u.yearplan.report(task, Decimal(value), tidy(text)[:_LONGEST], visit.person, visit.now)
    visit.remember(_KEPT, None)
    shown = one_task(visit, screen.first)
    return None if shown is None else above(visit.voice.say("plan.reported"), shown)


def ask_words(visit: Visit, id: str) -> Card | None:
    """The question for words, drawn anew."""
    return visit.say("plan.ask_words", rows=back(visit, "report", id)) if task_of(visit, id) is not None else None
