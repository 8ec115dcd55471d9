"""A dossier's history as dated lines in the reader's words."""

from bot.services.visit import Visit
from storage.records import DossierRecord

_SHOWN = 12


def history(visit: Visit, record: DossierRecord) -> str:
    """The events of a dossier, oldest first, at most the latest twelve."""
    voice = visit.voice
    lines = [
        voice.say("dialogue.file_event", {"at": event.at, "what": voice.say(f"states.event_{event.kind}")})
        for event in visit.u.dossiers.events(record.id)[-_SHOWN:]
        if voice.library.wording.has(f"states.event_{event.kind}")
    ]
    return "\n".join([voice.say("dialogue.file_timeline"), *lines])
