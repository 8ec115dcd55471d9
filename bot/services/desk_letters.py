"""Apologies that lie ready, at the desk: the list of them, one opened, one laid before the head to be approved."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.applicants import applicant
from bot.services.desk_acts import cancel
from bot.services.dossiers import title
from bot.services.inbox.lists import desk_home
from bot.services.letters import LATE, reason_in_words, waiting
from bot.services.owing import owe_to
from bot.services.posts import holders
from bot.services.screens import DeskFile, DeskLate
from bot.services.screens_beside import DeskLetters
from bot.services.visit import Visit, pairs
from flows.apologies import PROPOSED, Letter
from flows.dossier import Role
from flows.moves import PromiseNewDate
from storage.records import DossierRecord

AS_PROPOSED = "as_proposed"
_SHOWN = 8


def letters(visit: Visit) -> Card:
    """The apologies that wait to be approved, each with a button."""
    found = waiting(visit)
    if not found:
        return desk_home(visit)
    visit.screen = DeskLetters()
    lines, buttons = [], []
    for number, record in enumerate(found[:_SHOWN], 1):
        params = {
            "number": number,
            "reference": record.reference,
            "procedure": title(visit, record),
            "due": record.dossier.due_at or "",
        }
        lines.append(visit.voice.say("ladder.letter_line", params))
        press = Desk("promise_new_date", record.reference)
        buttons.append(visit.voice.button("desk.button_line", press, params))
    listed = (visit.voice.button("desk.button_list", Desk("list")),)
    return visit.say("ladder.letters", {"count": len(found), "lines": lines}, (*pairs(buttons), listed))


def letter_card(visit: Visit, record: DossierRecord, found: Letter) -> Card:
    """The apology as it lies ready: file, new date, and the reasons to choose from."""
    visit.screen = DeskLate(record.reference)
    voice = visit.voice
    buttons = []
    if found.reason:
        press = Desk("letter", record.reference, AS_PROPOSED)
        buttons.append(voice.button("ladder.button_as_proposed", press, main=True))
    for number, reason in enumerate(LATE, 1):
        params = {"number": number, "reason": voice.say(f"words.reason_{reason}")}
        buttons.append(voice.button("desk.button_reason", Desk("letter", record.reference, reason), params))
    letter = {
        "person": applicant(record.answers),
        "reference": record.reference,
        "procedure": title(visit, record),
        "due": record.dossier.due_at or "",
        "until": found.until,
        "reason": reason_in_words(visit, found.reason) if found.reason else "",
    }
    return visit.say("ladder.letter", letter, (*pairs(buttons), *cancel(visit, record.reference)))


def propose(visit: Visit, record: DossierRecord, role: Role, what: PromiseNewDate) -> Card:
    """Lays an apology before the heads of the field; it is sent once one of them approves."""
    told = {"until": what.until.isoformat(), "reason": what.reason}
    seq = visit.u.dossiers.append(record.id, PROPOSED, visit.person, role, visit.now, told)
    about = {"promised_at": what.until.isoformat(), "reason": what.reason}
    for head in holders(visit.u, (Role.HEAD,), record.field):
        owe_to(visit.u, head, record, "apology_waiting", seq, about, visit.now)
    visit.owes = True
    visit.screen = DeskFile(record.reference)
    open_it = (visit.voice.button("desk.button_open", Desk("open", record.reference), main=True),)
    listed = (visit.voice.button("desk.button_list", Desk("list")),)
    return visit.say("ladder.proposed", {"reference": record.reference}, (open_it, listed))
