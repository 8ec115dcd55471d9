"""A helper gives a neighbour's matter back, or passes it on to a colleague: the neighbour agrees to that anew (F65)."""

from dataclasses import replace

from bot.callbacks import Work
from bot.ports import Card
from bot.services.authority import post_of
from bot.services.mandates.home import AREA, back, held_by, home
from bot.services.mandates.names import helper_name, subject
from bot.services.mandates.rounds import close, tell_neighbour
from bot.services.people import hashed, new_code
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from flows.acts import Act
from flows.authority import Subject, permitted
from flows.mandates import Denied, Ending, offer
from storage.records_mandates import MandateRecord

PASSED = "passed"
_MOST = 8


def ask_to_return(visit: Visit, tag: str) -> Card | None:
    """Giving back is asked about once more."""
    record = held_by(visit, tag)
    if record is None:
        return None
    visit.screen = Working(AREA, "return", tag)
    voice = visit.voice
    rows = (
        (voice.button("mandates.button_return_yes", Work(AREA, "returned", tag), danger=True),),
        (voice.button("mandates.button_back", Work(AREA, "open", tag), main=True),),
    )
    return Card(voice.say("mandates.return_sure", {"name": record.about.neighbour}), rows)


def returned(visit: Visit, tag: str) -> Card | None:
    """The helper gives it back: the neighbour has all that was filled in, and is told."""
    record = held_by(visit, tag)
    if record is None:
        return None
    close(visit.u, record, Ending.RETURNED, visit.now, visit.person, "helper")
    tell_neighbour(visit.u, record, "mandate_returned", visit.now, at_once=True)
    visit.owes = True
    return above(visit.voice.say("mandates.given_back", {"name": record.about.neighbour}), home(visit))


def to_whom(visit: Visit, tag: str) -> Card | None:
    """The colleagues to whom it can be passed on."""
    record = held_by(visit, tag)
    if record is None:
        return None
    visit.screen = Working(AREA, "pass", tag)
    voice = visit.voice
    buttons = [
        (
            voice.button(
                "dialogue.option",
                Work(AREA, "to", tag, str(person)),
                {"number": number, "label": helper_name(visit.u, visit.library, person, voice.language)},
            ),
        )
        for number, person in enumerate(colleagues(visit)[:_MOST], 1)
    ]
    text = voice.say("mandates.pass_to" if buttons else "mandates.pass_nobody", {"name": record.about.neighbour})
    return Card(text, (*buttons, back(visit)), wants="choice")


def colleagues(visit: Visit) -> tuple[int, ...]:
    """The other helpers whom the commune calls by a name."""
    found = (
        staff.person_id
        for staff in visit.u.staff.everybody()
        if staff.name
        and staff.person_id != visit.person
        and permitted((post_of(staff),), Act.ASK_MANDATE, Subject()) is not None
    )
    return tuple(dict.fromkeys(found))


def passed(visit: Visit, tag: str, person: str) -> Card | None:
    """The neighbour is asked whether the colleague may go on; until they agree nothing changes."""
    record = held_by(visit, tag)
    colleague = next((one for one in colleagues(visit) if str(one) == person), None)
    if record is None or colleague is None or colleague == record.principal_id:
        return None
    mandate, u = record.mandate, visit.u
    offered = offer(mandate.purposes, mandate.procedures, mandate.file, mandate.days, visit.now)
    if isinstance(offered, Denied):
        return None
    about = replace(record.about, helper=helper_name(u, visit.library, colleague), text="", version="")
    new = u.mandates.offer(offered, colleague, about, hashed(new_code()), record.principal_id)
    u.mandates.step(new, PASSED, visit.person, "helper", visit.now, {"from": record.tag})
    tell_neighbour(u, new, "mandate_wanted", visit.now, at_once=True)
    u.outbox.owe(f"mandate_passed:{new.id}", colleague, "mandate_passed", {"tag": new.tag}, now=visit.now)
    visit.owes = True
    params = {"name": about.neighbour, "helper": about.helper, "subject": subject(visit, new)}
    return above(visit.voice.say("mandates.pass_asked", params), home(visit))


def end_passed_on(visit: Visit, record: MandateRecord) -> MandateRecord | None:
    """Once the neighbour agreed to a colleague, the mandate that it was passed on from ends; returns that one."""
    step = next((one for one in visit.u.mandates.steps(record.id) if one.kind == PASSED), None)
    before = visit.u.mandates.by_tag(str(step.data.get("from"))) if step is not None else None
    if before is None or before.principal_id != record.principal_id or before.mandate.ended_at is not None:
        return None
    close(visit.u, before, Ending.PASSED_ON, visit.now, record.principal_id, "resident")
    return before
