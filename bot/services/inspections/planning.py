"""The chairman's plan: what a week and a month still want, and a new inspection step by step."""

import secrets
from datetime import date, datetime, timedelta

from bot.ports import Card
from bot.services.authority import may
from bot.services.inspections import register
from bot.services.inspections.cards import inspection_line, name_of, one_card
from bot.services.inspections.facts import alerts
from bot.services.inspections.register import AREA, back, out, to
from bot.services.people import new_code
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.answers import Data
from flows.authority import Act
from flows.calendar import local_day
from flows.inspection_plan import Candidate, Drawn, draw, gaps
from flows.inspections import PLANNED, TOLD, Kind, refuse_plan
from flows.yearplan import parse_day

_KEPT = "inspections:new"
_SHOWN = 8
_DAYS = 6
_HORIZON = timedelta(days=31)
_DAY = "%Y%m%d"


def may_plan(visit: Visit) -> bool:
    """Whether this person plans inspections."""
    return may(visit, Act.PLAN_INSPECTION) is not None


def plan(visit: Visit) -> Card | None:
    """What is planned, what is still wanted within a month, and what was held lately."""
    if not may_plan(visit):
        return None
    visit.screen = Working(AREA, "plan")
    every, today = register.everything(visit.u, visit.now), local_day(visit.now)
    ahead = [one for one in every if one.is_open][:_SHOWN]
    held = [one for one in every if one.finished_at is not None][-_SHOWN:]
    lines = [inspection_line(visit, n, one) for n, one in enumerate([*ahead, *held], 1)]
    buttons = [
        to(visit, "inspections.button_open", "one", one.code, params={"number": n})
        for n, one in enumerate([*ahead, *held], 1)
    ]
    wanted = gaps(every, today, today + _HORIZON, visit.library.calendar)
    missing = [
        visit.voice.say("inspections.gap", {"kind": _kind(visit, gap.kind), "first": gap.days[0], "last": gap.days[-1]})
        for gap in wanted
    ]
    new = (to(visit, "inspections.button_new", "new", main=True),)
    params = {"ahead": lines[: len(ahead)], "held": lines[len(ahead) :], "missing": missing}
    return visit.say("inspections.plan", params, (new, *pairs(buttons, 4), *out(visit)))


def ask_kind(visit: Visit) -> Card | None:
    """A new one begins: periodic or surprise."""
    if not may_plan(visit):
        return None
    visit.screen = Working(AREA, "new")
    visit.remember(_KEPT, {})
    rows = tuple((to(visit, f"inspections.kind_{kind}", "kind", kind.value),) for kind in Kind)
    return visit.say("inspections.ask_kind", rows=(*rows, *back(visit, "plan")))


def ask_unit(visit: Visit, kind: str) -> Card | None:
    """Which unit: chosen, or drawn."""
    if not may_plan(visit) or kind not in tuple(Kind):
        return None
    visit.screen = Working(AREA, "kind", kind)
    visit.remember(_KEPT, {"kind": kind})
    desks = visit.library.office.desks
    rows = tuple(
        (to(visit, "inspections.button_unit", "unit", desk.id, params={"unit": visit.voice.text(desk.title)}),)
        for desk in desks
    )
    drawn = (to(visit, "inspections.button_draw", "draw", main=True),)
    return visit.say("inspections.ask_unit", {"kind": _kind(visit, Kind(kind))}, (drawn, *rows, *back(visit, "plan")))


def draw_unit(visit: Visit) -> Card | None:
    """Draws a unit, rather one long not visited or with alerts, and says how it came out."""
    if not may_plan(visit) or not _new(visit).get("kind"):
        return None
    today, last = local_day(visit.now), _last_visits(visit)
    candidates = [Candidate(desk.id, last.get(desk.id), alerts(visit, desk.id)) for desk in visit.library.office.desks]
    drawn = draw(candidates, secrets.randbelow(10**6), today)
    if drawn is None:
        return None
    shown = ask_day(visit, drawn.unit, drawn)
    return None if shown is None else above(_explained(visit, drawn), shown)


def _last_visits(visit: Visit) -> dict[str, date]:
    every = register.everything(visit.u, visit.now)
    return {one.unit: one.day for one in every if one.checked_in_at is not None}


def _explained(visit: Visit, drawn: Drawn) -> str:
    lines = [
        visit.voice.say("inspections.lots", {"unit": register.unit_name(visit.voice, unit), "count": count})
        for unit, count in drawn.lots
    ]
    params = {"unit": register.unit_name(visit.voice, drawn.unit), "number": drawn.number, "total": drawn.total}
    rest = {"lines": lines, "rest": drawn.number % drawn.total + 1}
    return visit.voice.say("inspections.drawn", {**params, **rest})


