"""A resident's files: sending one in, where it stands, in whose hands, what next and by when."""

from datetime import datetime

from bot.callbacks import Menu
from bot.ports import Attachment, Button, Card
from bot.services.checklists import tell
from bot.services.owing import owe_desk
from bot.services.papers_named import paper_title
from bot.services.screens import Files, Home, OneFile
from bot.services.standing import unfinished
from bot.services.timeline import history
from bot.services.transitions import act, refused
from bot.services.visit import Visit, pairs
from content.sheet import Sheet
from flows.answers import Answers, Gathered
from flows.calendar import local_day
from flows.checklist import checklist
from flows.deadlines import due
from flows.dossier import Dossier, Role, State, shown_due
from flows.moves import Withdraw
from flows.transition import Illegal, legal_moves
from storage.records import DossierRecord, Draft, NewDossier


def open_dossier(visit: Visit, draft: Draft, sheet: Sheet, answers: Answers) -> Card:
    """Sends a draft in: the record, its frozen definition and pages, the officials' notice; the receipt is returned."""
    facts = checklist(sheet.procedure, answers, local_day(visit.now))
    term = facts.limit.term if facts.limit else "0d"
    visit.u.contents.keep(sheet.version, sheet.key, sheet.snapshot)
    new = NewDossier(
        prefix="",
        procedure=sheet.key,
        version=sheet.version,
        field=sheet.field,
        hamlet=_hamlet(answers),
        person_id=visit.person,
        filer_id=visit.person,
        channel=visit.seat.channel,
        dossier=Dossier(State.CHO_TIEP_NHAN, visit.now, term),
        answers=answers,
    )
    record = visit.u.dossiers.open(new, visit.now)
    visit.u.documents.attach(draft.id, record.id, _pages(answers))
    visit.u.drafts.delete(draft)
    seq = visit.u.dossiers.append(record.id, "sent", visit.person, Role.RESIDENT, visit.now, {})
    owe_desk(visit.u, record, "new_file", seq, visit.now)
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
    return Card(text, ((open_it,), rest), wants="text")


def qr(visit: Visit, record: DossierRecord) -> Card:
    """The QR of a file's code (F30), drawn only for those who want it: look-up address and code, nothing personal."""
    code = Attachment(f"qr:{record.reference}", f"{record.reference}.png", "image/png")
    back = (visit.voice.button("dialogue.button_file", Menu("file", record.reference), main=True),)
    return Card(visit.voice.say("dialogue.qr", {"reference": record.reference}), (back,), files=(code,))


def answer_by(visit: Visit, record: DossierRecord) -> datetime:
    """When an online file is answered at the latest (NĐ 118/2025 art. 17.2.c)."""
    law = visit.library.law
    return due(record.dossier.submitted_at, law.of(record.dossier).answer_term, law.calendar)


def _hamlet(answers: Answers) -> str:
    """The first hamlet given in an address: whose round the file belongs to."""
    return next((value[0] for value in answers.values() if isinstance(value, tuple) and value[:1] and value[0]), "")


def _pages(answers: Answers) -> tuple[str, ...]:
    return tuple(item for value in answers.values() if isinstance(value, Gathered) for item in value.items)


def files(visit: Visit) -> Card:
    """My files, newest first; each opens with a tap."""
    voice = visit.voice
    visit.screen = Files()
    records = sorted(visit.u.dossiers.of_person(visit.person), key=lambda one: one.dossier.submitted_at, reverse=True)
    back = (voice.button("dialogue.button_home", Menu("home")),)
    if not records:
        return visit.say("dialogue.files_none", rows=(*((one,) for one in unfinished(visit, 1)), back))
    lines, buttons = [voice.say("dialogue.files")], []
    for number, record in enumerate(records[:9], 1):
        params = {
            "number": number,
            "reference": record.reference,
            "procedure": title(visit, record),
            "state": state_label(visit, record),
        }
        lines.append(voice.say("dialogue.file_line", params))
        buttons.append(voice.button("dialogue.button_open_file", Menu("file", record.reference), params))
    waiting = [(one,) for one in unfinished(visit, len(buttons) + 1)]
    return Card("\n".join(lines), (*pairs(buttons), *waiting, back), wants="choice")


