"""Asking for a supplement at the desk: which paper, why, and a sentence in the official's own words."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.definitions import definition
from bot.services.desk import for_desk, paper_of
from bot.services.desk_acts import cancel, made, missing
from bot.services.screens import DeskNote, DeskPaper, DeskReason
from bot.services.visit import Visit, pairs
from content.sheet import Sheet
from flows.calendar import local_day
from flows.checklist import checklist
from flows.moves import AskSupplement
from flows.text import tidy
from storage.records import DossierRecord

REASONS = (
    "blurred",
    "dark",
    "cut",
    "wrong_paper",
    "missing_page",
    "unreadable",
    "expired",
    "not_matching",
    "missing",
    "other",
)


def choose_paper(visit: Visit, record: DossierRecord) -> Card:
    """The paper that the request is about: those that this dossier's situation needs."""
    visit.screen = DeskPaper(record.reference)
    sheet = definition(visit, record)
    buttons = []
    for number, paper in enumerate(papers_of(record, sheet), 1):
        params = {"number": number, "paper": paper_of(visit, sheet, paper)}
        buttons.append(visit.voice.button("desk.button_paper", Desk("paper", record.reference, paper), params))
    return visit.say("desk.paper_ask", rows=(*pairs(buttons), *cancel(visit, record.reference)))


def papers_of(record: DossierRecord, sheet: Sheet) -> tuple[str, ...]:
    """The papers that this dossier's situation needs."""
    facts = checklist(sheet.procedure, record.answers, local_day(record.dossier.submitted_at))
    return tuple(paper.id for paper in facts.papers)


def choose_reason(visit: Visit, reference: str, paper: str) -> Card:
    """The typed reason of a supplement; the paper must be one of this dossier's."""
    found = for_desk(visit, reference)
    if found is None:
        return missing(visit, reference)
    sheet = definition(visit, found[0])
    if paper not in papers_of(found[0], sheet):
        return choose_paper(visit, found[0])
    visit.screen = DeskReason(reference, paper)
    buttons = []
    for number, reason in enumerate(REASONS, 1):
        params = {"number": number, "reason": visit.voice.say(f"words.reason_{reason}")}
        buttons.append(visit.voice.button("desk.button_reason", Desk("reason", reference, reason), params))
    rows = (*pairs(buttons), *cancel(visit, reference))
    return visit.say("desk.reason_ask", {"paper": paper_of(visit, sheet, paper)}, rows)


def ask_note(visit: Visit, reference: str, paper: str, reason: str) -> Card:
    """A sentence in the official's own words, or none."""
    if reason not in REASONS:
        return choose_reason(visit, reference, paper)
    visit.screen = DeskNote(reference, paper, reason)
    rows = (
        (visit.voice.button("desk.button_no_note", Desk("note", reference), main=True),),
        *cancel(visit, reference),
    )
    return visit.say("desk.note_ask", rows=rows)


def ask_supplement(visit: Visit, screen: DeskNote, note: str) -> Card:
    """Asks the resident, once, for one paper: which, why, and until when."""
    what = AskSupplement(screen.paper, screen.reason, tidy(note)[:300])
    return made(visit, screen.reference, what, "desk.supplement_sent")
