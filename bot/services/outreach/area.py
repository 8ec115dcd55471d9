"""Messages to many as an area of work, and the two taps of a resident: read it, or want no more of them."""

from collections.abc import Callable, Sequence

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.authority import may
from bot.services.neighbours.places import at_work
from bot.services.outreach import sheet, writing
from bot.services.outreach.sending import KIND
from bot.services.outreach.sheet import NAME
from bot.services.pacing import OFF, ON
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.authority import Act
from storage.outreach import OFF_TOPIC, OutreachRecord

_ON_ONE: dict[str, Callable[[Visit, OutreachRecord], Card]] = {
    "open": sheet.opened,
    "log": sheet.logged,
    "propose": writing.hand_on,
    "drop": writing.throw_away,
    "stop": writing.halt,
}


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area, from whatever card and whoever's hand."""
    match button:
        case Work(verb="home"):
            return sheet.home(visit)
        case Work(verb="write"):
            return writing.groups(visit)
        case Work(verb="group", first=group):
            return writing.which(visit, group)
        case Work(verb="text", first=group, second=which):
            return writing.text(visit, group, which)
        case Work(verb="read", first=number):
            return _read(visit, number)
        case Work(verb="out" | "in" as verb):
            return _choose(visit, OFF if verb == "out" else ON)
    record = _record(visit, button.first)
    if record is None:
        return None
    if button.verb == "approve":
        return writing.let_go(visit, record, button.second)
    return _ON_ONE[button.verb](visit, record) if button.verb in _ON_ONE else None


def show(visit: Visit, screen: Working) -> Card | None:
    """The place that was open, drawn anew."""
    match screen.place:
        case "group":
            return writing.groups(visit)
        case "which":
            return writing.which(visit, screen.first)
        case "text":
            return writing.text(visit, screen.first, screen.second)
        case "open":
            record = _record(visit, screen.first)
            return sheet.opened(visit, record) if record is not None else sheet.home(visit)
    return sheet.home(visit)


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """The words of a message."""
    return writing.written(visit, screen, text) if screen.place == "text" else None


def doors(visit: Visit) -> Sequence[Button]:
    """Who drafts, approves or reads them."""
    if may(visit, Act.READ_OUTREACH) is None:
        return ()
    return (at_work(visit).button("outreach.button", Work(NAME, "home")),)


def _read(visit: Visit, number: str) -> Card:
    """Counted as read, once a person."""
    if number.isdigit():
        visit.u.outreach.read(int(number), visit.person, visit.now)
    return visit.say("outreach.seen", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def _choose(visit: Visit, choice: str) -> Card:
    """Kept for ever; what waits already is not sent. What the law wants told is sent as ever."""
    visit.u.preferences.put(visit.person, OFF_TOPIC, choice)
    if choice == OFF:
        for notice in visit.u.outbox.pending_of(visit.person):
            if notice.kind == KIND:
                visit.u.outbox.drop(notice.id, "muted")
    back = "outreach.button_in" if choice == OFF else "outreach.button_out"
    again = (visit.voice.button(back, Work(NAME, "in" if choice == OFF else "out")),)
    rows = (again, (visit.voice.button("dialogue.button_home", Menu("home")),))
    return visit.say("outreach.out" if choice == OFF else "outreach.in", rows=rows)


def _record(visit: Visit, number: str) -> OutreachRecord | None:
    return visit.u.outreach.get(int(number)) if number.isdigit() else None


AREA = Area(press, show, typed=typed, doors=doors)
