"""Held by the inspector: confirmed at the place, the checklist, the result, the day it is looked at again."""

from datetime import date

from bot.ports import Card
from bot.services.authority import may
from bot.services.inspections import register
from bot.services.inspections.cards import facts, inspection_line, is_inspector, marks_line, one_card
from bot.services.inspections.facts import suggestions
from bot.services.inspections.register import AREA, back, out, to
from bot.services.people import new_code
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.answers import Data
from flows.authority import Act
from flows.calendar import local_day
from flows.inspections import (
    ARRIVED,
    CHECKED_IN,
    FINISHED,
    FOLLOWED,
    ITEMS,
    MARKED,
    Inspection,
    Mark,
    Result,
    refuse_finish,
)
from flows.text import tidy
from flows.yearplan import parse_day

_KEPT = "inspections:words"
_SHOWN = 8
_LONGEST = 1000
_OFFERED = (3, 5, 10, 15)  # working days until what was wanting is looked at again
_NEXT = {None: Mark.OK, Mark.OK: Mark.FAULT, Mark.FAULT: Mark.OK}


def given(visit: Visit) -> Card | None:
    """The inspections given to this person."""
    if may(visit, Act.HOLD_INSPECTION) is None:
        return None
    visit.screen = Working(AREA, "given")
    mine = [one for one in register.known(visit) if one.inspector == visit.person and not one.cancelled][-_SHOWN:]
    lines = [inspection_line(visit, n, one) for n, one in enumerate(mine, 1)]
    buttons = [
        to(visit, "inspections.button_open", "one", one.code, params={"number": n}) for n, one in enumerate(mine, 1)
    ]
    return visit.say("inspections.given", {"lines": lines}, (*pairs(buttons, 4), *out(visit)))


def _held(visit: Visit, code: str) -> Inspection | None:
    found = register.one_known(visit, code)
    return found if found is not None and is_inspector(visit, found) else None


def arrive(visit: Visit, code: str) -> Card | None:
    """The inspector is at the place: shows a code that somebody of the unit types."""
    found = _held(visit, code)
    if found is None or not found.is_open or found.checked_in_at is not None:
        return None
    shown = new_code()
    visit.u.inspections.add(code, ARRIVED, visit.person, visit.now, {"pass": shown})
    return wait(visit, code)


def wait(visit: Visit, code: str) -> Card | None:
    """The code that is shown at the place."""
    found = _held(visit, code)
    if found is None or found.arrived_at is None:
        return None
    if found.checked_in_at is not None:
        return checklist(visit, code)
    visit.screen = Working(AREA, "wait", code)
    rows = (
        (to(visit, "inspections.button_here", "wait", code, main=True),),
        (to(visit, "inspections.button_alone", "alone", code),),
        *back(visit, "one", code),
    )
    return visit.say("inspections.wait", {"code": f"{found.pass_code[:4]} {found.pass_code[4:]}"}, rows)


def alone(visit: Visit, code: str) -> Card | None:
    """Nobody is at the place who could confirm; that is noted, and is a finding of its own."""
    found = _held(visit, code)
    if found is None or not found.is_open or found.arrived_at is None or found.checked_in_at is not None:
        return None
    visit.u.inspections.add(code, CHECKED_IN, visit.person, visit.now, {"alone": True})
    return checklist(visit, code)


def checklist(visit: Visit, code: str) -> Card | None:
    """The items with what the program knows; a tap marks one right, another wanting."""
    found = _held(visit, code)
    if found is None or found.checked_in_at is None or not found.is_open:
        return None
    visit.screen = Working(AREA, "checklist", code)
    figures = suggestions(visit, found.unit)
    lines = [marks_line(visit, n, found, figures) for n in range(1, len(ITEMS) + 1)]
    buttons = [
        to(visit, "inspections.button_mark", "mark", code, item, params={"number": n})
        for n, item in enumerate(ITEMS, 1)
    ]
    done = tuple((to(visit, f"inspections.result_{one}", "result", code, one.value),) for one in Result)
    params = {**facts(visit, found), "lines": lines}
    return visit.say("inspections.checklist", params, (*pairs(buttons, 5), *done, *back(visit, "one", code)))


