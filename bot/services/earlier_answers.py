"""Answers of a person's earlier files, offered again at the same question about the same person (F28)."""

from dataclasses import replace

from bot.callbacks import Answer, pack, typed_press
from bot.ports import Button, Card
from bot.services.definitions import definition
from bot.services.draft_keys import is_correction, reference_of
from bot.services.standing import current, sheet_of
from bot.services.supplements import is_supplement
from bot.services.values import shown
from bot.services.visit import Visit, above
from bot.services.words import hears
from content.sheet import Sheet
from flows.answers import Value
from flows.calendar import local_day
from flows.earlier import Earlier, Offer, offer
from flows.events import Reused
from flows.identity import mask
from flows.kinds import Choice, Phone
from flows.path import locate
from flows.procedure import Question
from flows.session import Session
from storage.records import DossierRecord, Draft

ONE, ALL = "=", "*"  # before a file's reference in a button; no option and no typed suggestion begins so
_MOST_FILES = 20  # looked through, the newest first
_LONGEST = 40  # characters of an answer on a button


def with_answers(visit: Visit, draft: Draft, sheet: Sheet, session: Session, card: Card) -> Card:
    """The card of a question with one button for what was answered before, and one for all about that person."""
    found = _offer(visit, draft, sheet, session)
    rows = tuple((button,) for button in _buttons(visit, draft, sheet, found)) if found else ()
    if found is None or not rows:
        return card
    source = found.source
    said = visit.voice.say("reuse.offer", {"reference": source.reference, "sent": source.sent, "name": found.name})
    return replace(card, text=f"{card.text}\n{said}", rows=(*rows, *card.rows))


def chosen(visit: Visit, tag: str, key: str, value: str) -> Reused | None:
    """What a button asks to use again, looked up anew in files of this very person; None for any other button."""
    if value[:1] not in (ONE, ALL):
        return None
    draft = current(visit, tag)
    sheet = sheet_of(visit, draft) if draft is not None else None
    found = _offer(visit, draft, sheet, draft.session, value[1:]) if draft and sheet else None
    if found is None or found.key != key:
        return Reused("", {})  # an old button: nothing that is being asked
    return Reused(found.source.reference, found.values if value[:1] == ALL else {key: found.value})


def told(visit: Visit, event: Reused, card: Card) -> Card:
    """The card after answers were used again, which says of how many and of which file."""
    params = {"reference": event.source, "count": len(event.values)}
    return above(visit.voice.say("reuse.said_all" if len(event.values) > 1 else "reuse.said_one", params), card)


def typed(visit: Visit, draft: Draft, text: str) -> str | None:
    """The button that typed words mean: its label, or 'as before'; None for words that are an answer."""
    sheet = sheet_of(visit, draft)
    found = _offer(visit, draft, sheet, draft.session) if sheet else None
    if sheet is None or found is None:
        return None
    buttons = _buttons(visit, draft, sheet, found)
    labelled = typed_press(tuple((button.label, button.data) for button in buttons), text)
    asks = bool(buttons) and hears(visit.voice, "reuse.button_say", text)
    return buttons[0].data if asks and labelled is None else labelled


def _offer(visit: Visit, draft: Draft, sheet: Sheet, session: Session, reference: str = "") -> Offer | None:
    """What may be used again at the question being asked, of one file where `reference` is given."""
    if draft.person_id != visit.person or is_supplement(session.procedure) or not sheet.procedure.parties:
        return None  # a helper sees nothing of a neighbour's other files
    place = locate(sheet.procedure, session, local_day(visit.now))
    if place.current is None or not _asks(sheet, place.current.key):
        return None
    own = reference_of(session.procedure) if is_correction(session.procedure) else ""
    records = [one for one in visit.u.dossiers.of_person(draft.person_id) if _is_own(draft, one, own, reference)]
    newest = sorted(records, key=lambda one: -one.id)[:_MOST_FILES]
    files = (_earlier(visit, record) for record in newest)
    return offer(sheet.procedure, session, place, files, visit.library.office.unit.since)


def _asks(sheet: Sheet, key: str) -> bool:
    return any(step == key for party in sheet.procedure.parties for _, step in party.fills)


def _is_own(draft: Draft, record: DossierRecord, corrected: str, reference: str) -> bool:
    """Whether a file is this person's, and neither the one being corrected nor another than the one named."""
    return record.person_id == draft.person_id and record.reference != corrected and reference in ("", record.reference)


def _earlier(visit: Visit, record: DossierRecord) -> Earlier:
    procedure = definition(visit, record).procedure
    return Earlier(record.reference, procedure, record.answers, local_day(record.dossier.submitted_at))


def _buttons(visit: Visit, draft: Draft, sheet: Sheet, found: Offer) -> list[Button]:
    voice, key, reference = visit.voice, found.key, found.source.reference
    buttons: list[Button] = []
    if not isinstance(_question(sheet, key).kind, Choice):  # its options are buttons already
        label = voice.say("reuse.button_one", {"value": _brief(visit, sheet, key, found.value)})
        buttons.append(Button(label, pack(Answer(draft.tag, key, ONE + reference))))
    if len(found.values) > 1:
        label = voice.say("reuse.button_all", {"count": len(found.values)})
        buttons.append(Button(label, pack(Answer(draft.tag, key, ALL + reference))))
    return buttons


def _question(sheet: Sheet, key: str) -> Question:
    return next(step for step in sheet.procedure.steps if isinstance(step, Question) and step.id == key)


def _brief(visit: Visit, sheet: Sheet, key: str, value: Value) -> str:
    """The answer as it may stand on a button: numbers masked, for others may look on."""
    question = _question(sheet, key)
    said = mask(str(value)) if isinstance(question.kind, Phone) else shown(visit.voice, sheet, key, question, value)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
