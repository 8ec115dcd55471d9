"""The neighbour looks at what a helper filled in and confirms it: on their own phone, by a code typed at the helper's,
or before an official at the counter."""

from dataclasses import replace

from bot.callbacks import Act, Desk, Work
from bot.ports import Card
from bot.services import drafting, standing
from bot.services.authority import fields_for
from bot.services.mandates.assisting import LOOKING
from bot.services.mandates.home import AREA
from bot.services.mandates.names import helper_name, procedure_title
from bot.services.mandates.rights import last_agent, may_fill
from bot.services.people import hashed, new_code
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from flows.acts import Act as Right
from flows.answers import Data
from flows.events import Confirmed, Resumed
from storage.confirmations import DESK, PHONE, PHONE_LIFE, Confirmation
from storage.records import Draft

TYPED = "code"


def review(visit: Visit, tag: str) -> Card | None:
    """The owner's view of their draft: what was filled in, yes, mend, no, and a code to be typed at the helper's."""
    draft = standing.current(visit, tag)
    if draft is None or draft.person_id != visit.person:
        return None
    visit.confirmed = LOOKING
    shown = drafting.happen(visit, draft, Resumed())
    visit.confirmed = ""
    seal, agent = drafting.seal_of(visit, draft), last_agent(visit, draft)
    if not seal or agent is None:
        return shown
    code = new_code()
    visit.u.confirmations.ask(hashed(code), PHONE, draft, agent, seal, visit.now, visit.now + PHONE_LIFE)
    voice = visit.voice
    helper = helper_name(visit.u, visit.library, agent, voice.language)
    rows = (
        (voice.button("mandates.button_right", Act(draft.tag, "send", seal), main=True),),
        (
            voice.button("mandates.button_mend", Act(draft.tag, "resume")),
            voice.button("mandates.button_not", Work(AREA, "no", draft.tag), danger=True),
        ),
    )
    code_words = voice.say("mandates.own_confirmation", {"code": f"{code[:4]} {code[4:]}"})
    text = f"{voice.say('mandates.filled_by', {'helper': helper})}\n\n{shown.text}\n{code_words}"
    return replace(shown, text=text, rows=rows)


def declined(visit: Visit, tag: str) -> Card | None:
    """The owner does not want it sent in; the draft stays theirs, and the helper hears of it."""
    draft = standing.current(visit, tag)
    if draft is None or draft.person_id != visit.person:
        return None
    agent = last_agent(visit, draft)
    if agent is not None:
        about: dict[str, Data] = {"principal": draft.person_id, "procedure": draft.session.procedure}
        key = f"assisted_declined:{draft.id}:{draft.revision}"
        visit.u.outbox.owe(key, agent, "assisted_declined", about, now=visit.now, reply=True)
        visit.owes = True
    visit.screen = Working(AREA, "mine")
    rows = (
        (visit.voice.button("mandates.button_mend", Act(draft.tag, "resume"), main=True),),
        (
            visit.voice.button("mandates.button_mine", Work(AREA, "mine")),
            visit.voice.button("dialogue.button_delete", Act(draft.tag, "stop"), danger=True),
        ),
    )
    return visit.say("mandates.declined", rows=rows)


def opened(visit: Visit, code: str) -> Card | None:
    """A confirmation code, typed at the helper's phone or by an official; None where it is none."""
    found = visit.u.confirmations.find(hashed(code), visit.now)
    draft = visit.u.drafts.by_tag(found.draft_tag) if found is not None else None
    if found is None or draft is None:
        return None
    if draft.person_id == visit.person:
        return review(visit, draft.tag)
    if found.kind == PHONE and found.agent_id == visit.person and may_fill(visit, draft):
        return _typed(visit, draft, found)
    return before_official(visit, draft, found) if found.kind == DESK else None


def _typed(visit: Visit, draft: Draft, found: Confirmation) -> Card:
    if drafting.seal_of(visit, draft) != found.seal:
        return above(visit.voice.say("mandates.changed_since"), drafting.happen(visit, draft, Resumed()))
    visit.u.confirmations.use(found.code_hash, visit.person, visit.now)
    visit.confirmed = TYPED
    return drafting.happen(visit, draft, Confirmed())


def before_official(visit: Visit, draft: Draft, found: Confirmation) -> Card | None:
    """What the neighbour at the counter looks at before the official sends it in; the look is logged."""
    if not _may_confirm(visit, draft):
        return None
    visit.u.acts.log("assisted_draft_seen", visit.person, visit.now, {"draft": draft.id}, draft.person_id)
    shown = drafting.happen(visit, draft, Resumed())
    visit.screen = Working(AREA, "counter", draft.tag, found.code_hash)
    voice = visit.voice
    helper = helper_name(visit.u, visit.library, found.agent_id, voice.language)
    if drafting.seal_of(visit, draft) != found.seal:
        return visit.say("mandates.changed_since")
    yes = (voice.button("mandates.button_confirmed", Work(AREA, "counter", draft.tag), main=True),)
    leave = (voice.button("desk.button_list", Desk("list")),)
    title = procedure_title(voice, draft.session.procedure)
    head = voice.say("mandates.at_counter", {"helper": helper, "procedure": title})
    return Card(f"{head}\n\n{shown.text}", (yes, leave), "review", "choice")


def _may_confirm(visit: Visit, draft: Draft) -> bool:
    sheet, fields = visit.sheet(draft.session.procedure), fields_for(visit.u, visit.person, Right.CONFIRM_AT_DESK)
    return sheet is not None and (fields is None or sheet.field in fields)


def confirmed_at_desk(visit: Visit, tag: str) -> Card | None:
    """The official sends in what the neighbour beside them has just looked at."""
    screen, draft = visit.screen, visit.u.drafts.by_tag(tag)
    if not isinstance(screen, Working) or screen.place != "counter" or screen.first != tag or draft is None:
        return None
    found = visit.u.confirmations.find(screen.second, visit.now)
    if found is None or found.draft_tag != tag or not _may_confirm(visit, draft):
        return None
    if drafting.seal_of(visit, draft) != found.seal:
        return visit.say("mandates.changed_since")
    visit.u.confirmations.use(found.code_hash, visit.person, visit.now)
    visit.confirmed = DESK
    return drafting.happen(visit, draft, Confirmed())


def shown_again(visit: Visit, screen: Working) -> Card | None:
    """The card at the counter drawn anew."""
    found, draft = visit.u.confirmations.find(screen.second, visit.now), visit.u.drafts.by_tag(screen.first)
    return before_official(visit, draft, found) if found is not None and draft is not None else None
