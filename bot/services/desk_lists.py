"""Shorter lists of the desk: what is overdue, what of it had no apology yet; and the facts above a file's answers."""

from datetime import datetime

from bot.services.letters import letter_of
from bot.services.visit import Visit
from flows.calendar import local_day
from flows.dossier import ENDED, READY, is_overdue
from flows.promises import is_held, promise
from storage.records import DossierRecord


def _late(record: DossierRecord, now: datetime) -> bool:
    return record.dossier.finished_at is None and is_overdue(record.dossier, now)


def standing_lines(visit: Visit, record: DossierRecord) -> list[str]:
    """Who has a file, how late it is, what was promised about it, whether its apology waits to be approved."""
    voice, dossier, now = visit.voice, record.dossier, visit.now
    lines = []
    if dossier.state not in (*ENDED, *READY):
        owner = "none" if record.owner_id is None else "self" if record.owner_id == visit.person else "other"
        lines.append(voice.say(f"desk.owner_{owner}"))
    if _late(record, now) and dossier.due_at is not None:
        days = (local_day(now) - local_day(dossier.due_at)).days
        lines.append(voice.say("desk.late", {"days": days, "apologised": dossier.promised_at is not None}))
    if dossier.finished_at is not None and dossier.due_at is not None:
        lines.append(voice.say("desk.finished", {"at": dossier.finished_at, "when": _when(record)}))
    made = promise(visit.u.dossiers.events(record.id))
    if made is not None and is_held(made, now) and dossier.state not in (*ENDED, *READY):
        lines.append(voice.say("desk.finish_by", {"until": made.until}))
    letter = letter_of(visit, record)
    if letter is not None and letter.proposed_by_official:
        lines.append(voice.say("desk.letter_waits", {"until": letter.until}))
    return lines


def _when(record: DossierRecord) -> str:
    """Whether the result came early, on time or late, by the first date (handbook §3.2)."""
    finished, due = record.dossier.finished_at, record.dossier.due_at
    if finished is None or due is None or finished > due:
        return "late"
    return "early" if local_day(finished) < local_day(due) else "on_time"