def ask_day(visit: Visit, unit: str, drawn: Drawn | None = None) -> Card | None:
    """Which day: one of the next working days that will do, or typed."""
    new = _new(visit)
    if not may_plan(visit) or register.unit(visit.library, unit) is None or not new.get("kind"):
        return None
    how: Data = new.get("draw") if new.get("unit") == unit else None
    if drawn is not None:
        how = {"number": drawn.number, "lots": {name: count for name, count in drawn.lots if count}}
    visit.remember(_KEPT, {**new, "unit": unit, "draw": how})
    visit.screen = Working(AREA, "unit", unit)
    days = days_for(visit, str(new["kind"]))
    buttons = [to(visit, "inspections.button_day", "day", f"{day:{_DAY}}", params={"day": day}) for day in days]
    params = {"unit": register.unit_name(visit.voice, unit)}
    return visit.say("inspections.ask_day", params, (*pairs(buttons), *back(visit, "plan")))


def days_for(visit: Visit, kind: str) -> list[date]:
    """The next working days that will do."""
    first, calendar = local_day(visit.now), visit.library.calendar
    ahead = [first + timedelta(days=n) for n in range(21)]
    return [day for day in ahead if not refuse_plan(kind, day, visit.now, calendar)][:_DAYS]


def ask_inspector(visit: Visit, day: date | None) -> Card | None:
    """Who inspects: anybody who does not work in the unit."""
    new = _new(visit)
    if not may_plan(visit) or not new.get("unit"):
        return None
    why = "day" if day is None else refuse_plan(str(new["kind"]), day, visit.now, visit.library.calendar)
    if why or day is None:
        return visit.say(f"inspections.refused_{why}", rows=back(visit, "plan"))
    visit.remember(_KEPT, {**new, "day": day.isoformat()})
    visit.screen = Working(AREA, "day", f"{day:{_DAY}}")
    people = register.inspectors(visit.u, visit.library, str(new["unit"]))
    rows = tuple(
        (to(visit, "inspections.button_person", "who", str(one), params={"who": name_of(visit, one)}),)
        for one in people
    )
    return visit.say("inspections.ask_inspector", {"day": day}, (*rows, *back(visit, "plan")))


def take_day(visit: Visit, _screen: Working, text: str) -> Card | None:
    """A day in the chairman's own hand."""
    return ask_inspector(visit, parse_day(text.strip()))


def day_of(packed: str) -> date | None:
    """The day that a button carries."""
    try:
        return datetime.strptime(packed, _DAY).date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return None


def create(visit: Visit, who: str) -> Card | None:
    """Plans it; the unit is told of a periodic one now, of a surprise one nobody but the inspector."""
    new, inspector = _new(visit), int(who) if who.isdigit() else 0
    day = date.fromisoformat(str(new.get("day"))) if new.get("day") else None
    unit = str(new.get("unit", ""))
    if not may_plan(visit) or day is None or inspector not in register.inspectors(visit.u, visit.library, unit):
        return None
    kind = Kind(str(new["kind"]))
    why = refuse_plan(kind, day, visit.now, visit.library.calendar)
    if why:
        return visit.say(f"inspections.refused_{why}", rows=back(visit, "plan"))
    code = new_code()
    data: dict[str, Data] = {"kind": kind.value, "unit": unit, "day": day.isoformat(), "inspector": inspector}
    visit.u.inspections.add(code, PLANNED, visit.person, visit.now, {**data, "draw": new.get("draw")})
    visit.remember(_KEPT, None)
    announce(visit, code, kind, unit, day)
    assign(visit, code, inspector)
    shown = one_card(visit, code)
    return None if shown is None else above(visit.voice.say(f"inspections.planned_{kind}"), shown)


def announce(visit: Visit, code: str, kind: Kind, unit: str, day: date) -> None:
    """Tells the unit of a periodic one, and nobody of a surprise one."""
    if kind is Kind.SURPRISE:
        return
    visit.u.inspections.add(code, TOLD, visit.person, visit.now, {})
    people = register.people_of(visit.u, visit.library, unit)
    register.tell(visit.u, people, "inspection_planned", f"{code}:{day}", code, visit.now)
    visit.owes = True


def assign(visit: Visit, code: str, inspector: int) -> None:
    """Tells the inspector, unless it is who plans."""
    if inspector != visit.person:
        register.tell(visit.u, (inspector,), "inspection_assigned", code, code, visit.now)
        visit.owes = True


def _kind(visit: Visit, kind: Kind) -> str:
    return visit.voice.say(f"inspections.kind_{kind}")


def _new(visit: Visit) -> dict[str, Data]:
    kept = visit.kept.get(_KEPT)
    return dict(kept) if isinstance(kept, dict) else {}
