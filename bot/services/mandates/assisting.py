"""A helper in a neighbour's draft: the same conversation, with whose it is above, what was done noted, and at its end
the neighbour asked."""

from dataclasses import replace

from bot.callbacks import Act, Desk, Work, unpack
from bot.ports import Card
from bot.services.mandates import mirror
from bot.services.mandates.filing import DESK as AT_DESK
from bot.services.mandates.home import AREA, back
from bot.services.mandates.rights import held, in_person, matter_of_draft, subject_of
from bot.services.people import hashed, new_code
from bot.services.screens import DeskFile, OneFile
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from content.sheet import Sheet
from flows.events import Event
from flows.helping import Deed, Matter, speaks_of_secrets
from flows.mandates import Denied
from flows.session import Session
from storage.confirmations import DESK, DESK_LIFE
from storage.records import DossierRecord, Draft
from storage.records_mandates import MandateRecord

LOOKING = "looking"  # in place of a confirmation: its owner only looks


def secrets(visit: Visit, draft: Draft, text: str) -> str:
    """The warning where a helper types something about a neighbour's password or one-time code; '' otherwise."""
    theirs = draft.person_id != visit.person
    return visit.voice.say("mandates.secret") if theirs and speaks_of_secrets(text) else ""


def note(visit: Visit, draft: Draft, session: Session, event: Event) -> None:
    """Notes that a helper changed answers of a neighbour's draft."""
    if draft.person_id != visit.person and session.answers != draft.session.answers:
        mirror.note_in_draft(visit, draft, event)


def note_print(visit: Visit, draft: Draft) -> None:
    """Notes that a helper had the declaration of a neighbour's draft printed."""
    found = held(visit, draft.person_id, Deed.PRINT, matter_of_draft(visit, draft))
    if draft.person_id != visit.person and isinstance(found, MandateRecord):
        mirror.note(visit, found, Deed.PRINT, *subject_of(visit, draft))


def drawn(visit: Visit, draft: Draft, card: Card) -> Card:
    """The card as a helper sees it: for whom this is, and a review that is shown to the neighbour instead of sent."""
    if draft.person_id == visit.person:
        return card
    found = held(visit, draft.person_id, Deed.FILL, matter_of_draft(visit, draft))
    if isinstance(found, Denied):
        return card
    shown = card if sends_itself(visit, draft) else _to_be_shown(visit, card)
    return above(visit.voice.say("mandates.for_whom", {"name": found.about.neighbour}), shown)


def _to_be_shown(visit: Visit, card: Card) -> Card:
    label = visit.voice.say("mandates.button_ask")
    rows = tuple(
        tuple(replace(one, label=label) if _sends(one.data) else one for one in row if not _deletes(one.data))
        for row in card.rows
    )
    return replace(card, rows=rows)


def _sends(data: str) -> bool:
    press = unpack(data)
    return isinstance(press, Act) and press.verb == "send"


def _deletes(data: str) -> bool:
    press = unpack(data)
    return isinstance(press, Act) and press.verb == "drop"


def sends_itself(visit: Visit, draft: Draft) -> bool:
    """Whether this draft goes in without asking its owner (any more): one's own, a confirmed, a mandated one."""
    if draft.person_id == visit.person or visit.confirmed:
        return visit.confirmed != LOOKING
    return isinstance(held(visit, draft.person_id, Deed.SEND, matter_of_draft(visit, draft)), MandateRecord)


def ask(visit: Visit, draft: Draft, sheet: Sheet, seal: str) -> Card | None:
    """The neighbour is asked to look and confirm; None while the draft is not complete."""
    found = held(visit, draft.person_id, Deed.ASK_TO_CONFIRM, matter_of_draft(visit, draft))
    if isinstance(found, Denied) or not seal:
        return None
    u, voice = visit.u, visit.voice
    mirror.note(visit, found, Deed.ASK_TO_CONFIRM, *subject_of(visit, draft))
    code = new_code()
    u.confirmations.ask(hashed(code), DESK, draft, visit.person, seal, visit.now, visit.now + DESK_LIFE)
    reachable = bool(u.people.seats_of(draft.person_id))
    if reachable:
        about = {"tag": draft.tag, "mandate": found.tag}
        key = f"assisted_review:{draft.id}:{draft.revision}"
        u.outbox.owe(key, draft.person_id, "assisted_review", about, now=visit.now, reply=True)
        visit.owes = True
    visit.screen = Working(AREA, "asked", found.tag)
    params = {
        "name": found.about.neighbour,
        "procedure": voice.text(sheet.title),
        "code": f"{code[:4]} {code[4:]}",
        "reachable": reachable,
        "in_person": in_person(sheet, draft.session.answers, visit.now),
    }
    go_on = (voice.button("mandates.button_mend", Act(draft.tag, "resume")),)
    return Card(voice.say("mandates.asked", params), (go_on, back(visit)))


def begin(visit: Visit, record: MandateRecord, key: str) -> Draft | Denied:
    """The neighbour's draft of a procedure, a new one where there is none; that it was opened is noted."""
    sheet, principal = visit.sheet(key), record.principal_id
    if sheet is None or principal is None:
        return Denied("other_matter")
    found = held(visit, principal, Deed.FILL, Matter(key))
    if isinstance(found, Denied):
        return found
    begun = visit.u.drafts.of(principal, key)
    draft = begun or visit.u.drafts.create(principal, Session(key, sheet.version), visit.now)
    mirror.note(visit, found, mirror.OPENED, key)
    return draft


def begin_supplement(visit: Visit, file: DossierRecord, key: str) -> Draft | None:
    """The neighbour's draft of the papers asked for; None when nothing is asked for any more."""
    if file.dossier.supplement is None:
        return None
    begun = visit.u.drafts.of(file.person_id, key)
    return begun or visit.u.drafts.create(file.person_id, Session(key, file.version), visit.now)


def done(visit: Visit, draft: Draft, card: Card) -> Card:
    """What is shown after a draft went in (or away): to a helper or official nothing that only its owner may open."""
    if draft.person_id == visit.person or not isinstance(visit.screen, OneFile):
        return card
    record = visit.u.dossiers.by_reference(visit.screen.reference)
    visit.screen = Working(AREA, "home")
    if record is None:
        return card
    voice = visit.voice
    if visit.confirmed == AT_DESK:
        visit.screen = DeskFile(record.reference)
        see = (voice.button("dialogue.button_file", Desk("open", record.reference), main=True),)
        return visit.say("mandates.sent_at_desk", {"reference": record.reference}, (see,))
    found = next((one for one in visit.u.mandates.between(visit.person, draft.person_id, visit.now)), None)
    if found is None:
        return visit.say(
            "mandates.sent", {"reference": record.reference, "name": "", "reachable": True}, (back(visit),)
        )
    mirror.note(visit, found, "sent_confirmed" if visit.confirmed else Deed.SEND, record.procedure, record.id)
    see = (
        voice.button(
            "mandates.button_file",
            Work(AREA, "file", found.tag, record.reference),
            {"reference": record.reference},
            main=True,
        ),
    )
    reachable = bool(visit.u.people.seats_of(draft.person_id))
    params = {"reference": record.reference, "name": found.about.neighbour, "reachable": reachable}
    return visit.say("mandates.sent", params, (see, back(visit)))
