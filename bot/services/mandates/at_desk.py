"""What an official sees of helpers in a file: who filled it in, how its owner confirmed it, who may collect."""

from bot.callbacks import Work
from bot.ports import Button
from bot.services.mandates.names import helper_name
from bot.services.mandates.rights import matter_of_file
from bot.services.visit import Visit
from flows.dossier import READY
from flows.helping import Deed, refusal
from storage.records import DossierRecord
from storage.records_mandates import MandateRecord

AREA = "mandates"


def helped_lines(visit: Visit, record: DossierRecord) -> list[str]:
    """Who filled the file in and how it was confirmed; who may collect."""
    voice = visit.voice
    sent = next((event for event in visit.u.dossiers.events(record.id) if event.kind == "sent"), None)
    lines = []
    if sent is not None and isinstance(helper := sent.data.get("helper"), int):
        name = helper_name(visit.u, visit.library, helper, voice.language)
        lines.append(voice.say(f"mandates.desk_{sent.data.get('confirmed')}", {"helper": name}))
    for mandate in collectors(visit, record):
        params = {"helper": mandate.about.helper, "id": mandate.id, "certified": mandate.mandate.certified}
        lines.append(voice.say("mandates.desk_collector", params))
    return lines


def collectors(visit: Visit, record: DossierRecord) -> tuple[MandateRecord, ...]:
    """The mandates by which somebody may collect the result now."""
    matter = matter_of_file(visit, record)
    given = visit.u.mandates.of_principal(record.person_id, visit.now)
    return tuple(one for one in given if refusal(Deed.COLLECT, one.mandate, matter, visit.now) is None)


def collect_buttons(visit: Visit, record: DossierRecord) -> list[Button]:
    """A button for each helper to whom the result, once there, may be handed."""
    if record.dossier.state not in READY:
        return []
    return [
        visit.voice.button(
            "mandates.button_collected",
            Work(AREA, "collected", one.tag, record.reference),
            {"helper": one.about.helper},
        )
        for one in collectors(visit, record)
    ]
