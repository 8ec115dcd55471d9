"""Asking for a supplement at the desk: which papers, why, and a sentence in the official's own words."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.definitions import definition
from bot.services.desk import desk_file, for_desk
from bot.services.desk_acts import cancel, made, missing
from bot.services.papers_named import paper_of
from bot.services.screens import DeskNote, DeskPaper, DeskReason
from bot.services.visit import Visit, pairs
from content.sheet import Sheet
from flows.authority import Act
from flows.calendar import local_day
from flows.checklist import checklist
from flows.marks import FAULTS
from flows.moves import AskSupplement
from flows.text import tidy
from storage.records import DossierRecord

# Between papers on a screen; ids have no comma.
_JOIN = ","


def pressed(visit: Visit, action: Desk) -> Card:
    """A button on the way to a request; one of an old card, or of another file's, only shows the file."""
    match action, visit.screen:
        case Desk("paper", reference, paper), _:
            return add_paper(visit, reference, paper)
        case Desk("another", reference), DeskReason(same, chosen) if same == reference:
            return choose_another(visit, reference, chosen)
        case Desk("reason", reference, reason), DeskReason(same, chosen) if same == reference:
            return ask_note(visit, reference, chosen, reason)
        case Desk("note", reference), DeskNote(same) as screen if same == reference:
            return ask_supplement(visit, screen, "")
    found = for_desk(visit, action.reference, Act.MOVE_FILE)
    return desk_file(visit, *found) if found else missing(visit, action.reference)


def choose_paper(visit: Visit, record: DossierRecord, chosen: tuple[str, ...] = ()) -> Card:
    """A paper that the request is about: those that this dossier's situation needs, and that are not chosen yet."""
    visit.screen = DeskPaper(record.reference, _JOIN.join(chosen))
    sheet = definition(visit, record)
    buttons = []
    for number, paper in enumerate(_left(record, sheet, chosen), 1):
        params = {"number": number, "paper": paper_of(visit, sheet, paper)}
        buttons.append(visit.voice.button("desk.button_paper", Desk("paper", record.reference, paper), params))
    rows = (*pairs(buttons), *cancel(visit, record.reference))
    if not chosen:
        return visit.say("desk.paper_ask", rows=rows)
    return visit.say("desk.paper_another", {"papers": _titles(visit, sheet, chosen)}, rows)


def choose_another(visit: Visit, reference: str, chosen: str) -> Card:
    """One more paper for the same request, which may be made only once."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    return missing(visit, reference) if found is None else choose_paper(visit, found[0], tuple(chosen.split(_JOIN)))


def add_paper(visit: Visit, reference: str, paper: str) -> Card:
    """The paper chosen, beside those chosen before on this card."""
    screen = visit.screen
    before = screen.chosen if isinstance(screen, DeskPaper) and screen.reference == reference else ""
    chosen = [*(before.split(_JOIN) if before else ()), paper]
    return choose_reason(visit, reference, _JOIN.join(dict.fromkeys(chosen)))


def _left(record: DossierRecord, sheet: Sheet, chosen: tuple[str, ...]) -> list[str]:
    return [paper for paper in papers_of(record, sheet) if paper not in chosen]


def _titles(visit: Visit, sheet: Sheet, papers: tuple[str, ...]) -> str:
    return "; ".join(paper_of(visit, sheet, paper) for paper in papers)


def papers_of(record: DossierRecord, sheet: Sheet) -> tuple[str, ...]:
    """The papers that this dossier's situation needs."""
    facts = checklist(sheet.procedure, record.answers, local_day(record.dossier.submitted_at))
    return tuple(paper.id for paper in facts.papers)


def choose_reason(visit: Visit, reference: str, chosen: str) -> Card:
    """The typed reason of a supplement; the papers must be of this dossier. More of them may be named first."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    if found is None:
        return missing(visit, reference)
    record, papers = found[0], tuple(chosen.split(_JOIN))
    sheet = definition(visit, record)
    if not set(papers) <= set(papers_of(record, sheet)):
        return choose_paper(visit, record)
    visit.screen = DeskReason(reference, chosen)
    buttons = []
    for number, reason in enumerate(FAULTS, 1):
        params = {"number": number, "reason": visit.voice.say(f"words.reason_{reason}")}
        buttons.append(visit.voice.button("desk.button_reason", Desk("reason", reference, reason), params))
    more = (visit.voice.button("desk.button_another_paper", Desk("another", reference)),)
    rows = (*pairs(buttons), *((more,) if _left(record, sheet, papers) else ()), *cancel(visit, reference))
    return visit.say("desk.reason_ask", {"paper": _titles(visit, sheet, papers)}, rows)


def ask_note(visit: Visit, reference: str, paper: str, reason: str) -> Card:
    """A sentence in the official's own words, or none."""
    if reason not in FAULTS:
        return choose_reason(visit, reference, paper)
    visit.screen = DeskNote(reference, paper, reason)
    rows = (
        (visit.voice.button("desk.button_no_note", Desk("note", reference), main=True),),
        *cancel(visit, reference),
    )
    return visit.say("desk.note_ask", rows=rows)


def ask_supplement(visit: Visit, screen: DeskNote, note: str) -> Card:
    """Asks the resident, once, for all that was chosen: which papers, why, and until when."""
    paper, *also = screen.paper.split(_JOIN)
    what = AskSupplement(paper, screen.reason, tidy(note)[:300], tuple(also))
    return made(visit, screen.reference, what, "desk.supplement_sent")
