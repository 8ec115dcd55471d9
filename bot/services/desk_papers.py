"""Checking papers at the desk: how each stands, one opened with its reason written down, and found right."""

from bot.callbacks import Desk
from bot.ports import Attachment, Button, Card
from bot.services.desk import for_desk
from bot.services.desk_acts import missing
from bot.services.file_papers import FilePaper, paper_in_file, papers_in_file, tick_list, told
from bot.services.paper_files import KIND, attachments
from bot.services.screens_papers import DeskLook, DeskPapers
from bot.services.visit import Rows, Visit, above, pairs
from flows.authority import Act, does
from flows.dossier import ENDED, READY, Role
from flows.looking import reason_to_look, reasons_to_look
from flows.marks import EVENT, Mark, to_data
from flows.transition import legal_moves
from storage.records import Document, DossierRecord

JPEG = "image/jpeg"
AT_ONCE = 10  # pages of a paper on one card


def papers_card(visit: Visit, reference: str, said: str = "") -> Card:
    """The papers of a file, each to be opened; those found wrong can be asked for together."""
    found = for_desk(visit, reference, Act.OPEN_PAPER)
    if found is None:
        return missing(visit, reference)
    record, role = found
    visit.screen = DeskPapers(reference)
    papers = papers_in_file(visit, record)
    buttons = [
        visit.voice.button(
            "papers.button_open", Desk("look", reference, one.id), {"number": number, "paper": one.title}
        )
        for number, one in enumerate(papers, 1)
    ]
    params = {"reference": reference, "papers": tick_list(visit.voice, papers)}
    rows = (*together(visit, record, role, papers), *pairs(buttons), back(visit, reference))
    return above(said, Card(visit.voice.say("papers.list", params), rows, wants="choice"))


def together(visit: Visit, record: DossierRecord, role: Role, papers: tuple[FilePaper, ...]) -> Rows:
    """The way to one request for all that was found wrong, where one may still be made."""
    count = sum(one.standing == "wrong" for one in papers)
    if not count or "ask_supplement" not in legal_moves(record.dossier, role, visit.now, visit.library.law):
        return ()
    button = visit.voice.button(
        "papers.button_together", Desk("together", record.reference), {"count": count}, main=True
    )
    return ((button,),)


def back(visit: Visit, reference: str) -> tuple[Button, ...]:
    """To the file, to the list of files."""
    return (
        visit.voice.button("desk.button_open", Desk("open", reference)),
        visit.voice.button("desk.button_list", Desk("list")),
    )


def look(visit: Visit, reference: str, name: str, how: str = "") -> Card:
    """One paper as pictures that say whose file they are for; each is written down with its reason when it is shown."""
    found = _sought(visit, reference, name)
    if isinstance(found, Card):
        return found
    record, role, paper = found
    why, _, place = how.partition("@")
    first = int(place) if place.isdecimal() and len(place) < 4 else 0
    visit.screen = DeskLook(reference, name, how)
    reason = reason_to_look(record.dossier, why)
    if paper.documents and not reason:
        return _choose_why(visit, record, paper)
    params = {**told(visit.voice, paper), "reference": reference, "count": len(paper.sheets)}
    params["why"] = visit.voice.say(f"papers.why_{reason}") if paper.documents else ""
    rows = (*_verdicts(visit, record, role, paper), *_more(visit, record, paper, reason, first), back(visit, reference))
    files = previews(visit, paper, reason, first)
    return Card(visit.voice.say("papers.look", params), rows, wants="choice", files=files)


def _choose_why(visit: Visit, record: DossierRecord, paper: FilePaper) -> Card:
    """The file has ended: what it is looked into for."""
    buttons = [
        visit.voice.button(
            "papers.button_why",
            Desk("look", record.reference, paper.id, why),
            {"number": number, "why": visit.voice.say(f"papers.why_{why}")},
        )
        for number, why in enumerate(reasons_to_look(record.dossier), 1)
    ]
    return visit.say("papers.why_ask", {"paper": paper.title}, (*pairs(buttons), back(visit, record.reference)))


def previews(
    visit: Visit, paper: FilePaper, why: str, first: int = 0, spot: str = "", *, grid: bool = False
) -> tuple[Attachment, ...]:
    """Pictures of a few pages from `first` on; `spot` is pressed with a place on one where it may be circled."""
    shown = () if paper.held else list(enumerate(paper.sheets))[first : first + AT_ONCE]
    return tuple(
        Attachment(
            f"look:{document.id}:{page}:{int(grid)}:{why}",
            visit.voice.say("papers.page_name", {"paper": paper.title, "number": place + 1}),
            JPEG,
            picture=True,
            spot=f"{spot}:{place}" if spot else "",
        )
        for place, (document, page) in shown
    )


