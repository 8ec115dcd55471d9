"""The call and visit list at the desk: by hamlet, of an official's fields; each look is logged."""

from itertools import groupby

from bot.callbacks import Desk
from bot.ports import Button, Card
from bot.services.call_lists import Entry, entries, fields_of
from bot.services.call_words import sentences
from bot.services.desk import for_desk
from bot.services.desk_acts import missing
from bot.services.inbox.lists import desk_home
from bot.services.reach import told_in_person
from bot.services.screens_beside import DeskCalls
from bot.services.visit import Visit, above, pairs
from flows.authority import Act

_PAGE = 6


def calls(visit: Visit, page: int = 0) -> Card:
    """Who is to be told in person: where, what, since when, with a button for each that takes them off the list."""
    fields = fields_of(visit.u, visit.person)
    if fields is not None and not fields:
        return visit.say("desk.not_staff")
    found = entries(visit.u, visit.library, fields)
    here = list(enumerate(found, 1))[page * _PAGE : (page + 1) * _PAGE]
    if not here:
        return above(visit.voice.say("calls.none"), desk_home(visit)) if page == 0 else calls(visit)
    visit.screen = DeskCalls(str(page))
    lines, buttons = [], []
    for hamlet, group in groupby(here, key=lambda one: one[1].hamlet):
        lines.append(visit.voice.say("calls.hamlet", {"hamlet": hamlet}))
        for number, entry in group:
            visit.u.views.log(visit.person, entry.record.id, "call_list", "handling", visit.now)
            lines.append(_line(visit, number, entry))
            buttons.extend(_buttons(visit, number, entry))
    more = (visit.voice.button("desk.button_more", Desk("calls", "", str(page + 1))),) if found[here[-1][0] :] else ()
    listed = (*more, visit.voice.button("desk.button_list", Desk("list")))
    text = visit.voice.say("calls.card", {"count": len(found), "lines": lines})
    return Card(text, (*pairs(buttons), listed), wants="choice")


def told(visit: Visit, reference: str) -> Card:
    """An official phoned or visited somebody of the list: they are off it, and the rest is shown."""
    found = for_desk(visit, reference, Act.REACH_RESIDENT)
    if found is None:
        return missing(visit, reference)
    page = int(visit.screen.page) if isinstance(visit.screen, DeskCalls) and visit.screen.page.isdigit() else 0
    done = told_in_person(visit.u, *found, visit.person, visit.now)
    said = visit.voice.say("calls.told" if done else "calls.already", {"reference": reference})
    return above(said, calls(visit, page))


def _line(visit: Visit, number: int, entry: Entry) -> str:
    params = {
        "number": number,
        "reference": entry.record.reference,
        "name": entry.name,
        "phone_number": entry.phone,
        "since": entry.since,
        "say": " ".join(sentences(visit.voice, entry, visit.now)),
    }
    return visit.voice.say("calls.line", params)


def _buttons(visit: Visit, number: int, entry: Entry) -> list[Button]:
    reference, params = entry.record.reference, {"number": number, "reference": entry.record.reference}
    opened = visit.voice.button("calls.button_open", Desk("open", reference), params)
    return [opened, visit.voice.button("calls.button_told", Desk("told", reference, "list"), params)]
