"""How files, cases, measures and people are called on the cards of discipline."""

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.discipline.ledger import AREA, standing_of, terms
from bot.services.visit import Rows, Visit
from bot.services.voice import Params, Voice
from flows.conduct import Case, Delay, Measure
from flows.discipline import explain_by
from storage.unit_of_work import UnitOfWork

BACK = "discipline.button_back"


def who(u: UnitOfWork, voice: Voice, person: int | None) -> str:
    """What the commune calls a person: by name, else by post; nobody where nobody answers."""
    if person is None:
        return voice.say("discipline.nobody")
    name, role = u.staff.known_as(person)
    if name:
        return name
    return voice.say(f"words.role_{role}") if role else voice.say("discipline.somebody")


def delay_facts(u: UnitOfWork, voice: Voice, delay: Delay) -> dict[str, object]:
    """The file of a delay and the date that was missed."""
    record = u.dossiers.get(delay.file)
    sheet = voice.library.procedures.get(record.procedure) if record else None
    return {
        "reference": record.reference if record else "",
        "procedure": voice.text(sheet.title) if sheet else record.procedure if record else "",
        "step": voice.say(f"discipline.step_{delay.step}"),
        "due": delay.due,
    }


def case_line(visit: Visit, number: int, case: Case, *, named: bool) -> str:
    """One case in a list; with its owner for leaders."""
    params = {
        **delay_facts(visit.u, visit.voice, case.delay),
        "number": number,
        "who": who(visit.u, visit.voice, case.delay.owner) if named else "",
        "standing": visit.voice.say(f"discipline.standing_{standing_of(visit, case)}"),
    }
    return visit.voice.say("discipline.case_line", params)


def case_facts(visit: Visit, case: Case) -> dict[str, object]:
    """All that a card about a case may say."""
    told, decided = case.explanation, case.decision
    last = explain_by(case.delay, terms(visit), visit.library.calendar)
    return {
        **delay_facts(visit.u, visit.voice, case.delay),
        "who": who(visit.u, visit.voice, case.delay.owner),
        "explain_by": last,
        "standing": visit.voice.say(f"discipline.standing_{standing_of(visit, case)}"),
        "reason": visit.voice.say(f"discipline.reason_{told.reason}") if told else "",
        "text": told.text if told else "",
        "evidence": told.evidence if told else "",
        "told_at": told.at if told else "",
        "too_late": told is not None and told.at > last,
        "words": decided.words if decided else "",
        "decided_by": who(visit.u, visit.voice, decided.by) if decided else "",
    }


def measure_facts(u: UnitOfWork, voice: Voice, measure: Measure) -> dict[str, object]:
    """All that a card about a measure may say."""
    appeal = measure.appeal
    return {
        "who": who(u, voice, measure.person),
        "sanction": voice.say(f"discipline.sanction_{measure.sanction}"),
        "number": measure.number,
        "text": measure.text,
        "signer": who(u, voice, measure.by),
        "at": measure.at,
        "revoked": measure.revoked_at or "",
        "appeal": appeal.text if appeal else "",
        "answer": appeal.words if appeal and appeal.decided_at else "",
        "kept": appeal is not None and appeal.kept,
    }


def to(visit: Visit, code: str, verb: str, *rest: str, params: Params | None = None, main: bool = False) -> Button:
    """A button into this area."""
    return visit.voice.button(code, Work(AREA, verb, *rest), params, main=main)


def back(visit: Visit, verb: str, *rest: str) -> Rows:
    """The way back to a list."""
    return ((to(visit, BACK, verb, *rest),),)


def out(visit: Visit) -> Rows:
    """The way back to all work."""
    return ((visit.voice.button("work.button", Menu("work")),),)


def refused(visit: Visit, why: str, rows: Rows) -> Card:
    """Why something was not done."""
    return visit.say(f"discipline.refused_{why}", rows=rows)