def mark(visit: Visit, code: str, item: str) -> Card | None:
    """Turns the mark of an item."""
    found = _held(visit, code)
    if found is None or found.checked_in_at is None or not found.is_open or item not in ITEMS:
        return None
    turned = _NEXT[found.marks.get(item)]
    visit.u.inspections.add(code, MARKED, visit.person, visit.now, {"item": item, "mark": turned.value})
    return checklist(visit, code)


def ask_words(visit: Visit, code: str, result: str) -> Card | None:
    """The result was chosen; what was seen is written down."""
    found = _held(visit, code)
    if found is None or result not in tuple(Result):
        return None
    least = visit.library.calendar.next_working_day(local_day(visit.now))
    why = refuse_finish(found, result, None if result == Result.GOOD else least, visit.now, visit.library.calendar)
    if why:
        return visit.say(f"inspections.refused_{why}", rows=back(visit, "checklist", code))
    visit.screen = Working(AREA, "words", code, result)
    params = {**facts(visit, found), "result": visit.voice.say(f"inspections.result_{result}")}
    return visit.say("inspections.ask_words", params, back(visit, "checklist", code))


def take_words(visit: Visit, screen: Working, text: str) -> Card | None:
    """Keeps the words; a good result ends it, for any other the day of the second look is asked for."""
    if _held(visit, screen.first) is None:
        return None
    visit.remember(_KEPT, tidy(text)[:_LONGEST])
    if screen.second == Result.GOOD:
        return finish(visit, screen.first, screen.second, None)
    return ask_follow_up(visit, screen.first, screen.second)


def ask_follow_up(visit: Visit, code: str, result: str) -> Card | None:
    """By when what was wanting is to be mended and looked at again."""
    if _held(visit, code) is None or not visit.kept.get(_KEPT):
        return None
    visit.screen = Working(AREA, "follow", code, result)
    today, calendar = local_day(visit.now), visit.library.calendar
    days = [calendar.working_days_after(today, count) for count in _OFFERED]
    buttons = [
        to(visit, "inspections.button_day", "finish", code, result, f"{day:%Y%m%d}", params={"day": day})
        for day in days
    ]
    return visit.say("inspections.ask_follow_up", rows=(*pairs(buttons), *back(visit, "checklist", code)))


def take_follow_up(visit: Visit, screen: Working, text: str) -> Card | None:
    """The day in the inspector's own hand."""
    return finish(visit, screen.first, screen.second, parse_day(text.strip()))


def finish(visit: Visit, code: str, result: str, follow_up: date | None) -> Card | None:
    """Ends it: the unit reads the result, a grave one reaches the chairman at once."""
    found, words = _held(visit, code), visit.kept.get(_KEPT)
    if found is None or not isinstance(words, str):
        return None
    why = refuse_finish(found, result, follow_up, visit.now, visit.library.calendar)
    if why:
        return visit.say(f"inspections.refused_{why}", rows=back(visit, "checklist", code))
    told: Data = None if follow_up is None else follow_up.isoformat()
    data: dict[str, Data] = {"result": result, "words": words, "follow_up": told}
    visit.u.inspections.add(code, FINISHED, visit.person, visit.now, data)
    visit.remember(_KEPT, None)
    people = register.people_of(visit.u, visit.library, found.unit)
    register.tell(visit.u, people, "inspection_result", code, code, visit.now)
    if result == Result.GRAVE:
        others = [one for one in register.chairmen(visit.u) if one != visit.person]
        register.tell(visit.u, others, "inspection_grave", code, code, visit.now)
    visit.owes = True
    shown = one_card(visit, code)
    return None if shown is None else above(visit.voice.say("inspections.finished"), shown)


def followed(visit: Visit, code: str) -> Card | None:
    """What was wanting has been looked at again."""
    found = _held(visit, code)
    if found is None or found.follow_up is None or found.followed_at is not None:
        return None
    visit.u.inspections.add(code, FOLLOWED, visit.person, visit.now, {})
    return one_card(visit, code)
