"""Papers by their names: of a dossier's procedure, or of the question that collected them."""

from bot.services.voice import Voice
from storage.records import DossierRecord


def paper_title(voice: Voice, record: DossierRecord, paper: str) -> str:
    """The title of a paper of the dossier's procedure by its id; the id itself when it is gone."""
    sheet = voice.library.procedures.get(record.procedure)
    found = next((one.title for one in sheet.papers if one.rule.id == paper), None) if sheet else None
    return voice.text(found) or paper
