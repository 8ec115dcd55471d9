"""A request that rests on marks, for whoever sent the file: each paper with its fault, its picture and its button."""

from collections.abc import Mapping

from bot.callbacks import Menu
from bot.ports import Attachment
from bot.services.file_papers import fault_in_words
from bot.services.papers_named import paper_title, supplement_button
from bot.services.visit import Rows
from bot.services.voice import Voice
from flows.marks import Mark, marks_in, named_by
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork


def faults_asked(u: UnitOfWork, record: DossierRecord) -> Mapping[str, Mark]:
    """What was said of each paper of the request that waits for an answer; nothing where it was not said of each."""
    supplement = record.dossier.supplement
    if supplement is None:
        return {}
    events = u.dossiers.events(record.id)
    asked = next((one for one in reversed(events) if one.kind == "ask_supplement"), None)
    found = {mark.paper: mark for mark in named_by(marks_in(events), asked.data)} if asked else {}
    return {paper: found[paper] for paper in supplement.papers if paper in found}


def fault_lines(voice: Voice, record: DossierRecord, faults: Mapping[str, Mark]) -> list[str]:
    """A line for each paper that will not do."""
    return [voice.say("papers.asked_line", fault_params(voice, record, mark)) for mark in faults.values()]


def fault_params(voice: Voice, record: DossierRecord, mark: Mark) -> dict[str, object]:
    """A paper and what is wrong with it, in words."""
    paper, fault = paper_title(voice, record, mark.paper), fault_in_words(voice, mark)
    return {"paper": paper, "fault": fault, "circled": mark.spot is not None}


def pictures(voice: Voice, record: DossierRecord, faults: Mapping[str, Mark]) -> tuple[Attachment, ...]:
    """The very pictures that officials looked at, with what they circled; none of what never came."""
    return tuple(
        Attachment(
            f"mark:{record.reference}:{mark.number}", paper_title(voice, record, mark.paper), "image/jpeg", picture=True
        )
        for mark in faults.values()
        if mark.documents
    )


def answer_rows(voice: Voice, record: DossierRecord, faults: Mapping[str, Mark]) -> Rows:
    """The ways to answer a request: a button for each paper that was marked, or one for all."""
    supplement = record.dossier.supplement
    if supplement is None:
        return ()
    if not faults:
        return ((supplement_button(voice, record, supplement),),)
    return tuple(
        (
            voice.button(
                "papers.button_resend",
                Menu("resend", record.reference, paper),
                {"paper": paper_title(voice, record, paper)},
                main=True,
            ),
        )
        for paper in supplement.papers
    )
