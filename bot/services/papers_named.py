"""Papers by their names: of a dossier's procedure, or of the question that collected them."""

from bot.services.voice import Voice
from flows.calendar import local_day
from flows.portal import UNNAMED
from storage.records import DossierRecord


def paper_title(voice: Voice, record: DossierRecord, paper: str) -> str:
    """The title of a paper of the dossier's procedure by its id; the id itself when it is gone."""
    if paper == UNNAMED:
        return voice.say("status.paper_unnamed")
    sheet = voice.library.procedures.get(record.procedure)
    rows = [one for one in sheet.papers if one.rule.id == paper] if sheet else []
    day = local_day(record.dossier.submitted_at)
    valid = [one.title for one in rows if one.rule.valid.covers(day)] or [one.title for one in rows]
    return voice.text(valid[0]) if valid else paper
