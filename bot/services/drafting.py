"""Filling in a procedure: every event goes through the core, its effects are carried out in the same transaction."""

import hashlib
import json
from dataclasses import replace

from bot.callbacks import Act
from bot.ports import Card
from bot.services import corrections, form_cards
from bot.services.checklists import tell
from bot.services.coaching import coached, pages_asked, place_again
from bot.services.draft_keys import is_correction
from bot.services.earlier import with_earlier
from bot.services.earlier_answers import told, with_answers
from bot.services.mandates import assisting
from bot.services.people import addressing
from bot.services.reports.stops import note_stop
from bot.services.screens import Filling, Stopping
from bot.services.sending import open_dossier
from bot.services.standing import sheet_of
from bot.services.supplements import choose, complete, definition, is_supplement, key_of
from bot.services.transitions import refused
from bot.services.uploads import Upload, keep, told_of
from bot.services.visit import Visit, above
from bot.view import Page, draw
from content.sheet import Sheet
from flows.answers import Answers, dump
from flows.calendar import local_day
from flows.engine import advance
from flows.events import Abandoned, Confirmed, Event, Resumed, Reused, Typed
from flows.kinds import Document
from flows.session import Session
from flows.transition import Illegal
from flows.turn import Ask, DiscardDraft, DropPages, Effect, KeepPage, OpenDossier, Outcome, Reply, Review, Turn
from storage.records import DossierRecord, Draft


def begin(visit: Visit, sheet: Sheet, *, anew: bool = False) -> Card:
    """Begins a procedure, or goes on with its draft; asks once before how the person wants to be addressed (N7)."""
    if not visit.seat.person.form:
        return addressing(visit, sheet.key)
    draft = visit.u.drafts.of(visit.person, sheet.key)
    if draft is not None and anew:
        _discard(visit, draft)
        draft = None
    return happen(visit, draft or _created(visit, sheet), Resumed())


def begin_supplement(visit: Visit, record: DossierRecord, paper: str = "") -> Card:
    """Begins (or goes on with) sending the papers that an official asked for; `paper` is asked first."""
    choose(visit, paper)
    sheet = definition(visit, key_of(record.reference))
    if sheet is None:
        return visit.say("dialogue.supplement_gone")
    return happen(visit, visit.u.drafts.of(visit.person, sheet.key) or _created(visit, sheet), Resumed())


def begin_correction(visit: Visit, record: DossierRecord) -> Card:
    """Reopens the answers of a file that nobody works on yet; what is sent stays as it is until the end."""
    draft = corrections.reopen(visit, record)
    if isinstance(draft, Illegal):
        return refused(visit, draft, record)
    words = visit.voice.say("file.correcting", {"reference": record.reference})
    return above(words, happen(visit, draft, Resumed()))


def _created(visit: Visit, sheet: Sheet) -> Draft:
    return visit.u.drafts.create(visit.person, Session(sheet.key, sheet.version), visit.now)


def happen(visit: Visit, draft: Draft, event: Event, upload: Upload | None = None) -> Card:
    """One event in a draft: the core decides, the effects are written, the next question is drawn."""
    sheet = sheet_of(visit, draft)
    if sheet is None:
        return visit.say("dialogue.supplement_gone")
    changed = draft.session.version != sheet.version
    session = replace(draft.session, version=sheet.version) if changed else draft.session
    if changed and isinstance(event, Typed):
        event = Resumed()  # the words answered a question of the older definition, which may not be the one asked now
    turn = advance(sheet.procedure, session, event, now=visit.now)
    if is_supplement(draft.session.procedure) and _only_review(turn) and assisting.sends_itself(visit, draft):
        turn = advance(sheet.procedure, turn.session or session, Confirmed(), now=visit.now)
    sent = [_carry_out(visit, draft, sheet, effect, upload) for effect in turn.effects]
    if turn.session is None:
        done = next((card for card in sent if card is not None), visit.say("remarks.abandoned"))
        return assisting.done(visit, draft, done)
    visit.screen = Filling(draft.tag)
    if turn.session != draft.session:
        visit.u.drafts.save(draft, turn.session, visit.now)
        assisting.note(visit, draft, turn.session, event)
    page = Page(visit.voice, sheet, draft.tag, _seal(turn))
    card = above(told_of(visit, upload), _coached(visit, draft, page, turn, _drawn(visit, page, turn)))
    if isinstance(event, Reused) and turn.session.reused != session.reused:
        card = told(visit, event, card)
    card = assisting.drawn(visit, draft, card)
    return above(visit.voice.say("dialogue.definition_changed"), card) if changed else card


def _coached(visit: Visit, draft: Draft, page: Page, turn: Turn, card: Card) -> Card:
    last = turn.replies[-1]
    if not isinstance(last, Ask):
        return card
    if isinstance(last.slot.question.kind, Document) and not pages_asked(last):
        return with_earlier(visit, draft, last.slot.key, card)
    if turn.session is not None and not isinstance(last.slot.question.kind, Document):
        return with_answers(visit, draft, page.sheet, turn.session, card)
    return coached(visit, draft, page, last, card)


def _only_review(turn: Turn) -> bool:
    return any(isinstance(reply, Review) for reply in turn.replies)


