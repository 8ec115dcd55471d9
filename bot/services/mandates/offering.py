"""A helper asks for a mandate: the pledge, for whom, for what, what is to be allowed, how long."""

from dataclasses import replace

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.mandates.home import AREA, back, home, pledge_card
from bot.services.mandates.names import procedure_title
from bot.services.mandates.plans import Plan, forget, keep, plan_of
from bot.services.mandates.rights import always_in_person
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.acts import Act
from flows.helping import withheld
from flows.mandates import TERMS, Purpose, in_order, pledge_due
from flows.text import tidy
from storage.records_mandates import MandateRecord

_MOST_PROCEDURES = 5
_LONGEST_NAME = 60


def begin(visit: Visit) -> Card:
    """The first step: the yearly pledge, or whom the helper wants to help."""
    if may(visit, Act.ASK_MANDATE) is None:
        return visit.say("mandates.not_helper")
    forget(visit)
    return who(visit) if not _pledge_due(visit) else pledge_card(visit)


def _pledge_due(visit: Visit) -> bool:
    return pledge_due(visit.u.deeds.pledged_at(visit.person), visit.now)


def pledged(visit: Visit) -> Card:
    """Keeps the pledge in the words that were shown."""
    if may(visit, Act.ASK_MANDATE) is None:
        return visit.say("mandates.not_helper")
    if _pledge_due(visit):
        visit.u.deeds.pledge(visit.person, visit.voice.say("mandates.pledge"), visit.now)
    return above(visit.voice.say("mandates.pledge_kept"), home(visit))


def who(visit: Visit) -> Card:
    """Whom? A name is typed, or somebody helped before is chosen."""
    visit.screen = Working(AREA, "who")
    known: dict[int, MandateRecord] = {}
    for record in visit.u.mandates.of_agent(visit.person, visit.now):
        known.setdefault(record.principal_id or 0, record)
    buttons = [
        visit.voice.button(
            "mandates.button_known", Work(AREA, "known", one.tag), {"number": n, "name": one.about.neighbour}
        )
        for n, one in enumerate(known.values(), 1)
    ]
    return visit.say("mandates.who", rows=(*((one,) for one in buttons[:6]), back(visit)))


def named(visit: Visit, text: str) -> Card:
    """A name was typed."""
    name = tidy(text)
    if not 2 <= len(name) <= _LONGEST_NAME or any(letter.isdigit() for letter in name):
        return above(visit.voice.say("mandates.name_odd"), who(visit))
    keep(visit, Plan(name=name))
    return what(visit)


def chosen(visit: Visit, tag: str) -> Card | None:
    """Somebody helped before was chosen: one's own mandate tells who it is."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.agent_id != visit.person or record.principal_id is None:
        return None
    keep(visit, Plan(name=record.about.neighbour, known=tag))
    return what(visit)


def what(visit: Visit) -> Card:
    """For which procedures, or for which file?"""
    plan, voice = plan_of(visit), visit.voice
    if not plan.name:
        return who(visit)
    visit.screen = Working(AREA, "what")
    offered = tuple(dict.fromkeys((*plan.procedures, *visit.library.often())))
    buttons = [
        _ticked(visit, "pick", key, n, procedure_title(voice, key), key in plan.procedures)
        for n, key in enumerate(offered, 1)
    ]
    picked = "; ".join(procedure_title(voice, key) for key in plan.procedures)
    go_on = (
        ((voice.button("mandates.button_on", Work(AREA, "picked"), main=True),),)
        if plan.procedures or plan.file
        else ()
    )
    text = voice.say("mandates.what", {"name": plan.name, "picked": picked, "file": plan.file})
    return Card(text, (*((one,) for one in buttons), *go_on, back(visit)), wants="text")


def _ticked(visit: Visit, verb: str, value: str, number: int, label: str, on: bool) -> Button:
    code = "dialogue.option_on" if on else "dialogue.option"
    return visit.voice.button(code, Work(AREA, verb, value), {"number": number, "label": label})


def pick(visit: Visit, key: str) -> Card | None:
    """A procedure is ticked, or no longer."""
    plan = plan_of(visit)
    if visit.sheet(key) is None or not plan.name:
        return None
    if key in plan.procedures:
        keep(visit, replace(plan, procedures=tuple(one for one in plan.procedures if one != key)))
    elif len(plan.procedures) >= _MOST_PROCEDURES:
        return above(visit.voice.say("mandates.too_many", {"most": _MOST_PROCEDURES}), what(visit))
    else:
        keep(visit, replace(plan, procedures=(*plan.procedures, key), file=""))
    return what(visit)


def searched(visit: Visit, text: str) -> Card:
    """The code of a file was typed, or words for a procedure."""
    record = visit.u.dossiers.by_reference(text)
    if record is not None:
        keep(visit, replace(plan_of(visit), procedures=(), file=record.reference))
        return wanted_purposes(visit)
    hits = visit.library.finder.find(text)
    if not hits:
        return above(visit.voice.say("mandates.not_found"), what(visit))
    if hits[0].key in plan_of(visit).procedures:
        return what(visit)
    return pick(visit, hits[0].key) or what(visit)


def wanted_purposes(visit: Visit) -> Card:
    """What is to be allowed? Nothing is ticked beforehand."""
    plan, voice = plan_of(visit), visit.voice
    if not plan.procedures and not plan.file:
        return what(visit)
    visit.screen = Working(AREA, "purposes")
    kept_back = _withheld(visit, plan)
    buttons = [
        _ticked(visit, "want", purpose, n, voice.say(f"mandates.purpose_{purpose}"), purpose in plan.purposes)
        for n, purpose in enumerate(Purpose, 1)
        if purpose not in kept_back
    ]
    go_on = ((voice.button("mandates.button_on", Work(AREA, "wanted"), main=True),),) if plan.purposes else ()
    text = voice.say("mandates.purposes", {"name": plan.name, "in_person": bool(kept_back)})
    return Card(text, (*((one,) for one in buttons), *go_on, back(visit)), wants="choice")


def _withheld(visit: Visit, plan: Plan) -> tuple[Purpose, ...]:
    """What cannot be allowed because the parties of one of the procedures act themselves."""
    record = visit.u.dossiers.by_reference(plan.file) if plan.file else None
    keys = (record.procedure,) if record is not None else plan.procedures
    sheets = (visit.sheet(key) for key in keys)
    return withheld(tuple(Purpose), any(sheet is not None and always_in_person(sheet) for sheet in sheets))


def want(visit: Visit, purpose: str) -> Card | None:
    """A purpose is ticked, or no longer; what the law keeps to the parties explains itself."""
    plan = plan_of(visit)
    if not in_order((purpose,)) or not plan.name:
        return None
    if purpose in _withheld(visit, plan):
        return above(visit.voice.say("mandates.denied_in_person"), wanted_purposes(visit))
    others = tuple(one for one in plan.purposes if one != purpose)
    keep(visit, replace(plan, purposes=others if purpose in plan.purposes else in_order((*others, purpose))))
    return wanted_purposes(visit)


def how_long(visit: Visit) -> Card:
    """For how many days?"""
    plan = plan_of(visit)
    if not plan.purposes:
        return wanted_purposes(visit)
    visit.screen = Working(AREA, "term")
    buttons = [visit.voice.button(f"mandates.button_days_{days}", Work(AREA, "days", str(days))) for days in TERMS]
    return visit.say("mandates.term", {"name": plan.name}, (*pairs(buttons, 3), back(visit)))


def cancelled(visit: Visit) -> Card:
    """The helper gives the plan up."""
    forget(visit)
    return home(visit)
