"""A resident's side: who helps me, what I agreed to, taking it back in one tap, and whether it is done."""

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.neighbours.places import NAME, button, facts, hamlet_name, helper_name, home
from bot.services.neighbours.telling import after, owe
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.assistance import Denied, Purpose, Request, Stage, answer, cancel, withdraw
from flows.authority import Act
from storage.help_requests import HelpRecord


def mine(visit: Visit) -> Card:
    """What was asked for, who has it, what they may see; and the agreement to be visited."""
    visit.screen = Working(NAME, "mine")
    voice = visit.voice
    records = visit.u.help_requests.of_person(visit.person)
    lines = [_line(visit, number, record) for number, record in enumerate(records, 1)]
    buttons = [one for number, record in enumerate(records, 1) for one in _buttons(visit, number, record)]
    agreed = visit.u.hamlet_rounds.of_person(visit.person)
    visits = {"hamlet": hamlet_name(voice, agreed.hamlet) if agreed else ""}
    last = "visits_off" if agreed is not None else "visits_on"
    rows = (
        *pairs(buttons),
        (button(voice, "ask", "ask"),),
        (button(voice, last, last, danger=agreed is not None),),
        home(voice),
    )
    return Card(voice.say("neighbours.mine", {"lines": lines, **visits}), rows, wants="choice")


def end(visit: Visit, number: str) -> Card | None:
    """No help is needed any more, or the consent is taken back: nobody sees the contact from now on."""
    record = _own(visit, number)
    return None if record is None else _become(visit, record, cancel(record.request, visit.person), "cancelled")


def unshare(visit: Visit, number: str) -> Card | None:
    """The helper sees no files any more, and helps on."""
    record = _own(visit, number)
    if record is None:
        return None
    return _become(visit, record, withdraw(record.request, visit.person, Purpose.PROGRESS), "unshared")


def settle(visit: Visit, number: str, is_done: bool) -> Card | None:
    """The resident says whether it is done."""
    record = _own(visit, number)
    if record is None:
        return None
    made = answer(record.request, visit.person, is_done, visit.now, visit.library.calendar)
    return _become(visit, record, made, "confirmed" if is_done else "not_done")


def _become(visit: Visit, record: HelpRecord, made: Request | Denied, kind: str) -> Card:
    if isinstance(made, Denied):
        return above(visit.voice.say(f"neighbours.mine_{made.code}"), mine(visit))
    now = after(visit.u, record, made)
    visit.u.help_requests.log(record.id, kind, visit.person, visit.now, {})
    told = {"cancelled": "help_cancelled", "not_done": "help_not_done"}.get(kind)
    if told is not None and record.request.helper is not None:
        owe(visit.u, told, record.request.helper, now, visit.now)
        visit.owes = True
    return above(visit.voice.say(f"neighbours.{kind}"), mine(visit))


def _own(visit: Visit, number: str) -> HelpRecord | None:
    if may(visit, Act.ASK_HELP) is None:
        return None
    record = visit.u.help_requests.get(int(number)) if number.isdigit() else None
    return record if record is not None and record.request.resident == visit.person else None


def _line(visit: Visit, number: int, record: HelpRecord) -> str:
    voice, request = visit.voice, record.request
    helper = helper_name(visit.u, voice, request.helper) if request.helper is not None else ""
    params = {
        **facts(voice, record),
        "number": number,
        "stage": voice.say(f"neighbours.stage_{request.stage}", {"helper": helper}),
        "contact": Purpose.CONTACT in request.shares,
        "progress": Purpose.PROGRESS in request.shares,
    }
    return voice.say("neighbours.mine_line", params)


def _buttons(visit: Visit, number: int, record: HelpRecord) -> list[Button]:
    voice, id, params = visit.voice, str(record.id), {"number": number}
    found = [voice.button("neighbours.button_cancel", Work(NAME, "cancel", id), params)]
    if Purpose.PROGRESS in record.request.shares:
        found.append(voice.button("neighbours.button_unshare", Work(NAME, "unshare", id), params))
    if record.request.stage is Stage.DONE:
        confirm = voice.button("neighbours.button_confirm", Work(NAME, "done", id), main=True)
        found = [confirm, voice.button("neighbours.button_not_yet", Work(NAME, "notyet", id)), *found]
    return found
