"""Messages to many on their way: a few a minute in decent hours, so that answers never wait; and how each reads."""

from datetime import datetime

from bot.callbacks import Work
from bot.ports import Card
from bot.services.outreach.sheet import NAME
from bot.services.pacing import OFF
from bot.services.voice import Voice
from content.catalog import Library
from flows.outreach import BATCH, Stage, finish
from flows.quiet import Audience, is_quiet
from storage.outreach import OFF_TOPIC, OutreachRecord
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

KIND = "outreach"


def send_out(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """The next letters of each message that runs; one that everybody has is finished."""
    for record in u.outreach.running():
        u.outreach.settle(record.id)
        if not is_quiet(Audience.RESIDENT, now, library.calendar):
            _next(u, record, now)
        if u.outreach.tally(record.id).waiting == 0:
            u.outreach.save(record, finish(record.letter))
            u.outreach.log(record.id, "finished", None, now, u.outreach.tally(record.id).sent)


def _next(u: UnitOfWork, record: OutreachRecord, now: datetime) -> None:
    for person in u.outreach.waiting(record.id, BATCH):
        if u.preferences.of(person).get(OFF_TOPIC) == OFF:
            u.outreach.mark(record.id, person, "out")
            continue
        u.outbox.owe(f"{KIND}:{record.id}:{person}", person, "outreach", {"outreach": record.id}, now=now)
        u.outreach.mark(record.id, person, "owed")


def message(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    """As residents read it, with the way out; None once it was stopped."""
    record = _of(u, notice)
    if record is None or record.letter.stage not in (Stage.RUNNING, Stage.FINISHED):
        return None
    seen = voice.button("outreach.button_seen", Work(NAME, "read", str(record.id)), main=True)
    out = voice.button("outreach.button_out", Work(NAME, "out", str(record.id)))
    return Card(voice.say("outreach.message", {"text": record.text}), ((seen,), (out,)), "notice", "choice")


def waits(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    """To the head: a draft waits; None once it was decided."""
    record = _of(u, notice)
    if record is None or record.letter.stage is not Stage.PROPOSED:
        return None
    open_it = voice.button("outreach.button_review", Work(NAME, "open", str(record.id)), main=True)
    return Card(voice.say("notices.outreach_waits"), ((open_it,),), "notice", "choice")


def _of(u: UnitOfWork, notice: Notice) -> OutreachRecord | None:
    number = notice.params.get("outreach")
    return u.outreach.get(number) if isinstance(number, int) else None


TOLD = {KIND: message, "outreach_waits": waits}
