"""A forgotten PIN taken away at the desk, by an official of the file's field; it is written down who did it."""

from bot.callbacks import Desk, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.companions.boxes import AREA
from bot.services.visit import Visit
from flows.authority import Act
from storage.records import DossierRecord

RESET = "pin_reset"


def reset_button(visit: Visit, record: DossierRecord) -> list[Button]:
    """At the desk, where the person of a file stands before the official and has forgotten it."""
    if may(visit, Act.RESET_PIN, record) is None:
        return []
    if not any(one.pin for one in visit.u.companions.of_person(record.person_id)):
        return []
    return [visit.voice.button("who.button_reset", Work(AREA, "reset", record.reference))]


def reset(visit: Visit, reference: str) -> Card:
    """Takes the PIN away; who did it for whom is written down."""
    record = visit.u.dossiers.by_reference(reference)
    if record is None or may(visit, Act.RESET_PIN, record) is None:
        return visit.say("desk.missing", {"reference": reference})
    for one in visit.u.companions.of_person(record.person_id):
        visit.u.companions.set_pin(one, "")
    visit.u.acts.log(RESET, visit.person, visit.now, {"reference": reference}, record.person_id)
    back = ((visit.voice.button("desk.button_open", Desk("open", reference), main=True),),)
    return visit.say("who.reset", {"reference": reference}, back)
