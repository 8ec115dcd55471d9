"""The digest of the morning: all that is overdue for one official, in one message with a button for each file."""

from datetime import datetime

from bot.callbacks import Desk
from bot.ports import Button, Card
from bot.services.forms import form_at_work
from bot.services.inbox import morning
from bot.services.ladder import late_files, overdue_of, watched
from bot.services.posts import people_at
from bot.services.visit import pairs
from bot.services.voice import Voice
from flows.calendar import local_day
from flows.dossier import Role, deadline
from flows.escalation import Post
from flows.promises import broken_times, is_held, promise
from flows.watched import Watched, answer_by
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

_SHOWN = 8


def digest(u: UnitOfWork, voice: Voice, person: int, now: datetime) -> Card | None:
    """What is overdue for this person now; None when nothing is."""
    late = overdue_of(u, voice.library, person, now)
    if not late:
        return None
    params = {
        "chairman": _is_chairman(u, person),
        "count": len(late),
        "lines": [_line(voice, number, *one, now) for number, one in enumerate(late[:_SHOWN], 1)],
        "more": len(late) - len(late[:_SHOWN]),
        "running": any(deadline(record.dossier) is not None for record, _ in late),
        "promised": _promised(u, person, now),
    }
    buttons = [
        voice.button("desk.button_line", Desk("open", one.reference), {"number": n, "reference": one.reference})
        for n, (one, _) in enumerate(late[:_SHOWN], 1)
    ]
    listed = (voice.button("desk.button_list", Desk("list")),)
    said, ways = _day(u, voice, person, now)
    text = voice.say("notices.overdue", params)
    return Card(f"{text}\n\n{said}" if said else text, (*pairs(buttons), *pairs(ways), listed), "notice", "choice")


def _day(u: UnitOfWork, voice: Voice, person: int, now: datetime) -> tuple[str, list[Button]]:
    """What else the day of an official begins with: the morning's message, told in this one."""
    if _is_chairman(u, person):
        return "", []
    found = morning.morning_of(u, voice.library, person, now)
    said = morning.lines(voice, found, without_red=True)
    return "\n".join(said), morning.buttons(voice, found) if said else []


def _line(voice: Voice, number: int, record: DossierRecord, file: Watched, now: datetime) -> str:
    sheet = voice.library.procedures.get(record.procedure)
    what = voice.text(sheet.title) if sheet else record.procedure
    end = deadline(record.dossier)
    if end is None:
        last = answer_by(file, voice.library.law)
        new = {"number": number, "reference": record.reference, "procedure": what, "answer_by": last or now}
        return voice.say("ladder.line_new", new)
    params = {
        "number": number,
        "reference": record.reference,
        "procedure": what,
        "due": end,
        "days": (local_day(now) - local_day(end)).days,
        "apologised": record.dossier.promised_at is not None,
        "broken": broken_times(file.happenings),
    }
    return voice.say("ladder.line", params)


def _promised(u: UnitOfWork, person: int, now: datetime) -> int:
    """How many more are overdue, of which an official has said when they will be done."""
    held = 0
    for record in late_files(u, now):
        file, end = watched(u, record), deadline(record.dossier)
        past = end is not None and local_day(end) < local_day(now)
        if past and is_held(promise(file.happenings), now) and person in people_at(u, tuple(Post), record):
            held += 1
    return held


def _is_chairman(u: UnitOfWork, person: int) -> bool:
    return form_at_work([staff.role for staff in u.staff.of(person)], "") in (
        Role.CHAIRMAN.value,
        Role.VICE_CHAIRMAN.value,
    )
