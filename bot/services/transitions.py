"""Moving a dossier: the move, its event and the notices it owes are written in one transaction."""

from bot.ports import Card
from bot.services.owing import owe, owe_desk
from bot.services.visit import Visit
from flows.dossier import Role
from flows.moves import Move
from flows.transition import Illegal, move
from storage.records import DossierRecord


def act(visit: Visit, record: DossierRecord, what: Move, role: Role) -> DossierRecord | Illegal:
    """Makes a move in the name of this person; an illegal one is a value that says why.

    Raises Conflict when somebody else moved the dossier in between: the turn is then done once more.
    """
    moved = move(record.dossier, what, role, visit.now, visit.library.law)
    if isinstance(moved, Illegal):
        return moved
    saved = visit.u.dossiers.save(record, moved.dossier, visit.now)
    seq = visit.u.dossiers.append(record.id, moved.event, visit.person, role, visit.now, moved.data)
    visit.owes = True
    if moved.notice:
        owe(visit.u, saved, moved.notice, seq, moved.data, visit.now)
    if moved.alert:
        owe_desk(visit.u, saved, moved.alert, seq, visit.now)
    return saved


def refused(visit: Visit, why: Illegal) -> Card:
    """A move that may not be made: why, in words."""
    reason = visit.voice.say(f"illegal.{why.code}", why.params)
    return visit.say("dialogue.move_refused", {"why": reason})
