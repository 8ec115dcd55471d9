"""The warning before papers are erased: which they are, and the way to have them while they are there."""

from bot.callbacks import Menu
from bot.services.definitions import as_sent
from bot.services.papers_named import page_title
from bot.services.retention import shares
from bot.services.visit import Rows
from bot.services.voice import Voice
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork


def going_papers(u: UnitOfWork, voice: Voice, record: DossierRecord | None, pages: str) -> list[str]:
    """The papers of a class that are still there, each once, by name."""
    if record is None:
        return []
    sheet = as_sent(u, voice.library, record)
    own = [one for share in shares(u, voice.library, record) if share.pages == pages for one in share.documents]
    return list(dict.fromkeys(page_title(voice, record, sheet, one.key) for one in own))


def warning_rows(voice: Voice, record: DossierRecord) -> Rows:
    """The papers as PDF, and how long each is kept."""
    fetch = voice.button("retention.button_fetch", Menu("pdf", record.reference), main=True)
    kept = voice.button("retention.button", Menu("kept", record.reference))
    see = voice.button("dialogue.button_file", Menu("file", record.reference))
    return ((fetch,), (kept,), (see,))
