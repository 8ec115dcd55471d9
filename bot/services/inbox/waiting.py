"""Residents' words that wait for an answer: the list of an official, what is told of them, and when it is overdue."""

from datetime import datetime

from bot.callbacks import Work
from bot.ports import Card
from bot.services.authority import fields_for
from bot.services.inbox.choice import AREA
from bot.services.posts import people_at
from bot.services.screens_work import Working
from bot.services.visit import Visit, pairs
from bot.services.voice import Voice
from content.catalog import Library
from flows.authority import Act
from flows.escalation import Post
from flows.quiet import Audience, sendable_at
from storage.records import DossierRecord, Notice
from storage.unit_of_work import UnitOfWork

LATE = "talk_late"
_LISTED = 10


def talks(visit: Visit) -> Card | None:
    """The files of an official's fields whose residents wait, the first due first; not those of colleagues."""
    fields = fields_for(visit.u, visit.person, Act.WRITE_TO_RESIDENT)
    named = None if fields is None else tuple(sorted(fields))
    mine = [wait for wait, owner in visit.u.talks.waiting(named) if owner in (None, visit.person)]
    visit.screen = Working(AREA, "talks")
    found = [(wait, record) for wait in mine[:_LISTED] if (record := visit.u.dossiers.get(wait.dossier_id)) is not None]
    lines, buttons = [], []
    for number, (wait, record) in enumerate(found, 1):
        late = wait.due_at < visit.now
        params = {"number": number, "reference": record.reference, "until": wait.due_at, "late": late}
        lines.append(visit.voice.say("inbox.talks_line", params))
        press = Work(AREA, "talk", record.reference)
        buttons.append(visit.voice.button("desk.button_line", press, {"number": number, "reference": record.reference}))
    return visit.say("inbox.talks", {"count": len(mine), "lines": lines}, pairs(buttons))


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Tells the owner and the head once of an answer that is overdue."""
    for wait in u.talks.overdue(now):
        record = u.dossiers.get(wait.dossier_id)
        for person in people_at(u, (Post.OWNER, Post.HEAD), record) if record is not None else ():
            start = sendable_at(Audience.OFFICIAL, now, library.calendar)
            key = f"{LATE}:{wait.dossier_id}:{wait.talk_id}:{person}"
            u.outbox.owe(key, person, LATE, {}, now=now, not_before=start, dossier_id=wait.dossier_id)
        u.talks.told(wait.dossier_id)


def told(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """That somebody wrote, or that an answer is overdue; None once it is read or answered. What was written stays
    where it is: a push carries none of it."""
    record = None if notice.dossier_id is None else u.dossiers.get(notice.dossier_id)
    if record is None or not _holds(u, notice, record):
        return None
    wait, sheet = u.talks.wait_of(record.id), voice.library.procedures.get(record.procedure)
    params = {
        "reference": record.reference,
        "procedure": voice.text(sheet.title) if sheet else record.procedure,
        "until": wait.due_at if wait is not None else now,
    }
    button = voice.button(f"inbox.button_{notice.kind}", Work(AREA, "talk", record.reference), main=True)
    return Card(voice.say(f"inbox.{notice.kind}", params), ((button,),), "notice", "choice")


def _holds(u: UnitOfWork, notice: Notice, record: DossierRecord) -> bool:
    if notice.kind != "office_wrote":
        return u.talks.wait_of(record.id) is not None
    first = int(notice.dedupe.split(":")[2])  # the first message that was unread
    return all(one.talk_id < first for one in u.talks.readers(record.id) if one.person_id == notice.person_id)
