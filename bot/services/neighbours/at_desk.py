"""What came to the desk: requests that nobody accepted, and people who want to be phoned."""

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.neighbours.helping import refused, take
from bot.services.neighbours.places import NAME, at_work, button, facts, home
from bot.services.neighbours.telling import after
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.assistance import Denied, Need, phoned
from flows.authority import Act
from storage.help_requests import HelpRecord

_MOST = 8


def listed(visit: Visit) -> Card:
    """Who waits for an official, the longest first; each can be taken or ticked."""
    voice = at_work(visit)
    if may(visit, Act.ANSWER_CALL) is None:
        return visit.say("neighbours.not_helper", rows=(home(voice),))
    visit.screen = Working(NAME, "desk")
    records = visit.u.help_requests.at_desk()
    here = list(enumerate(records[:_MOST], 1))
    lines = [voice.say("neighbours.desk_line", {**facts(voice, one), **_contact(one), "number": n}) for n, one in here]
    buttons = [_button(visit, number, one) for number, one in here]
    text = voice.say("neighbours.desk", {"count": len(records), "lines": lines})
    rows = (*pairs(buttons), (button(voice, "list", "list"),), home(voice))
    return Card(text, rows, wants="choice")


def attend(visit: Visit, number: str) -> Card | None:
    """An official takes a request; one that was only for a call is done with it."""
    record = visit.u.help_requests.get(int(number)) if number.isdigit() else None
    if record is None or may(visit, Act.ANSWER_CALL) is None:
        return visit.say("neighbours.not_helper", rows=(home(at_work(visit)),))
    if record.request.need is not Need.CALL:
        return take(visit, number)
    ended = phoned(record.request)
    if isinstance(ended, Denied):
        return refused(visit, ended)
    after(visit.u, record, ended)
    visit.u.help_requests.log(record.id, "phoned", visit.person, visit.now, {})
    return above(at_work(visit).say("neighbours.phoned"), listed(visit))


def _contact(record: HelpRecord) -> dict[str, object]:
    return {"name": str(record.contact.get("name") or ""), "phone_number": str(record.contact.get("phone") or "")}


def _button(visit: Visit, number: int, record: HelpRecord) -> Button:
    label = "neighbours.button_phoned" if record.request.need is Need.CALL else "neighbours.button_attend"
    return at_work(visit).button(label, Work(NAME, "attend", str(record.id)), {"number": number})
