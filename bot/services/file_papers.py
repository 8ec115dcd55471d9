"""The papers of a file as its officials check them: what was sent of each, and the mark that counts."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.services.definitions import definition
from bot.services.paper_files import papers
from bot.services.papers_named import paper_of
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.sheet import Sheet
from flows.calendar import local_day
from flows.checklist import checklist
from flows.marks import Mark, marks_in, standing
from storage.records import Document, DossierRecord, Erasure

Standing = Literal["right", "wrong", "unseen", "absent"]


@dataclass(frozen=True, slots=True)
class FilePaper:
    """A paper that a file needs or that came with it: its documents in their order, and what was said of them."""

    id: str
    title: str
    documents: tuple[Document, ...]
    mark: Mark | None
    erased: bool = False

    @property
    def standing(self) -> Standing:
        """How it stands: nothing is unseen of what never came."""
        if self.mark is not None:
            return "right" if self.mark.right else "wrong"
        return "unseen" if self.documents else "absent"

    @property
    def sheets(self) -> tuple[tuple[Document, int], ...]:
        """Every page that can be looked at: a document, and which of its pages (from 0)."""
        return tuple((one, page) for one in self.documents for page in range(one.pages))

    @property
    def held(self) -> bool:
        """Whether some of it waits for the virus scanner, so that nobody else opens it yet."""
        return any(one.safety == "held" for one in self.documents)

    @property
    def seal(self) -> str:
        """A few letters that change with the documents: what is marked is what was looked at."""
        return hashlib.sha256(" ".join(one.id for one in self.documents).encode()).hexdigest()[:6]


def papers_in_file(visit: Visit, record: DossierRecord) -> tuple[FilePaper, ...]:
    """What the dossier's situation needs and whatever else was sent with it; what never came stands last."""
    sheet, marks = definition(visit, record), marks_in(visit.u.dossiers.events(record.id))
    gone = visit.u.retention.of_dossier(record.id)
    documents = [page for paper in papers(visit, record) for page in paper.pages]
    found: list[FilePaper] = []
    for name in papers_needed(record, sheet):
        found.append(_gathered(visit, sheet, name, keys_of(sheet, name), documents, gone, marks))
    named = {one.key for paper in found for one in paper.documents}
    for key in dict.fromkeys(one.key for one in documents if one.key not in named):
        found.append(_gathered(visit, sheet, key, frozenset({key}), documents, gone, marks))
    return tuple(sorted(found, key=lambda one: one.standing == "absent"))


def _gathered(
    visit: Visit,
    sheet: Sheet,
    name: str,
    keys: frozenset[str],
    documents: Sequence[Document],
    gone: Sequence[Erasure],
    marks: Sequence[Mark],
) -> FilePaper:
    """What there is of one paper; a mark on pages that were erased since still tells what was found."""
    own = tuple(one for one in documents if one.key in keys)
    erased = [one.document_id for one in gone if one.key in keys]
    about = [one.id for one in own] or erased
    return FilePaper(name, paper_of(visit, sheet, name), own, standing(marks, name, about), bool(erased))


def paper_in_file(visit: Visit, record: DossierRecord, paper: str) -> FilePaper | None:
    """One paper of a file; None for one that it neither needs nor has."""
    return next((one for one in papers_in_file(visit, record) if one.id == paper), None)


def papers_needed(record: DossierRecord, sheet: Sheet) -> tuple[str, ...]:
    """The papers that this dossier's situation needs."""
    facts = checklist(sheet.procedure, record.answers, local_day(record.dossier.submitted_at))
    return tuple(paper.id for paper in facts.papers)


def keys_of(sheet: Sheet, paper: str) -> frozenset[str]:
    """Under which keys the documents of a paper stand: its own, and the question that collects it."""
    return frozenset({paper, *(one.rule.step for one in sheet.papers if one.rule.id == paper and one.rule.step)})


def tick_list(voice: Voice, shown: tuple[FilePaper, ...]) -> list[str]:
    """A line for each paper: a tick or a cross, its name, and what was said of it."""
    return [voice.say("papers.line", {"number": number, **told(voice, one)}) for number, one in enumerate(shown, 1)]


def told(voice: Voice, paper: FilePaper) -> dict[str, object]:
    """What is said of a paper wherever it is named."""
    mark = paper.mark
    return {
        "paper": paper.title,
        "standing": paper.standing,
        "fault": fault_in_words(voice, mark) if mark is not None and not mark.right else "",
        "held": paper.held,
        "erased": paper.erased,
        "circled": mark is not None and mark.spot is not None,
    }


def fault_in_words(voice: Voice, mark: Mark) -> str:
    """Why a paper will not do: the ready-made reason, the official's own words, or both."""
    if mark.reason == "other" and mark.note:
        return mark.note
    reason = voice.say(f"words.reason_{mark.reason}")
    return f"{reason}: {mark.note}" if mark.note else reason
