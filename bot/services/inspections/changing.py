"""A planned inspection moved, given to another inspector, or called off; whoever knew of it is told."""

from datetime import date

from bot.ports import Card
from bot.services.inspections import register
from bot.services.inspections.cards import name_of, one_card
from bot.services.inspections.planning import announce, assign, days_for, may_plan, plan
from bot.services.inspections.register import AREA, back, to
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.inspections import ASSIGNED, CANCELLED, MOVED, Inspection, refuse_plan
from flows.yearplan import parse_day


def open_one(visit: Visit, code: str) -> Inspection | None:
    """An inspection that can still be changed by who plans it."""
    found = register.one_known(visit, code) if may_plan(visit) else None
    return found if found is not None and found.is_open and found.checked_in_at is None else None


def ask_move(visit: Visit, code: str) -> Card | None:
    """Another day for one that is planned."""
    found = open_one(visit, code)
    if found is None:
        return None
    visit.screen = Working(AREA, "move", code)
    buttons = [
        to(visit, "inspections.button_day", "moved", code, f"{day:%Y%m%d}", params={"day": day})
        for day in days_for(visit, found.kind)
    ]
    params = {"unit": register.unit_name(visit.voice, found.unit)}
    return visit.say("inspections.ask_day", params, (*pairs(buttons), *back(visit, "one", code)))


def move(visit: Visit, code: str, day: date | None) -> Card | None:
    """Moves it; of a periodic one the unit is told anew."""
    found = open_one(visit, code)
    if found is None:
        return None
    why = "day" if day is None else refuse_plan(found.kind, day, visit.now, visit.library.calendar)
    if why or day is None:
        return visit.say(f"inspections.refused_{why}", rows=back(visit, "one", code))
    visit.u.inspections.add(code, MOVED, visit.person, visit.now, {"day": day.isoformat()})
    announce(visit, code, found.kind, found.unit, day)
    return one_card(visit, code)


def take_move(visit: Visit, screen: Working, text: str) -> Card | None:
    """The new day in the chairman's own hand."""
    return move(visit, screen.first, parse_day(text.strip()))


def ask_other(visit: Visit, code: str) -> Card | None:
    """Another inspector."""
    found = open_one(visit, code)
    if found is None:
        return None
    visit.screen = Working(AREA, "other", code)
    people = register.inspectors(visit.u, visit.library, found.unit)
    rows = tuple(
        (to(visit, "inspections.button_person", "reassign", code, str(one), params={"who": name_of(visit, one)}),)
        for one in people
    )
    return visit.say("inspections.ask_inspector", {"day": found.day}, (*rows, *back(visit, "one", code)))


def give(visit: Visit, code: str, who: str) -> Card | None:
    """Gives it to another inspector."""
    found, inspector = open_one(visit, code), int(who) if who.isdigit() else 0
    if found is None or inspector not in register.inspectors(visit.u, visit.library, found.unit):
        return None
    visit.u.inspections.add(code, ASSIGNED, visit.person, visit.now, {"inspector": inspector})
    assign(visit, code, inspector)
    return one_card(visit, code)


def cancel(visit: Visit, code: str) -> Card | None:
    """Calls it off."""
    found = open_one(visit, code)
    if found is None:
        return None
    visit.u.inspections.add(code, CANCELLED, visit.person, visit.now, {})
    if found.told_at is not None:
        people = register.people_of(visit.u, visit.library, found.unit)
        register.tell(visit.u, people, "inspection_planned", f"{code}:off", code, visit.now)
    if found.inspector != visit.person:
        register.tell(visit.u, (found.inspector,), "inspection_assigned", f"{code}:off", code, visit.now)
    visit.owes = True
    shown = plan(visit)
    return None if shown is None else above(visit.voice.say("inspections.cancelled"), shown)
