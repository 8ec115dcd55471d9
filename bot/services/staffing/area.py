"""The area «Cán bộ»: its buttons and its screen, each led to where authority is looked up."""

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area, Errand
from bot.services.authority import may
from bot.services.screens_work import Working
from bot.services.staffing import deeds, inviting, leaving, members, passing, viewers
from bot.services.visit import Visit
from flows.authority import Act


def press(visit: Visit, button: Work) -> Card | None:
    """What a button of the area does."""
    match button:
        case Work(_, "home", page):
            return members.home(visit, _number(page))
        case Work(_, "one", person):
            return members.member(visit, _number(person))
        case Work(_, "invite" | "role" | "body" | "place" | "name" | "withdraw"):
            return inviting.pressed(visit, button)
        case Work(_, "end" | "end!" | "leave" | "leave!"):
            return leaving.pressed(visit, button)
        case Work(_, "hand" | "give" | "pool"):
            return passing.pressed(visit, button)
        case Work(_, "views", reference, page):
            return viewers.viewers(visit, reference, _number(page))
        case Work(_, "deeds", page):
            return deeds.deeds(visit, _number(page))
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """The screen drawn anew."""
    match screen.place:
        case "home":
            return members.home(visit, _number(screen.first))
        case "one":
            return members.member(visit, _number(screen.first))
        case "invite" | "body" | "places" | "name":
            return inviting.show(visit, screen)
        case "hand":
            return passing.choose(visit, screen.first)
        case "views":
            return viewers.viewers(visit, screen.first, _number(screen.second))
        case "deeds":
            return deeds.deeds(visit, _number(screen.first))
    return None


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """The name of whoever is invited."""
    return inviting.named(visit, screen, text) if screen.place == "name" else None


def doors(visit: Visit) -> list[Button]:
    """For those who appoint, and those who read what was done."""
    found = []
    if may(visit, Act.APPOINT) is not None:
        found.append(visit.voice.button("staff.button_home", Work("staff", "home")))
    if may(visit, Act.READ_ACTS) is not None:
        found.append(visit.voice.button("staff.button_deeds", Work("staff", "deeds")))
    return found


def file(visit: Visit, rest: str) -> Errand | None:
    """The QR of an invitation."""
    return inviting.qr(visit, rest)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0


AREA = Area(press=press, show=show, typed=typed, doors=doors, file=file)
