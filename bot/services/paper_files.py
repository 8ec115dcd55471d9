"""Papers as PDF: all pages of one paper as one file, named by rule, for officials and residents (F26, N2)."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.callbacks import Menu
from bot.ports import Attachment, Card, Chat
from bot.services.authority import may
from bot.services.definitions import definition
from bot.services.draft_keys import REPLACED
from bot.services.owned import mine
from bot.services.papers_named import text_of
from bot.services.screens import OneFile
from bot.services.sending import pages_of
from bot.services.visit import Visit
from bot.services.visit import visit as visit_of
from content.catalog import Library
from content.sheet import in_language
from flows.authority import Act
from flows.calendar import local_day
from flows.looking import reason_to_look
from flows.text import fold
from storage.records import Document, DossierRecord
from storage.unit_of_work import UnitOfWork

KIND = "pdf"
PDF = "application/pdf"
_LONGEST = 40  # letters of a paper's name in a file's name
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a file: the question or the request that collected it, its pages in order, and its file's name."""

    key: str
    pages: tuple[Document, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Binding:
    """A paper of the file `reference` that may be had as PDF, of at most `most` bytes."""

    reference: str
    paper: Paper
    most: int


def papers(here: Visit, record: DossierRecord) -> tuple[Paper, ...]:
    """The papers of a file in the order in which they were asked for, those of a supplement last.

    A file's name is `<reference>_<paper>.pdf`, in the letters that every system takes: the reference, and the paper's
    Vietnamese name without its marks. What came twice (a supplement) is numbered.
    """
    order = {page: place for place, page in enumerate(pages_of(record.answers))}
    pages = [page for page in here.u.documents.of_dossier(record.id) if not page.key.startswith(REPLACED)]
    pages.sort(key=lambda page: order.get(page.id, len(order)))
    found: dict[str, list[Document]] = {}
    for page in pages:
        found.setdefault(page.key, []).append(page)
    made: list[Paper] = []
    for key, own in found.items():
        name = _name(here, record, key)
        again = sum(one.name.startswith(name) for one in made)
        made.append(Paper(key, tuple(own), f"{name}_{again + 1}.pdf" if again else f"{name}.pdf"))
    return tuple(made)


def _name(here: Visit, record: DossierRecord, key: str) -> str:
    title = in_language(text_of(definition(here, record), key, local_day(record.dossier.submitted_at)), "vi") or key
    return f"{record.reference}_{_NO_LETTER.sub('_', fold(title))[:_LONGEST].strip('_')}"


def attachments(here: Visit, record: DossierRecord, why: str = "") -> tuple[Attachment, ...]:
    """The papers of a file as files of a card; one that waits for the virus scanner is not offered to others.

    `why` is what an official looks for, once the file has ended.
    """
    own, named = record.person_id == here.person, f":{why}" if why else ""
    return tuple(
        Attachment(f"{KIND}:{record.reference}:{paper.key}{named}", paper.name, PDF)
        for paper in papers(here, record)
        if own or not _is_held(paper)
    )


def _is_held(paper: Paper) -> bool:
    return any(page.safety == "held" for page in paper.pages)


def paper_files(here: Visit, record: DossierRecord) -> Card:
    """The resident's own papers, each as one PDF that the national portal takes."""
    voice = here.voice
    here.screen = OneFile(record.reference)
    files = attachments(here, record)
    back = (voice.button("dialogue.button_file", Menu("file", record.reference), main=True),)
    code = "file.papers" if files else "file.papers_none"
    return Card(voice.say(code, {"reference": record.reference, "count": len(files)}), (back,), files=files)


def binding(u: UnitOfWork, library: Library, chat: Chat, file_id: str, now: datetime) -> Binding | None:
    """The paper that a file's id names, if this chat may have it; an official's look is logged."""
    seat = u.people.at(chat.channel, chat.address)
    kind, _, rest = file_id.partition(":")
    reference, key, why = (*rest.split(":"), "", "")[:3]
    if seat is None or kind != KIND:
        return None
    here = visit_of(u, library, now, seat, "")
    own = mine(here, reference)
    record = own or u.dossiers.by_reference(reference)
    if record is None or not (own or _is_official(here, record)):
        return None
    paper = next((one for one in papers(here, record) if one.key == key), None)
    if paper is None or (own is None and _is_held(paper)):
        return None
    if own is None:
        reason = reason_to_look(record.dossier, why)
        if not reason:
            return None
        u.views.log(here.person, record.id, f"paper:{key}", reason, now)
    return Binding(record.reference, paper, library.office.pdf_megabytes * 1_000_000)


def _is_official(here: Visit, record: DossierRecord) -> bool:
    """Whether this person works on the field of the file, looked up anew each time."""
    return may(here, Act.OPEN_PAPER, record) is not None
