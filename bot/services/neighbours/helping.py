"""What a helper does: accept a request, see whom they help and what is missing, hand it back, tick it as done."""

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.neighbours.places import NAME, about_words, at_work, button, facts, home
from bot.services.neighbours.progress import Neighbour, neighbours, standing
from bot.services.neighbours.telling import after, near, owe, tell_desk, tell_near
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above
from flows.assistance import Denied, Stage, accept, hand_back, tick
from flows.authority import Act
from flows.dossier import Role
from storage.help_requests import HelpRecord

_PAGE = 8


def theirs(visit: Visit, number: str) -> HelpRecord | None:
    """A request that this person may work on: near by for a helper, any for an official."""
    record = visit.u.help_requests.get(int(number)) if number.isdigit() else None
    if record is None:
        return None
    helps = may(visit, Act.HELP_NEIGHBOUR, hamlet=record.hamlet) or may(visit, Act.ANSWER_CALL)
    return record if helps is not None else None


def take(visit: Visit, number: str) -> Card | None:
    """The first one has it, and sees the contact; the others are told that it is taken."""
    record = theirs(visit, number)
    if record is None:
        return _not_yours(visit)
    taken = accept(record.request, visit.person, visit.now, visit.library.calendar)
    if isinstance(taken, Denied):
        return refused(visit, taken)
    now = after(visit.u, record, taken)
    visit.u.help_requests.log(record.id, "taken", visit.person, visit.now, {})
    owe(visit.u, "help_taken", taken.resident, now, visit.now)
    visit.owes = True
    return above(at_work(visit).say("neighbours.taken"), one(visit, f"r{record.id}") or listed(visit))


def back(visit: Visit, number: str) -> Card | None:
    """It is given back: the others are asked anew, or the desk."""
    record = theirs(visit, number)
    if record is None:
        return _not_yours(visit)
    others = bool(near(visit.u, record.hamlet, visit.person))
    given = hand_back(record.request, visit.person, others, visit.now, visit.library.calendar)
    if isinstance(given, Denied):
        return refused(visit, given)
    now = after(visit.u, record, given)
    visit.u.help_requests.log(record.id, "handed_back", visit.person, visit.now, {})
    if given.stage is Stage.OPEN:
        tell_near(visit.u, now, visit.person, visit.now)
    else:
        tell_desk(visit.u, now, visit.now)
        owe(visit.u, "help_to_desk", given.resident, now, visit.now)
    visit.owes = True
    return above(at_work(visit).say("neighbours.handed_back"), listed(visit))


def done(visit: Visit, number: str) -> Card | None:
    """It is done; the resident is asked whether that is so."""
    record = theirs(visit, number)
    if record is None:
        return _not_yours(visit)
    ticked = tick(record.request, visit.person, visit.now, visit.library.calendar)
    if isinstance(ticked, Denied):
        return refused(visit, ticked)
    now = after(visit.u, record, ticked)
    visit.u.help_requests.log(record.id, "ticked", visit.person, visit.now, {})
    owe(visit.u, "help_done", ticked.resident, now, visit.now)
    visit.owes = True
    return above(at_work(visit).say("neighbours.ticked"), listed(visit))


def listed(visit: Visit, page: str = "0") -> Card:
    """«Bà con của tôi»: everybody who agreed, with what is missing and what is due."""
    if may(visit, Act.HELP_NEIGHBOUR) is None and may(visit, Act.ANSWER_CALL) is None:
        return _not_yours(visit)
    voice, at = at_work(visit), int(page) if page.isdigit() else 0
    known = neighbours(visit.u, visit.person, visit.now)
    here = list(enumerate(known, 1))[at * _PAGE : (at + 1) * _PAGE]
    visit.screen = Working(NAME, "list", str(at) if here else "0")
    lines, rows = [], []
    for number, person in here:
        _look(visit, person)
        lines.append(
            voice.say("neighbours.line", {"number": number, "name": person.name, "files": _brief(visit, person)})
        )
        label = {"number": number, "name": person.name}
        rows.append((voice.button("neighbours.button_open", Work(NAME, "one", person.key), label),))
    more = (
        [voice.button("neighbours.button_more", Work(NAME, "list", str(at + 1)))] if known[(at + 1) * _PAGE :] else []
    )
    text = voice.say("neighbours.list", {"count": len(known), "lines": lines})
    aside = (*more, *_round(visit))
    return Card(text, (*rows, *((aside,) if aside else ()), home(voice)), wants="choice")


def one(visit: Visit, key: str) -> Card | None:
    """One neighbour: how to reach them, how their files stand, and what may be done."""
    found = next((one for one in neighbours(visit.u, visit.person, visit.now) if one.key == key), None)
    if found is None or (may(visit, Act.HELP_NEIGHBOUR) is None and may(visit, Act.ANSWER_CALL) is None):
        return None
    _look(visit, found)
    visit.screen = Working(NAME, "one", key)
    record = visit.u.help_requests.get(int(key[1:])) if key.startswith("r") else None
    params = {
        **(facts(at_work(visit), record) if record is not None else {"need": "", "about": "", "hamlet": ""}),
        "name": found.name,
        "phone_number": found.phone,
        "files": standing(at_work(visit), found),
        "collects": found.collects,
    }
    return Card(at_work(visit).say("neighbours.one", params), _acts(visit, found, record), wants="choice")


def refused(visit: Visit, why: Denied) -> Card:
    """Why a button does nothing any more, above what the helper has to do."""
    return above(at_work(visit).say(f"neighbours.denied_{why.code}"), listed(visit))


def _acts(visit: Visit, found: Neighbour, record: HelpRecord | None) -> Rows:
    voice = at_work(visit)
    call = ((Button(voice.say("neighbours.button_call", {"number": found.phone}), link=f"tel:{found.phone}"),),)
    rows: Rows = call if found.phone else ()
    if record is not None and record.request.stage is Stage.TAKEN:
        id = str(record.id)
        rows = (*rows, (button(voice, "tick", "tick", id, main=True), button(voice, "back", "back", id)))
    about = record.about if record is not None else ""
    if about in visit.library.procedures:
        title = {"procedure": about_words(voice, about)}
        rows = (*rows, (voice.button("neighbours.button_about", Menu("about", about), title),))
    if record is None:
        rows = (*rows, (voice.button("neighbours.button_mandates", Work("mandates", "open", found.key[1:])),))
    return (*rows, (button(voice, "list", "list"),))


def _brief(visit: Visit, person: Neighbour) -> list[str]:
    return standing(at_work(visit), person)[:3]


def _look(visit: Visit, person: Neighbour) -> None:
    """Every look at a neighbour's file is logged, as an official's is."""
    for record in person.files:
        visit.u.views.log(visit.person, record.id, "neighbours", "helping", visit.now)


def _round(visit: Visit) -> list[Button]:
    helper = may(visit, Act.HELP_NEIGHBOUR) is Role.HELPER
    return [button(at_work(visit), "round", "round")] if helper else []


def _not_yours(visit: Visit) -> Card:
    return visit.say("neighbours.not_helper", rows=(home(at_work(visit)),))
