"""One request for all papers that were found wrong: it may be made only once, so it must name every one."""

import hashlib

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.desk import for_desk
from bot.services.desk_acts import cancel, impossible, made, missing
from bot.services.desk_papers import papers_card
from bot.services.file_papers import FilePaper, papers_in_file, tick_list
from bot.services.screens_papers import DeskTogether
from bot.services.visit import Visit, above
from flows.authority import Act
from flows.marks import Mark
from flows.moves import AskSupplement
from flows.text import tidy
from flows.transition import Illegal, move
from storage.records import DossierRecord

MARKED = "marked"  # the reason of a request in which each paper has its own
_MOST_WORDS = 300


def found_wrong(visit: Visit, record: DossierRecord) -> bool:
    """Whether a request can name what was marked."""
    return any(one.standing == "wrong" for one in papers_in_file(visit, record))


def ask(visit: Visit, reference: str, note: str = "") -> Card:
    """All that will be asked for, before it is sent; words typed here go with it."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    if found is None:
        return missing(visit, reference)
    record, role = found
    papers = papers_in_file(visit, record)
    marks = _wrong(papers)
    if not marks:
        return papers_card(visit, reference, visit.voice.say("papers.together_none"))
    tried = move(record.dossier, _request(marks, note), role, visit.now, visit.library.law)
    if isinstance(tried, Illegal):
        return impossible(visit, record, role, tried)
    visit.screen = DeskTogether(reference, tidy(note)[:_MOST_WORDS])
    params = {
        "reference": reference,
        "papers": tick_list(visit.voice, tuple(one for one in papers if one.standing == "wrong")),
        "unseen": ", ".join(one.title for one in papers if one.standing == "unseen"),
        "note": visit.screen.note,
    }
    sure = visit.voice.button("papers.button_send", Desk("together!", reference, _seal(marks)), main=True)
    others = visit.voice.button("papers.button_others", Desk("papers", reference))
    return visit.say("papers.together_ask", params, ((sure,), (others,), *cancel(visit, reference)))


def send(visit: Visit, reference: str, seal: str) -> Card:
    """Sends the request that was shown; what was marked otherwise since is shown anew first."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    if found is None:
        return missing(visit, reference)
    screen = visit.screen
    note = screen.note if isinstance(screen, DeskTogether) and screen.reference == reference else ""
    marks = _wrong(papers_in_file(visit, found[0]))
    if not marks or _seal(marks) != seal:
        return above(visit.voice.say("papers.together_changed"), ask(visit, reference, note))
    return made(visit, reference, _request(marks, note), "desk.supplement_sent")


def _wrong(papers: tuple[FilePaper, ...]) -> tuple[Mark, ...]:
    return tuple(one.mark for one in papers if one.mark is not None and not one.mark.right)


def _request(marks: tuple[Mark, ...], note: str) -> AskSupplement:
    """A request that names each paper, with the reason that all share or else the one of each."""
    first, *others = (mark.paper for mark in marks)
    reasons = {(mark.reason, mark.note) for mark in marks}
    reason = marks[0].reason if len(reasons) == 1 and not marks[0].note else MARKED
    return AskSupplement(first, reason, tidy(note)[:_MOST_WORDS], tuple(others), tuple(mark.number for mark in marks))


def _seal(marks: tuple[Mark, ...]) -> str:
    return hashlib.sha256(repr([(mark.paper, mark.number) for mark in marks]).encode()).hexdigest()[:6]