def _verdicts(visit: Visit, record: DossierRecord, role: Role, paper: FilePaper) -> Rows:
    if not may_mark(record, role) or paper.held:
        return ()
    right = visit.voice.button("papers.button_right", Desk("right", record.reference, paper.id, paper.seal), main=True)
    wrong = visit.voice.button("papers.button_wrong", Desk("wrong", record.reference, paper.id, paper.seal))
    return ((right, wrong) if paper.documents else (wrong,),)


def _more(visit: Visit, record: DossierRecord, paper: FilePaper, why: str, first: int) -> Rows:
    """The pages that follow, a spot to circle, the paper as one PDF, the other papers."""
    voice, reference = visit.voice, record.reference
    buttons = []
    if first + AT_ONCE < len(paper.sheets):
        buttons.append(voice.button("desk.button_more", Desk("look", reference, paper.id, f"{why}@{first + AT_ONCE}")))
    if paper.standing == "wrong" and paper.documents and record.dossier.supplement is None:
        buttons.append(voice.button("papers.button_circle", Desk("circle", reference, paper.id, paper.seal)))
    if paper.documents and not paper.held:
        buttons.append(voice.button("papers.button_pdf", Desk("bound", reference, paper.id, why)))
    return pairs([*buttons, voice.button("papers.button_others", Desk("papers", reference))])


def bound(visit: Visit, reference: str, name: str, why: str) -> Card:
    """One paper as one PDF."""
    found = for_desk(visit, reference, Act.OPEN_PAPER)
    paper = paper_in_file(visit, found[0], name) if found else None
    if found is None or paper is None:
        return missing(visit, reference)
    reason = reason_to_look(found[0].dossier, why)
    if not paper.documents or not reason:
        return look(visit, reference, name)
    visit.screen = DeskLook(reference, name, why)
    own = {f"{KIND}:{reference}:{one.key}:{reason}" for one in paper.documents}
    files = tuple(one for one in attachments(visit, found[0], reason) if one.file_id in own)
    again = visit.voice.button("papers.button_again", Desk("look", reference, name, why), main=True)
    rows = ((again,), back(visit, reference))
    return Card(visit.voice.say("papers.bound", {"paper": paper.title}), rows, files=files)


def may_mark(record: DossierRecord, role: Role) -> bool:
    """Whether papers are still to be judged, by this role: until there is a result, and not by who only signs."""
    return does(role, Act.MARK_PAPER) and record.dossier.state not in (*ENDED, *READY)


def right(visit: Visit, reference: str, name: str, seal: str) -> Card:
    """The paper that was looked at is right."""
    checked = to_mark(visit, reference, name, seal)
    if isinstance(checked, Card):
        return checked
    record, role, paper = checked
    put(visit, record, role, Mark(paper.id, right=True, documents=ids(paper.documents)))
    return papers_card(visit, reference, visit.voice.say("papers.marked_right", {"paper": paper.title}))


def to_mark(visit: Visit, reference: str, name: str, seal: str) -> tuple[DossierRecord, Role, FilePaper] | Card:
    """What is to be marked, authority and state looked up anew; or why not: nobody marks what they have not seen."""
    found = _sought(visit, reference, name)
    if isinstance(found, Card):
        return found
    record, role, paper = found
    if not may_mark(record, role) or paper.held:
        return above(visit.voice.say("papers.not_now"), look(visit, reference, name))
    if paper.seal != seal:
        return above(visit.voice.say("papers.changed"), look(visit, reference, name))
    return record, role, paper


def _sought(visit: Visit, reference: str, name: str) -> tuple[DossierRecord, Role, FilePaper] | Card:
    """A file of this official's fields, their role there, and one of its papers; or a card that says what is gone."""
    found = for_desk(visit, reference, Act.OPEN_PAPER)
    if found is None:
        return missing(visit, reference)
    paper = paper_in_file(visit, found[0], name)
    if paper is None:
        return papers_card(visit, reference, visit.voice.say("papers.gone"))
    return *found, paper


def put(visit: Visit, record: DossierRecord, role: Role, mark: Mark) -> int:
    """Writes a mark into the log; returns its number there."""
    return visit.u.dossiers.append(record.id, EVENT, visit.person, role, visit.now, to_data(mark))


def ids(documents: tuple[Document, ...]) -> tuple[str, ...]:
    """The documents by their ids."""
    return tuple(one.id for one in documents)
