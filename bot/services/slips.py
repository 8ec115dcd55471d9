"""What a resident takes along on paper: the slip in large type, and declarations filled in from the answers."""

from bot.services.checklists import tell
from bot.services.definitions import definition
from bot.services.dossiers import state_label, title
from bot.services.form_filling import OFFICIAL, letterhead, look_up
from bot.services.reminders import desk_papers
from bot.services.sending import next_params
from bot.services.values import shown
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.forms.filled import Declaration, Slip
from content.sheet import Sheet, in_language
from flows.answers import Answers
from flows.calendar import local_day
from flows.dossier import READY, UNACCEPTED, shown_due
from flows.kinds import Choice
from flows.path import locate
from flows.procedure import Slot
from flows.session import Session
from storage.records import DossierRecord

_MARKS = str.maketrans({"*": "", "`": ""})


def slip(visit: Visit, record: DossierRecord) -> Slip:
    """The file card on paper (N17), in the reader's words: no name, for it lies about."""
    voice, dossier, office = visit.voice, record.dossier, visit.library.office
    due = shown_due(dossier, visit.now, visit.library.calendar) if dossier.handed_at is None else None
    expected = dossier.accepted_at is None or dossier.supplement is not None
    following = voice.say(f"states.next_{dossier.state}", next_params(visit, record)).translate(_MARKS)
    return Slip(
        letterhead(visit, visit.library.law.of(dossier)),
        record.reference,
        record.official_code or "",
        title(visit, record),
        state_label(visit, record),
        following[:1].upper() + following[1:],
        voice.say("forms.due_if" if expected else "forms.due", {"due": due}) if due else "",
        _bring(visit, record),
        voice.desk(record.field),
        voice.library.wording.formats(voice.language).hours(office.hours, office.saturday_morning),
        in_language(office.place, voice.language),
        look_up(record.reference, visit.link),
    )


def _bring(visit: Visit, record: DossierRecord) -> tuple[str, ...]:
    """What to bring: papers while the file is not accepted, what was promised, and at the end what opens the hand."""
    voice, dossier = visit.voice, record.dossier
    sheet = definition(visit, record)
    if dossier.state in READY:
        return voice.words("forms.bring_for_result")
    if dossier.state in UNACCEPTED:
        return tell(voice, sheet, record.answers, local_day(dossier.submitted_at)).papers
    promised = desk_papers(visit.library, record)
    return tuple(voice.text(paper.title) for paper in sheet.papers if paper.rule.id in promised)


def declaration(visit: Visit, sheet: Sheet, answers: Answers, record: DossierRecord | None = None) -> Declaration:
    """The answers for the forms that the papers of a procedure are written on; numbers stand there in full."""
    voice = Voice(visit.library, OFFICIAL)
    rules = visit.library.law.of(record.dossier) if record else visit.library.law.on(local_day(visit.now))
    session = Session(sheet.key, sheet.version, answers)
    asked = locate(sheet.procedure, session, local_day(visit.now)).asked
    given = tuple(slot for slot in asked if answers.get(slot.key) is not None)
    return Declaration(
        letterhead(visit, rules),
        {slot.key: _written(voice, sheet, slot, answers) for slot in given},
        {slot.key: str(answers[slot.key]) for slot in given if isinstance(slot.question.kind, Choice)},
    )


def _written(voice: Voice, sheet: Sheet, slot: Slot, answers: Answers) -> str:
    """An answer as the form has it: a card shown in a chat masks a number, a declaration must not."""
    return shown(voice, sheet, slot.key, slot.question, answers[slot.key], whole_numbers=True)