def _drawn(visit: Visit, page: Page, turn: Turn) -> Card:
    """All replies of a turn as one card: remarks above, the question below."""
    *remarks, last = [draw(page, reply, _extra(visit, page.sheet, reply, turn.session)) for reply in turn.replies]
    if _only_review(turn) and turn.session is not None:
        declared = form_cards.declared_button(visit, page.tag, page.sheet, turn.session.answers)
        last = replace(last, rows=(*last.rows[:-1], *((declared,) if declared else ()), last.rows[-1]))
    if not remarks:
        return last
    return replace(last, text="\n\n".join([*(remark.text for remark in remarks), last.text]))


def _seal(turn: Turn) -> str:
    """A few letters that change with any answer on the review card: what is sent is what was seen."""
    entries = next((reply.entries for reply in turn.replies if isinstance(reply, Review)), ())
    seen = json.dumps([[entry.key, dump(entry.value)] for entry in entries], ensure_ascii=False)
    return hashlib.sha256(seen.encode()).hexdigest()[:8]


def send(visit: Visit, draft: Draft, seal: str = "") -> Card:
    """Sends in what the review card showed; a card from before a change is shown anew first."""
    sheet = sheet_of(visit, draft)
    if sheet is not None and seal:
        shown = advance(sheet.procedure, draft.session, Resumed(), now=visit.now)
        if _only_review(shown) and _seal(shown) != seal:
            return above(visit.voice.say("dialogue.review_changed"), happen(visit, draft, Resumed()))
    if sheet is not None and not assisting.sends_itself(visit, draft):
        return assisting.ask(visit, draft, sheet, seal_of(visit, draft)) or happen(visit, draft, Resumed())
    return happen(visit, draft, Confirmed())


def seal_of(visit: Visit, draft: Draft) -> str:
    """The seal of the review that the draft stands at, '' where it does not stand at one."""
    sheet = sheet_of(visit, draft)
    shown = advance(sheet.procedure, draft.session, Resumed(), now=visit.now) if sheet is not None else None
    return _seal(shown) if shown is not None and _only_review(shown) else ""


def declare(visit: Visit, draft: Draft) -> Card:
    """The declarations that a draft comes to, to look at before it is sent."""
    sheet = sheet_of(visit, draft)
    assisting.note_print(visit, draft)
    return form_cards.declared(visit, draft, sheet) if sheet else visit.say("dialogue.supplement_gone")


def empty_form(visit: Visit, draft: Draft, paper: str) -> Card:
    """The form on which the paper being asked for is written, empty."""
    sheet = sheet_of(visit, draft)
    return form_cards.empty(visit, sheet, paper) if sheet else visit.say("dialogue.supplement_gone")


def _extra(visit: Visit, sheet: Sheet, reply: Reply, session: Session | None) -> str:
    """Under the review, and at another office's door: what to bring, what it costs, how long it takes."""
    if isinstance(reply, Review):
        answers: Answers = {entry.key: entry.value for entry in reply.entries}
    elif isinstance(reply, Outcome) and sheet.outcomes[reply.id].papers and session is not None:
        answers = session.answers
    else:
        return ""
    told = tell(visit.voice, sheet, answers, local_day(visit.now))
    code = "review_checklist" if isinstance(reply, Review) else "outcome_checklist"
    return visit.voice.say(f"dialogue.{code}", told.params())


def _carry_out(visit: Visit, draft: Draft, sheet: Sheet, effect: Effect, upload: Upload | None) -> Card | None:
    match effect:
        case KeepPage(key):
            if upload is not None:
                keep(visit, draft, key, upload, identity=sheet.step(key).identity)
        case DropPages(pages):
            own = {document.id for document in visit.u.documents.of_draft(draft.id)}
            visit.u.documents.remove(tuple(page for page in pages if page in own))
        case DiscardDraft():
            note_stop(visit.u, visit.library, draft, visit.now)
            _discard(visit, draft)
        case OpenDossier(answers):
            if is_supplement(draft.session.procedure):
                return complete(visit, draft)
            if is_correction(draft.session.procedure):
                return corrections.correct(visit, draft, sheet, answers)
            return open_dossier(visit, draft, sheet, answers)
    return None


def follower(visit: Visit, draft: Draft, upload: Upload) -> str | None:
    """The page already here that comes after this one: in the album both came with, or where one was taken again."""
    again = place_again(visit, draft)
    if upload.album is None:
        return again
    siblings = visit.u.documents.siblings(draft.id, upload.album)
    return next((page for page, place in siblings if place > upload.place), again)


def _discard(visit: Visit, draft: Draft) -> None:
    visit.u.documents.remove(tuple(document.id for document in visit.u.documents.of_draft(draft.id)))
    visit.u.drafts.delete(draft)


def ask_to_stop(visit: Visit, draft: Draft) -> Card:
    """Keep or delete what was given? Nothing is deleted without this question."""
    visit.screen = Stopping(draft.tag)
    voice = visit.voice
    drop = voice.button("dialogue.button_delete", Act(draft.tag, "drop"), danger=True)
    rows = (
        (voice.button("dialogue.button_continue", Act(draft.tag, "resume"), main=True),),
        (
            voice.button("dialogue.button_later", Act(draft.tag, "later")),
            *((drop,) if draft.person_id == visit.person else ()),
        ),
    )
    correction = is_correction(draft.session.procedure)
    return visit.say("file.stopping" if correction else "dialogue.stopping", rows=rows)


def drop(visit: Visit, draft: Draft) -> Card:
    """Deletes the draft and its pages; a neighbour's draft is not a helper's to delete."""
    if draft.person_id != visit.person:
        return visit.say("mandates.not_drop")
    return happen(visit, draft, Abandoned())
