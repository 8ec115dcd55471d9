"""A resident's files: the list of them, and how each is called."""

from bot.callbacks import Menu
from bot.ports import Attachment, Card
from bot.services.screens import Files
from bot.services.standing import unfinished
from bot.services.visit import Visit, pairs
from storage.records import DossierRecord


def qr(visit: Visit, record: DossierRecord) -> Card:
    """The QR of a file's code (F30), drawn only for those who want it: look-up address and code, nothing personal."""
    code = Attachment(f"qr:{record.reference}", f"{record.reference}.png", "image/png")
    back = (visit.voice.button("dialogue.button_file", Menu("file", record.reference), main=True),)
    return Card(visit.voice.say("dialogue.qr", {"reference": record.reference}), (back,), files=(code,))


def files(visit: Visit) -> Card:
    """My files, newest first; each opens with a tap."""
    voice = visit.voice
    visit.screen = Files()
    own = (one for one in visit.u.dossiers.of_person(visit.person) if one.person_id == visit.person)
    records = sorted(own, key=lambda one: one.dossier.submitted_at, reverse=True)
    back = (voice.button("dialogue.button_home", Menu("home")),)
    if not records:
        return visit.say("dialogue.files_none", rows=(*((one,) for one in unfinished(visit, 1)), back))
    lines, buttons = [voice.say("dialogue.files")], []
    for number, record in enumerate(records[:9], 1):
        params = {
            "number": number,
            "reference": record.reference,
            "procedure": title(visit, record),
            "state": state_label(visit, record),
        }
        lines.append(voice.say("dialogue.file_line", params))
        buttons.append(voice.button("dialogue.button_open_file", Menu("file", record.reference), params))
    waiting = [(one,) for one in unfinished(visit, len(buttons) + 1)]
    return Card("\n".join(lines), (*pairs(buttons), *waiting, back), wants="choice")


def title(visit: Visit, record: DossierRecord) -> str:
    """The title of a dossier's procedure."""
    sheet = visit.library.procedures.get(record.procedure)
    return visit.voice.text(sheet.title) if sheet else record.procedure


def state_label(visit: Visit, record: DossierRecord) -> str:
    """The state in official words."""
    return visit.voice.say(f"states.{record.dossier.state}")
