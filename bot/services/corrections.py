"""Correcting a dossier that nobody has begun to work on: its answers reopened, and replaced once confirmed (F36)."""

from dataclasses import replace

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.definitions import definition as as_sent
from bot.services.draft_keys import CORRECTION, REPLACED, is_correction, reference_of
from bot.services.owned import mine
from bot.services.screens import OneFile
from bot.services.sending import hamlet_of, pages_of, term_of
from bot.services.transitions import act, refused
from bot.services.visit import Rows, Visit
from content.sheet import Sheet
from flows.answers import Answers, dump
from flows.authority import Act
from flows.dossier import Role
from flows.moves import Correct
from flows.session import Session
from flows.transition import Illegal, legal_moves, move
from storage.records import DossierRecord, Draft


def definition(visit: Visit, key: str) -> Sheet | None:
    """The procedure as it was when the dossier was sent in; None when it may not be corrected any more."""
    record = mine(visit, reference_of(key), Act.CHANGE) if is_correction(key) else None
    if record is None or "correct" not in legal_moves(record.dossier, Role.RESIDENT, visit.now, visit.library.law):
        return None
    base = as_sent(visit, record)
    return replace(base, procedure=replace(base.procedure, id=key))


def reopen(visit: Visit, record: DossierRecord) -> Draft | Illegal:
    """The draft in which a dossier is corrected: the one begun, or a new one with the answers that were sent."""
    tried = move(record.dossier, Correct(record.dossier.term), Role.RESIDENT, visit.now, visit.library.law)
    if isinstance(tried, Illegal):
        return tried
    key = CORRECTION + record.reference
    begun = visit.u.drafts.of(visit.person, key)
    return begun or visit.u.drafts.create(visit.person, Session(key, record.version, record.answers), visit.now)


def correct(visit: Visit, draft: Draft, sheet: Sheet, answers: Answers) -> Card:
    """Replaces the answers; the old ones stay in the event, the officials of the field are told."""
    record = mine(visit, reference_of(draft.session.procedure), Act.CHANGE)
    if record is None:
        return visit.say("file.correction_gone")
    visit.screen = OneFile(record.reference)
    what = Correct(term_of(visit, sheet, answers), {key: dump(value) for key, value in record.answers.items()})
    done = record if answers == record.answers else act(visit, record, what, Role.RESIDENT)
    if isinstance(done, Illegal):
        _forget(visit, draft)
        return refused(visit, done, record)
    if done is record:
        _forget(visit, draft)
        return visit.say("file.correction_none", {"reference": record.reference}, _back(visit, record))
    visit.u.dossiers.correct(done, answers, hamlet_of(answers), visit.now)
    _change_pages(visit, draft, record, answers)
    visit.u.drafts.delete(draft)
    return visit.say("file.corrected", {"reference": record.reference}, _back(visit, record))


def _change_pages(visit: Visit, draft: Draft, record: DossierRecord, answers: Answers) -> None:
    """New pages join the dossier; those no longer named are set aside, not destroyed."""
    named = pages_of(answers)
    fresh = {page.id for page in visit.u.documents.of_draft(draft.id)}
    visit.u.documents.attach(draft.id, record.id, tuple(page for page in named if page in fresh))
    for page in pages_of(record.answers):
        old = visit.u.documents.get(page) if page not in named else None
        if old is not None and not old.key.startswith(REPLACED):
            visit.u.documents.place(page, REPLACED + old.key)


def _forget(visit: Visit, draft: Draft) -> None:
    visit.u.documents.remove(tuple(page.id for page in visit.u.documents.of_draft(draft.id)))
    visit.u.drafts.delete(draft)


def _back(visit: Visit, record: DossierRecord) -> Rows:
    return ((visit.voice.button("dialogue.button_file", Menu("file", record.reference), main=True),),)
