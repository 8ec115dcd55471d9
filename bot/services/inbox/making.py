"""Held moves whose time has come (F46): made by the clock, authority and state looked up anew, and what was told."""

from datetime import datetime

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.authority import posts, subject
from bot.services.inbox.together import LABELS
from bot.services.transitions import keep
from bot.services.visit import pairs
from bot.services.voice import Voice
from content.catalog import Library
from flows.authority import Act, permitted
from flows.batches import TOGETHER
from flows.quiet import Audience, sendable_at
from flows.transition import Illegal, Moved, move
from storage.held import HeldMove
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

KIND = "batch_done"


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Makes what is due, each file on its own terms, and owes who confirmed it one message for all of them."""
    due = u.held.due(now)
    for held in due:
        _make(u, library, held, now)
    for batch, person in dict.fromkeys((one.batch, one.person_id) for one in due):
        start = sendable_at(Audience.OFFICIAL, now, library.calendar)
        u.outbox.owe(f"{KIND}:{batch}", person, KIND, {"batch": batch}, now=now, not_before=start)


def _make(u: UnitOfWork, library: Library, held: HeldMove, now: datetime) -> None:
    """Makes one, or notes why not; settled first, so that what somebody undid at the same moment is never made."""
    record = u.dossiers.get(held.dossier_id)
    if record is None or record.revision != held.revision:
        u.held.settle(held.id, "refused", "changed")
        return
    role = permitted(posts(u, held.person_id), Act.MOVE_FILE, subject(held.person_id, record))
    if role is None or held.move not in TOGETHER:
        u.held.settle(held.id, "refused", "no_right")
        return
    match move(record.dossier, TOGETHER[held.move], role, now, library.law):
        case Illegal():
            u.held.settle(held.id, "refused", "not_now")
        case Moved() as moved:
            if u.held.settle(held.id, "made"):
                keep(u, library, record, moved, held.person_id, role, now)


def told(u: UnitOfWork, voice: Voice, notice: Notice, _: datetime) -> Card | None:
    """What was done and what not and why; the files that were left as they are can be opened."""
    code = notice.params.get("batch")
    settled = [one for one in u.held.of_batch(str(code)) if one.state in ("made", "refused")]
    if not settled:
        return None
    names = {one.id: record.reference for one in settled if (record := u.dossiers.get(one.dossier_id)) is not None}
    left = [names[one.id] for one in settled if one.state == "refused" and one.id in names]
    label = LABELS.get(settled[0].move)
    params = {
        "move": voice.say(label) if label else settled[0].move,
        "made": [names.get(one.id, "") for one in settled if one.state == "made"],
        "left": [
            voice.say(
                "inbox.batch_left", {"reference": names.get(one.id, ""), "why": voice.say(f"inbox.why_{one.why}")}
            )
            for one in settled
            if one.state == "refused"
        ],
    }
    buttons = [
        voice.button("desk.button_line", Desk("open", reference), {"number": number, "reference": reference})
        for number, reference in enumerate(left, 1)
    ]
    listed = (voice.button("desk.button_list", Desk("list")),)
    return Card(voice.say("inbox.batch_done", params), (*pairs(buttons), listed), "notice", "choice")
