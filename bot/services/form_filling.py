"""Filling official forms in from a dossier: what stands on them is Vietnamese, as the law has them, and comes from the
log, so that a form says what held when it was issued."""

import io
from dataclasses import replace
from datetime import datetime, time
from typing import Literal

import segno

from bot.services.applicants import address_question, applicant, phone
from bot.services.checklists import tell
from bot.services.definitions import definition
from bot.services.dossiers import title
from bot.services.file_papers import fault_in_words
from bot.services.issued import CONTROL, last_of
from bot.services.letters import reason_in_words
from bot.services.papers_named import paper_of, papers_in
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.forms.filled import (
    ApologyLetter,
    ControlSlip,
    Filled,
    Handed,
    Handover,
    Letterhead,
    Matter,
    Punctual,
    Receipt,
    RefusalSlip,
    StopNotice,
    SupplementRequest,
)
from content.sheet import Sheet, in_language
from flows.answers import Gathered
from flows.calendar import local_day
from flows.chronicle import Happening, moment_of, since_acceptance
from flows.clocks import by_day, punctual
from flows.deadlines import instant
from flows.dossier import State
from flows.marks import marks_in, named_by
from flows.rules import Rules
from storage.records import DossierRecord, EventRecord

OFFICIAL = "vi"


def letterhead(visit: Visit, rules: Rules) -> Letterhead:
    """Who issues a form under a decree."""
    office = visit.library.office
    regime: Literal["2018", "2025"] = "2018" if rules.id == "2018" else "2025"
    commune, centre = in_language(office.commune, OFFICIAL), in_language(office.centre, OFFICIAL)
    return Letterhead(regime, commune, centre, office.unit.commune, office.phone)


def matter(visit: Visit, record: DossierRecord) -> Matter:
    """Whose file it is and what about."""
    answers = record.answers
    return Matter(
        record.official_code or record.reference,
        title(visit, record),
        applicant(answers),
        lives(visit, record),
        phone(answers),
    )


def lives(visit: Visit, record: DossierRecord) -> str:
    """The applicant's address in words."""
    value = record.answers.get(address_question(record.answers))
    hamlet, text = value if isinstance(value, tuple) and len(value) == 2 else ("", "")
    known = visit.library.office.hamlet(hamlet)
    return text or (known.name if known else hamlet)


def look_up(reference: str, link: str) -> str:
    """The QR of a file as SVG: the look-up address and the code, no name and no number (handbook rules §2)."""
    out = io.BytesIO()
    code = segno.make(f"{link}/?c={reference}" if link else reference, micro=False, error="m", boost_error=False)
    code.save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


def book_number(visit: Visit, record: DossierRecord, accepted: datetime) -> int:
    """The number of the file in the register of the year in which it was accepted."""
    begins = instant(local_day(accepted).replace(month=1, day=1), time())
    return visit.u.register.number(record.id, accepted, begins)


def fill(visit: Visit, record: DossierRecord, form: str) -> Filled | None:
    """The form as the last move that yielded it wrote it; None when none did."""
    visit = replace(visit, voice=Voice(visit.library, OFFICIAL))
    events = visit.u.dossiers.events(record.id)
    head = letterhead(visit, visit.library.law.of(record.dossier))
    if form == CONTROL:
        return _control(visit, record, head, events)
    event = last_of(events, form)
    if event is None:
        return None
    match form:
        case "receipt":
            return _receipt(visit, record, head, event, events)
        case "supplement":
            return _supplement(visit, record, head, event)
        case "refusal":
            until = moment_of(event, "complain_by")
            return RefusalSlip(
                head, matter(visit, record), event.at, event.kind == "decline", _reason(visit, event), until
            )
        case "apology":
            return _apology(visit, record, head, event)
    asked = next((one.at for one in reversed(events) if one.kind == "withdraw"), None)
    return StopNotice(head, matter(visit, record), event.at, record.dossier.accepted_at, asked)


