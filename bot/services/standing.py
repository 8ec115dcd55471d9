"""Where a draft stands: whose it is, what is being asked, why, and what may be said to it."""

from bot.callbacks import Menu
from bot.ports import Button
from bot.services import corrections
from bot.services.draft_keys import is_correction
from bot.services.mandates import rights
from bot.services.question_words import about_question
from bot.services.side_questions import aside
from bot.services.supplements import definition, is_supplement
from bot.services.visit import Visit
from content.sheet import Sheet
from flows.calendar import local_day
from flows.events import CardDropped, CardTaken, Emptied, Event, Finished, Kept, Reopened, Resumed, Skipped
from flows.kinds import Choice, Context, Document, Refusal, Several
from flows.path import Place, locate
from flows.procedure import Slot
from storage.records import Draft


def current(visit: Visit, tag: str) -> Draft | None:
    """The draft with this tag, if this person may fill it in (a helper by a mandate) and it is still offered."""
    draft = visit.u.drafts.by_tag(tag)
    if draft is None or not rights.may_fill(visit, draft) or sheet_of(visit, draft) is None:
        return None
    return draft


def lost(visit: Visit, tag: str) -> str:
    """Why a helper can no longer work on a neighbour's draft; '' for everybody else."""
    draft = visit.u.drafts.by_tag(tag)
    return "" if draft is None else rights.lost(visit, draft)


def sheet_of(visit: Visit, draft: Draft) -> Sheet | None:
    """The procedure of a draft: one the office offers, or the one paper of a supplement; None when it is gone."""
    key = draft.session.procedure
    if is_correction(key):
        return corrections.definition(visit, key)
    return definition(visit, key) if is_supplement(key) else visit.sheet(key)


def place(visit: Visit, draft: Draft) -> Place | None:
    """Where a draft stands, None when its procedure is gone."""
    sheet = sheet_of(visit, draft)
    return locate(sheet.procedure, draft.session, local_day(visit.now)) if sheet else None


def _slot(visit: Visit, draft: Draft) -> Slot | None:
    """What is being asked in a draft, None at the review or an end."""
    found = place(visit, draft)
    return found.current if found else None


def ended(visit: Visit, draft: Draft) -> bool:
    """Whether the draft stands at an ending, so that what is typed is no answer."""
    found = place(visit, draft)
    return found is not None and found.end is not None


def unfinished(visit: Visit, first: int) -> list[Button]:
    """A numbered button for every draft that lies waiting, counted from `first`."""
    keys = {draft.session.procedure for draft in visit.u.drafts.all_of(visit.person)}
    return [
        visit.voice.button(
            "dialogue.button_resume",
            Menu("about", key),
            {"number": number, "procedure": visit.voice.text(visit.library.procedures[key].title)},
            main=True,
        )
        for number, key in enumerate(sorted(keys & set(visit.library.procedures)), first)
    ]


def asked(visit: Visit, draft: Draft) -> str:
    """The key of the question being asked, '' at the review or an end."""
    slot = _slot(visit, draft)
    return slot.key if slot else ""


def offers(visit: Visit, draft: Draft, verb: str) -> bool:
    """Whether the question being asked has a button for this verb, so that the typed word means the button."""
    slot = _slot(visit, draft)
    if slot is None:
        return False
    match verb:
        case "skip":
            return slot.question.may_skip
        case "keep":
            return draft.session.reopened == slot.key
        case "done":
            return isinstance(slot.question.kind, Document | Several)
        case "empty":
            return isinstance(slot.question.kind, Document)
    return False


def is_option(visit: Visit, draft: Draft, text: str) -> bool:
    """Whether the text names one of the options being offered."""
    slot, today = _slot(visit, draft), local_day(visit.now)
    kind = slot.question.kind if slot else None
    return isinstance(kind, Choice) and not isinstance(kind.parse(text, Context(today, {})), Refusal)


def asked_about(visit: Visit, tag: str) -> list[str]:
    """Why the present question is asked, and an example."""
    draft = current(visit, tag)
    sheet = sheet_of(visit, draft) if draft else None
    slot = _slot(visit, draft) if draft else None
    return about_question(visit.voice, sheet, slot) if sheet and slot else []


def side_answer(visit: Visit, draft: Draft, text: str) -> str | None:
    """The answer to a question asked in the middle of the form; None when the text is an answer."""
    sheet = sheet_of(visit, draft)
    if sheet is None or not sheet.papers:
        return None
    return aside(visit, sheet, _slot(visit, draft), draft.session.answers, text)


def event_of(verb: str, key: str) -> Event | None:
    """What a button without a value does to the question `key`; None for a verb that is not about a question."""
    events: dict[str, Event] = {
        "done": Finished(key),
        "empty": Emptied(key),
        "skip": Skipped(key),
        "keep": Kept(key),
        "fix": Reopened(key),
        "resume": Resumed(),
        "card": CardTaken(),
        "nocard": CardDropped(),
    }
    return events.get(verb)
