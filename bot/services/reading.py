"""Reading proven: a resident taps under a notice, or an official has told them in person."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services import desk_calls, reach
from bot.services.desk import desk_file, for_desk
from bot.services.desk_acts import missing
from bot.services.dossiers import state_label
from bot.services.showing import show
from bot.services.visit import Visit, above
from flows.authority import Act
from storage.records import DossierRecord


def tapped(visit: Visit, record: DossierRecord) -> None:
    """The owner pressed a button of a file, whose answer tells where it stands: all that was sent about it is known."""
    visit.u.reach.read_file(record.id, visit.now, "tap")


def seen(visit: Visit, record: DossierRecord) -> Card:
    """Thanks, the state in one line, and what the person has before them."""
    params = {"reference": record.reference, "state": state_label(visit, record)}
    return above(visit.voice.say("reach.seen", params), show(visit))


def told_in_person(visit: Visit, reference: str) -> Card:
    """An official phoned or visited: nothing more need be done about what was not read."""
    found = for_desk(visit, reference, Act.REACH_RESIDENT)
    if found is None:
        return missing(visit, reference)
    reach.told_in_person(visit.u, *found, visit.person, visit.now)
    return above(visit.voice.say("reach.told"), desk_file(visit, *found))


def in_person(visit: Visit, action: Desk) -> Card:
    """Residents told by phone or at home: the list of them, and one taken off it."""
    match action:
        case Desk("told", reference, "list"):
            return desk_calls.told(visit, reference)
        case Desk("told", reference):
            return told_in_person(visit, reference)
    return desk_calls.calls(visit, int(action.first) if action.first.isdigit() else 0)
