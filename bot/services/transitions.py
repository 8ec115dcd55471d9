"""Moving a dossier: the move, its event and the notices it owes are written in one transaction."""

from datetime import datetime

from bot.callbacks import Menu
from bot.ports import Button, Card
from bot.services.owing import DESK_ROLES, owe, owe_desk
from bot.services.rating import ask
from bot.services.visit import Visit, pairs
from content.catalog import Library
from flows.answers import Data
from flows.dossier import Role, State
from flows.moves import Move
from flows.quiet import Audience, sendable_at
from flows.rules import complaint_reminder
from flows.transition import Illegal, Moved, move
from flows.waking import late_from
from flows.watched import Watched
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

# What a resident can do instead of what may not be done: the move and its button.
_INSTEAD = {
    "complete": ("file.button_send_paper", "supplement"),
    "correct": ("file.button_correct", "correct"),
    "carry_on": ("file.button_carry_on", "goon"),
    "withdraw": ("dialogue.button_withdraw", "withdraw"),
}


def act(visit: Visit, record: DossierRecord, what: Move, role: Role) -> DossierRecord | Illegal:
    """Makes a move in the name of this person; an illegal one is a value that says why.

    Raises Conflict when somebody else moved the dossier in between: the turn is then done once more.
    """
    moved = move(record.dossier, what, role, visit.now, visit.library.law)
    if isinstance(moved, Illegal):
        return moved
    visit.owes = True
    return keep(visit.u, visit.library, record, moved, visit.person, role, visit.now)


def keep(
    u: UnitOfWork,
    library: Library,
    record: DossierRecord,
    moved: Moved,
    actor: int | None,
    role: Role,
    now: datetime,
    at: datetime | None = None,
) -> DossierRecord:
    """Writes down a move with its event and all that it owes; raises Conflict when the dossier moved meanwhile.

    `at` is when it was made, if that is not now.
    """
    saved = u.dossiers.save(record, moved.dossier, now)
    if actor is not None and role in DESK_ROLES and saved.owner_id is None:
        saved = u.dossiers.assign(saved, actor, now)  # the first official to move a file owns it
    seq = u.dossiers.append(record.id, moved.event, actor, role, at or now, moved.data)
    if saved.dossier.state is State.CHO_TIEP_NHAN:
        came = Watched(record.id, saved.dossier, u.dossiers.events(record.id))
        u.waking.late_file(record.id, late_from(came, library.law))
    if moved.notice:
        owe(u, saved, moved.notice, seq, moved.data, now)
    if moved.alert:
        owe_desk(u, saved, moved.alert, seq, now)
    if moved.event == "hand_over":
        ask(u, library, saved, now)
    _remind_of_complaint(u, library, saved, moved.data.get("complain_by"), now)
    return saved


def _remind_of_complaint(u: UnitOfWork, library: Library, record: DossierRecord, until: Data, now: datetime) -> None:
    """A last word before the right to complain ends (N13): owed now, for later nobody looks at an ended dossier."""
    if not isinstance(until, str):
        return
    law, last = library.law, datetime.fromisoformat(until)
    at = complaint_reminder(last, law.of(record.dossier), law.calendar)
    u.outbox.owe(
        f"complaint_ends:{record.id}:{record.person_id}",
        record.person_id,
        "complaint_ends",
        {"complain_by": until},
        now=now,
        not_before=sendable_at(Audience.RESIDENT, at, law.calendar),
        dossier_id=record.id,
        expires_at=last,
    )


def refused(visit: Visit, why: Illegal, record: DossierRecord) -> Card:
    """A resident's move that may not be made: why, in words, and as buttons what can be done instead."""
    voice = visit.voice
    reason = voice.say(f"illegal.{why.code}", why.params)
    buttons: list[Button] = [
        voice.button(_INSTEAD[name][0], Menu(_INSTEAD[name][1], record.reference))
        for name in why.instead
        if name in _INSTEAD
    ]
    sheet = visit.sheet(record.procedure) if why.code == "ended" else None
    if sheet is not None:
        anew = {"procedure": voice.text(sheet.title)}
        buttons.append(voice.button("dialogue.button_go_on", Menu("about", sheet.key), anew))
    see = (voice.button("dialogue.button_file", Menu("file", record.reference), main=True),)
    rest = (
        voice.button("dialogue.button_official", Menu("official")),
        voice.button("dialogue.button_home", Menu("home")),
    )
    return visit.say("dialogue.move_refused", {"why": reason}, (see, *pairs(buttons), rest))
