"""Papers that will not do: why, in ready-made words or the official's own, and perhaps with a circled spot."""

from dataclasses import replace

from bot.callbacks import Desk, pack
from bot.ports import Attachment, Card
from bot.services.desk_papers import JPEG, ids, papers_card, previews, put, to_mark, together
from bot.services.file_papers import FilePaper, papers_in_file, told
from bot.services.screens_papers import DeskCircle, DeskFault, DeskLook
from bot.services.visit import Visit, above, pairs
from flows.dossier import Role
from flows.looking import reason_to_look
from flows.marks import FAULTS, Box, Mark, Spot, cell, drawn
from flows.text import tidy
from storage.records import DossierRecord

_LEAST_WORDS = 5  # characters that can tell anybody what is wrong
_MOST_WORDS = 300


def wrong(visit: Visit, reference: str, name: str, seal: str) -> Card:
    """Why a paper will not do: a usual reason, or the official's own words, which the resident reads."""
    checked = to_mark(visit, reference, name, seal)
    if isinstance(checked, Card):
        return checked
    paper = checked[2]
    visit.screen = DeskFault(reference, name, seal)
    offered = FAULTS[:-1] if paper.documents else ("missing",)
    buttons = []
    for number, reason in enumerate(offered, 1):
        params = {"number": number, "reason": visit.voice.say(f"words.reason_{reason}")}
        buttons.append(visit.voice.button("desk.button_reason", Desk("fault", reference, reason), params))
    keep = (visit.voice.button("desk.button_cancel", Desk("look", reference, name)),)
    return visit.say("papers.fault_ask", {"paper": paper.title}, (*pairs(buttons), keep))


def fault(visit: Visit, reference: str, reason: str, note: str = "") -> Card:
    """The reason was chosen: written down, and shown with what can follow."""
    screen = visit.screen
    if not isinstance(screen, DeskFault) or screen.reference != reference or reason not in FAULTS:
        return papers_card(visit, reference, visit.voice.say("remarks.old_button"))
    checked = to_mark(visit, reference, screen.paper, screen.seal)
    if isinstance(checked, Card):
        return checked
    record, role, paper = checked
    put(visit, record, role, Mark(paper.id, False, reason, note, ids(paper.documents)))
    return _noted(visit, record, role, paper.id)


def own_words(visit: Visit, screen: DeskFault, words: str) -> Card:
    """A reason in the official's own words."""
    if len(tidy(words)) < _LEAST_WORDS:
        return above(visit.voice.say("papers.fault_short"), wrong(visit, screen.reference, screen.paper, screen.seal))
    return fault(visit, screen.reference, "other", tidy(words)[:_MOST_WORDS])


def _noted(visit: Visit, record: DossierRecord, role: Role, name: str) -> Card:
    """What was written down, the picture as the resident will get it, and what can be done next."""
    papers = papers_in_file(visit, record)
    paper = next(one for one in papers if one.id == name)
    visit.screen = DeskLook(record.reference, name)
    buttons = []
    if paper.documents:
        again = "papers.button_circle_anew" if paper.mark and paper.mark.spot else "papers.button_circle"
        buttons.append(visit.voice.button(again, Desk("circle", record.reference, name, paper.seal)))
    buttons.append(visit.voice.button("papers.button_others", Desk("papers", record.reference)))
    rows = (*pairs(buttons), *together(visit, record, role, papers))
    said = visit.voice.say("papers.marked_wrong", told(visit.voice, paper))
    return Card(said, rows, wants="choice", files=_circled(record, paper))


def _circled(record: DossierRecord, paper: FilePaper) -> tuple[Attachment, ...]:
    if paper.mark is None or paper.mark.spot is None:
        return ()
    return (Attachment(f"mark:{record.reference}:{paper.mark.number}", paper.title, JPEG, picture=True),)


def circle(visit: Visit, reference: str, name: str, seal: str) -> Card:
    """The pages with a grid over them: a cell is typed, or the spot is drawn where the page can."""
    checked = to_mark(visit, reference, name, seal)
    if isinstance(checked, Card):
        return checked
    record, _, paper = checked
    if paper.standing != "wrong" or not paper.documents:
        return papers_card(visit, reference, visit.voice.say("remarks.old_button"))
    visit.screen = DeskCircle(reference, name, seal)
    why = reason_to_look(record.dossier, "")
    files = previews(visit, paper, why, 0, pack(Desk("spot", reference)), grid=True)
    keep = (visit.voice.button("papers.button_uncircled", Desk("look", reference, name)),)
    params = {"paper": paper.title, "count": len(paper.sheets)}
    return Card(visit.voice.say("papers.circle_ask", params), (keep,), files=files)


def drew(visit: Visit, reference: str, place: str, words: str) -> Card:
    """A spot drawn on the picture at this place of the card."""
    screen, box = visit.screen, drawn(words)
    if not isinstance(screen, DeskCircle) or screen.reference != reference or box is None or not place.isdecimal():
        return papers_card(visit, reference, visit.voice.say("remarks.old_button"))
    return _encircle(visit, screen, int(place), box)


def named(visit: Visit, screen: DeskCircle, words: str) -> Card:
    """A spot named by its cell."""
    found = cell(words)
    if found is None:
        return above(
            visit.voice.say("papers.circle_unclear"), circle(visit, screen.reference, screen.paper, screen.seal)
        )
    return _encircle(visit, screen, *found)


def _encircle(visit: Visit, screen: DeskCircle, place: int, box: Box) -> Card:
    checked = to_mark(visit, screen.reference, screen.paper, screen.seal)
    if isinstance(checked, Card):
        return checked
    record, role, paper = checked
    if paper.mark is None or paper.mark.right or not 0 <= place < len(paper.sheets):
        return above(visit.voice.say("papers.circle_unclear"), circle(visit, screen.reference, paper.id, screen.seal))
    document, page = paper.sheets[place]
    spot = Spot(document.id, page, box)
    put(visit, record, role, replace(paper.mark, spot=spot))
    return _noted(visit, record, role, paper.id)
