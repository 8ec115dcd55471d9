"""What every act at the desk shares: the move made with authority and state checked anew, or why it cannot be."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.desk import desk_file, for_desk
from bot.services.dossiers import state_label
from bot.services.screens import DeskFile
from bot.services.transitions import act
from bot.services.visit import Rows, Visit, above
from flows.authority import Act
from flows.dossier import Role, deadline
from flows.moves import Move
from flows.transition import Illegal
from storage.records import DossierRecord


def missing(visit: Visit, reference: str) -> Card:
    """A file that is not there, or not in this official's fields."""
    return visit.say("desk.missing", {"reference": reference})


def cancel(visit: Visit, reference: str) -> Rows:
    """Back to the file, nothing done."""
    return ((visit.voice.button("desk.button_cancel", Desk("open", reference)),),)


def impossible(visit: Visit, record: DossierRecord, role: Role, why: Illegal) -> Card:
    """An old button, or one that somebody else was quicker to press: why, who did what, then the file with what
    can be done instead."""
    voice = visit.voice
    told = voice.say("desk.impossible", {"why": voice.say(f"illegal.{why.code}", why.params)})
    last = visit.u.dossiers.events(record.id)[-1:]
    for event in last:
        code = f"states.event_{event.kind}"
        if event.actor_id != visit.person and visit.library.wording.has(code):
            what = voice.say(code, {"you": voice.say("words.role_resident")})
            told = f"{told}\n{voice.say('desk.latest', {'at': event.at, 'what': what})}"
    return above(told, desk_file(visit, record, role))


def made(visit: Visit, reference: str, what: Move, said: str) -> Card:
    """Makes the move, authority and state checked anew; `said` is the phrase that tells it was made."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    if found is None:
        return missing(visit, reference)
    record, role = found
    done = act(visit, record, what, role)
    if isinstance(done, Illegal):
        return impossible(visit, record, role, done)
    visit.screen = DeskFile(reference)
    supplement = done.dossier.supplement
    params = {
        "reference": reference,
        "state": state_label(visit, done),
        "due": deadline(done.dossier) or "",
        "until": supplement.answer_by if supplement else "",
    }
    rows = (
        (visit.voice.button("desk.button_open", Desk("open", reference), main=True),),
        (visit.voice.button("desk.button_list", Desk("list")),),
    )
    return visit.say(said, params, rows)