def _receipt(
    visit: Visit, record: DossierRecord, head: Letterhead, accepted: EventRecord, events: tuple[EventRecord, ...]
) -> Receipt | None:
    """Form 01 with the date in force: that of the acceptance, or of the completion that began the term anew."""
    anew = next((one for one in reversed(events) if one.kind == "complete" and moment_of(one, "due_at")), None)
    due = moment_of(anew or accepted, "due_at")
    if due is None:
        return None
    voice, sheet = visit.voice, definition(visit, record)
    told = tell(voice, sheet, record.answers, local_day(accepted.at))
    total = told.facts.total
    return Receipt(
        head,
        matter(visit, record),
        (anew or accepted).at,
        book_number(visit, record, accepted.at),
        _papers(voice, sheet, record),
        voice.library.wording.formats(OFFICIAL).term(record.dossier.term),
        accepted.at,
        due,
        anew.at if anew else None,
        voice.say("forms.result_at", {"desk": voice.desk(record.field)}),
        voice.say("dialogue.fee_total", {"amount": total}) if total else told.fee,
        look_up(record.reference, visit.link),
    )


def _papers(voice: Voice, sheet: Sheet, record: DossierRecord) -> tuple[Handed, ...]:
    """What is handed in; what is only shown is no part of the file."""
    told = tell(voice, sheet, record.answers, local_day(record.dossier.submitted_at))
    papers = (sheet.paper(paper) for paper in told.facts.papers)
    return tuple(
        Handed(
            voice.text(paper.title),
            voice.say(f"words.form_{paper.form}"),
            paper.count,
            isinstance(record.answers.get(paper.rule.step or ""), Gathered),
        )
        for paper in papers
        if paper.form != "shown"
    )


def _supplement(visit: Visit, record: DossierRecord, head: Letterhead, event: EventRecord) -> SupplementRequest:
    papers, note = _asked_for(visit, record, event), str(event.data.get("note") or "")
    faults = {mark.paper: mark for mark in named_by(marks_in(visit.u.dossiers.events(record.id)), event.data)}
    if faults:
        said = (
            f"{paper}: {fault_in_words(visit.voice, faults[name])}"
            for name, paper in zip(papers_in(event.data), papers, strict=True)
        )
        papers = list(said)
    asks = (f"{papers[0]}. {note}",) if note and len(papers) == 1 else (*papers, *([note] if note else []))
    accepted = event.data["to"] == State.BO_SUNG_SAU
    until = moment_of(event, "answer_by")
    return SupplementRequest(head, matter(visit, record), event.at, accepted, asks, _reason(visit, event), until)


def _apology(visit: Visit, record: DossierRecord, head: Letterhead, event: EventRecord) -> ApologyLetter | None:
    dossier, until = record.dossier, moment_of(event, "promised_at")
    if dossier.accepted_at is None or dossier.due_at is None or until is None:
        return None
    reason = _reason(visit, event)
    return ApologyLetter(head, matter(visit, record), event.at, dossier.accepted_at, dossier.due_at, reason, until)


def _reason(visit: Visit, event: EventRecord) -> str:
    """The official's own words where a refusal has them, else the reason in words; never a code."""
    note = str(event.data.get("note") or "") if event.kind in ("refuse", "decline") else ""
    return note or reason_in_words(visit, str(event.data["reason"]))


# The moves by which a file passes from hand to hand.
_PASSES = frozenset(
    "accept ask_supplement complete start consult consulted ask_payment paid forward send_back".split()
    + "record_result decline stop close_unanswered hand_over".split()
)


def _control(
    visit: Visit, record: DossierRecord, head: Letterhead, events: tuple[EventRecord, ...]
) -> ControlSlip | None:
    dossier = record.dossier
    if dossier.accepted_at is None or dossier.due_at is None:
        return None
    rows = tuple(
        Handover(event.kind, event.at, _result(record, event), _note(visit, record, event))
        for event in since_acceptance(events)
        if event.kind in _PASSES
    )
    return ControlSlip(head, matter(visit, record), dossier.accepted_at, dossier.due_at, rows)


def _result(record: DossierRecord, event: Happening) -> Punctual:
    """Early, on time or late where the result is there; before that, only that the date has passed."""
    due = record.dossier.due_at
    if due is None or event.kind == "hand_over":  # who collects late does not make the file late
        return ""
    if event.kind in ("record_result", "decline"):
        return punctual(event.at, due, by_day=by_day(record.dossier.term))
    return "late" if event.at > due else ""


def _note(visit: Visit, record: DossierRecord, event: Happening) -> str:
    if event.kind == "ask_supplement":
        return "; ".join(_asked_for(visit, record, event))
    return ""


def _asked_for(visit: Visit, record: DossierRecord, event: Happening) -> list[str]:
    sheet = definition(visit, record)
    return [paper_of(visit, sheet, paper) for paper in papers_in(event.data)]