def title(visit: Visit, record: DossierRecord) -> str:
    """The title of a dossier's procedure."""
    sheet = visit.library.procedures.get(record.procedure)
    return visit.voice.text(sheet.title) if sheet else record.procedure


def state_label(visit: Visit, record: DossierRecord) -> str:
    """The state in official words."""
    return visit.voice.say(f"states.{record.dossier.state}")


def mine(visit: Visit, reference: str) -> DossierRecord | None:
    """A dossier of this person by its reference; somebody else's is as good as none."""
    record = visit.u.dossiers.by_reference(reference)
    return record if record is not None and record.person_id == visit.person else None


def one_file(visit: Visit, record: DossierRecord) -> Card:
    """Where the file is, in whose hands, what next and by when, with its dated history (F31, F33, F37)."""
    voice, dossier = visit.voice, record.dossier
    visit.screen = OneFile(record.reference)
    params = {
        "procedure": title(visit, record),
        "reference": record.reference,
        "official_code": record.official_code or "",
        "state": state_label(visit, record),
        "holder": voice.say(f"states.holder_{dossier.state}"),
        "next": voice.say(f"states.next_{dossier.state}", _next_params(visit, record)),
    }
    lines = [voice.say("dialogue.file", params)]
    day = shown_due(dossier, visit.now, visit.library.calendar)
    if day is not None and dossier.handed_at is None:
        expected = dossier.accepted_at is None or dossier.supplement is not None
        lines.append(voice.say("dialogue.file_due_if" if expected else "dialogue.file_due", {"due": day}))
    lines.append(history(visit, record))
    return Card("\n".join(lines), _file_rows(visit, record), wants="choice")


def _next_params(visit: Visit, record: DossierRecord) -> dict[str, object]:
    dossier = record.dossier
    promised = answer_by(visit, record)
    until = dossier.supplement.answer_by if dossier.supplement else promised
    return {"answer_by": promised, "until": until, "desk": visit.voice.desk(record.field)}


def _file_rows(visit: Visit, record: DossierRecord) -> tuple[tuple[Button, ...], ...]:
    voice, dossier = visit.voice, record.dossier
    rows: list[tuple[Button, ...]] = []
    if dossier.supplement is not None:
        paper = {"paper": paper_title(voice, record, dossier.supplement.paper)}
        answer = voice.button("dialogue.button_supplement", Menu("supplement", record.reference), paper, main=True)
        rows.append((answer,))
    if "withdraw" in legal_moves(dossier, Role.RESIDENT, visit.now, visit.library.law):
        rows.append((voice.button("dialogue.button_withdraw", Menu("withdraw", record.reference)),))
    rows.append(
        (voice.button("dialogue.button_mine", Menu("mine")), voice.button("dialogue.button_official", Menu("official")))
    )
    last = (
        voice.button("dialogue.button_qr", Menu("qr", record.reference)),
        voice.button("dialogue.button_home", Menu("home")),
    )
    return (*rows, last)


def ask_to_withdraw(visit: Visit, record: DossierRecord) -> Card:
    """Withdrawing is asked about once more."""
    voice = visit.voice
    rows = (
        (voice.button("dialogue.button_withdraw_no", Menu("file", record.reference), main=True),),
        (voice.button("dialogue.button_withdraw_yes", Menu("withdraw!", record.reference), danger=True),),
    )
    return visit.say("dialogue.withdraw_sure", {"reference": record.reference}, rows)


def withdraw(visit: Visit, record: DossierRecord) -> Card:
    """The resident takes the file back, until the decision is issued (NĐ 118/2025 art. 21)."""
    done = act(visit, record, Withdraw(), Role.RESIDENT)
    if isinstance(done, Illegal):
        return refused(visit, done)
    visit.screen = Home()
    return visit.say("dialogue.withdrawn", {"reference": record.reference})
