"""One inspection as those who may know of it see it, with what each of them can do."""

from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.discipline.naming import who
from bot.services.inspections import register
from bot.services.inspections.register import AREA, back, to
from bot.services.screens_work import Working
from bot.services.visit import Visit, pairs
from flows.authority import Act
from flows.inspections import ITEMS, Inspection, Mark


def name_of(visit: Visit, person: int) -> str:
    """What the commune calls a person."""
    return who(visit.u, visit.voice, person)


def facts(visit: Visit, one: Inspection) -> dict[str, object]:
    """All that a card about an inspection may say."""
    return {
        "kind": visit.voice.say(f"inspections.kind_{one.kind}"),
        "unit": register.unit_name(visit.voice, one.unit),
        "day": one.day,
        "who": name_of(visit, one.inspector),
        "state": visit.voice.say(f"inspections.state_{state_of(one)}"),
        "result": visit.voice.say(f"inspections.result_{one.result}") if one.result else "",
        "words": one.words,
        "follow_up": one.follow_up or "",
        "followed": one.followed_at or "",
        "faults": ", ".join(item_name(visit, item) for item, mark in one.marks.items() if mark is Mark.FAULT),
        "confirmed": name_of(visit, one.confirmed_by) if one.confirmed_by else "",
        "came": one.checked_in_at or "",
    }


def state_of(one: Inspection) -> str:
    """Where an inspection stands."""
    if one.cancelled:
        return "cancelled"
    if one.finished_at is not None:
        return "finished"
    if one.checked_in_at is not None:
        return "here"
    return "planned" if one.arrived_at is None else "arrived"


def item_name(visit: Visit, item: str) -> str:
    """An item of the checklist in words."""
    return visit.voice.say(f"inspections.item_{item}")


def inspection_line(visit: Visit, number: int, one: Inspection) -> str:
    """One inspection in a list."""
    return visit.voice.say("inspections.line", {**facts(visit, one), "number": number})


def one_card(visit: Visit, code: str) -> Card | None:
    """The card of an inspection for whoever may know of it."""
    one = register.one_known(visit, code)
    if one is None:
        return None
    visit.screen = Working(AREA, "one", code)
    buttons = [*_of_inspector(visit, one), *_of_chairman(visit, one)]
    chairman = may(visit, Act.PLAN_INSPECTION) is not None
    where = "plan" if chairman else "given" if one.inspector == visit.person else "unit_page"
    secret = one.is_open and one.checked_in_at is None and one.kind == "surprise"
    return visit.say("inspections.one", {**facts(visit, one), "secret": secret}, (*pairs(buttons), *back(visit, where)))


def is_inspector(visit: Visit, one: Inspection) -> bool:
    """Whether this person holds the inspection, and still may hold any."""
    return one.inspector == visit.person and may(visit, Act.HOLD_INSPECTION) is not None


def _of_inspector(visit: Visit, one: Inspection) -> list[Button]:
    if not is_inspector(visit, one):
        return []
    if one.is_open and one.checked_in_at is None:
        return [to(visit, "inspections.button_arrive", "arrive", one.code, main=True)]
    if one.is_open:
        return [to(visit, "inspections.button_checklist", "checklist", one.code, main=True)]
    if one.follow_up is not None and one.followed_at is None:
        return [to(visit, "inspections.button_followed", "followed", one.code)]
    return []


def _of_chairman(visit: Visit, one: Inspection) -> list[Button]:
    if may(visit, Act.PLAN_INSPECTION) is None or not one.is_open or one.checked_in_at is not None:
        return []
    ways = (("move", "button_move"), ("other", "button_other"), ("cancel", "button_cancel"))
    return [to(visit, f"inspections.{label}", verb, one.code) for verb, label in ways]


def marks_line(visit: Visit, number: int, one: Inspection, known: dict[str, int]) -> str:
    """One item of the checklist: its mark, its name, and what the program knows of it."""
    item = ITEMS[number - 1]
    mark = one.marks.get(item)
    params = {
        "number": number,
        "item": item_name(visit, item),
        "mark": visit.voice.say(f"inspections.mark_{mark}") if mark else visit.voice.say("inspections.mark_none"),
        "known": item in known,
        "count": known.get(item, 0),
    }
    return visit.voice.say("inspections.item", params)
