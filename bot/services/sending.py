"""Sending a file in: the record with its frozen definition and pages, and the receipt with its dates."""

from datetime import datetime

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.checklists import tell
from bot.services.form_cards import for_resident
from bot.services.mandates import filing
from bot.services.owing import owe_desk
from bot.services.screens import OneFile
from bot.services.visit import Visit, pairs
from content.sheet import Sheet
from flows.answers import Answers, Gathered
from flows.calendar import local_day
from flows.checklist import checklist
from flows.deadlines import due
from flows.dossier import Dossier, State
from storage.records import DossierRecord, Draft, NewDossier


def open_dossier(visit: Visit, draft: Draft, sheet: Sheet, answers: Answers) -> Card:
    """Sends a draft in: the record, its frozen definition and pages, the officials' notice; the receipt is returned."""
    term = term_of(visit, sheet, answers)
    filed = filing.filed(visit, draft)
    visit.u.contents.keep(sheet.version, sheet.key, sheet.snapshot)
    new = NewDossier(
        prefix="",
        procedure=sheet.key,
        version=sheet.version,
        field=sheet.field,
        hamlet=hamlet_of(answers),
        person_id=draft.person_id,
        filer_id=filed.filer,
        channel=filed.channel,
        dossier=Dossier(State.CHO_TIEP_NHAN, visit.now, term),
        answers=answers,
    )
    record = visit.u.dossiers.open(new, visit.now)
    visit.u.documents.attach(draft.id, record.id, pages_of(answers))
    visit.u.drafts.delete(draft)
    visit.u.waking.late_file(record.id, answer_by(visit, record))
    seq = visit.u.dossiers.append(record.id, "sent", visit.person, filed.role, visit.now, filed.proof)
    owe_desk(visit.u, record, "new_file", seq, visit.now)
    filing.tell(visit, record, filed)
    visit.owes = True
    visit.screen = OneFile(record.reference)
    return receipt(visit, record, sheet)


def receipt(visit: Visit, record: DossierRecord, sheet: Sheet) -> Card:
    """Code, date and what to bring, within seconds of sending (F47); with the QR of the code (F30)."""
    voice, calendar = visit.voice, visit.library.calendar
    params = {
        "procedure": voice.text(sheet.title),
        "reference": record.reference,
        "answer_by": answer_by(visit, record),
        "due": due(record.dossier.submitted_at, record.dossier.term, calendar),
    }
    told = tell(voice, sheet, record.answers, local_day(visit.now))
    text = voice.say("dialogue.received", params) + "\n" + voice.say("dialogue.received_bring", told.params())
    open_it = voice.button("dialogue.button_file", Menu("file", record.reference), main=True)
    rest = (
        voice.button("dialogue.button_qr", Menu("qr", record.reference)),
        voice.button("dialogue.button_home", Menu("home")),
    )
    return Card(text, ((open_it,), *pairs(for_resident(visit, record)), rest), wants="text")


def next_params(visit: Visit, record: DossierRecord) -> dict[str, object]:
    """What the sentences about the next step are filled with."""
    dossier = record.dossier
    promised = answer_by(visit, record)
    until = dossier.supplement.answer_by if dossier.supplement else promised
    return {"answer_by": promised, "until": until, "desk": visit.voice.desk(record.field)}


def term_of(visit: Visit, sheet: Sheet, answers: Answers) -> str:
    """The time limit for these answers as of today; the same day where the procedure names none."""
    facts = checklist(sheet.procedure, answers, local_day(visit.now))
    return facts.limit.term if facts.limit else "0d"


def answer_by(visit: Visit, record: DossierRecord) -> datetime:
    """When an online file is answered at the latest (NĐ 118/2025 art. 17.2.c)."""
    law = visit.library.law
    return due(record.dossier.submitted_at, law.of(record.dossier).answer_term, law.calendar)


def hamlet_of(answers: Answers) -> str:
    """The first hamlet given in an address: whose round the file belongs to."""
    return next((value[0] for value in answers.values() if isinstance(value, tuple) and value[:1] and value[0]), "")


def pages_of(answers: Answers) -> tuple[str, ...]:
    """The pages that the answers name, in their order."""
    return tuple(item for value in answers.values() if isinstance(value, Gathered) for item in value.items)
