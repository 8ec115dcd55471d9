"""The areas of work, by name; and the one card from which each person reaches theirs."""

from collections.abc import Mapping
from datetime import datetime

from bot.callbacks import Menu, Work
from bot.ports import Button, Card, Chat
from bot.services.area import Area, Errand
from bot.services.companions import area as companions
from bot.services.discipline import area as discipline
from bot.services.guides.area import AREA as GUIDES
from bot.services.inbox.area import AREA_OF_INBOX
from bot.services.inspections import area as inspections
from bot.services.mandates.area import AREA_OF_MANDATES
from bot.services.neighbours.area import AREA as NEIGHBOURS
from bot.services.opinion import area as opinion
from bot.services.outreach.area import AREA as OUTREACH
from bot.services.plan import area as plan
from bot.services.reports import area as reports
from bot.services.roster.area import ROSTER
from bot.services.screens_work import Working
from bot.services.staffing import area as staffing
from bot.services.uploads import Upload
from bot.services.visit import Visit, pairs
from bot.services.visit import visit as visit_of
from content.catalog import Library
from storage.unit_of_work import UnitOfWork

KIND = "w"  # of attachments
AREAS: Mapping[str, Area] = {
    "roster": ROSTER,
    "discipline": discipline.AREA,
    "guides": GUIDES,
    "neighbours": NEIGHBOURS,
    "outreach": OUTREACH,
    "mandates": AREA_OF_MANDATES,
    "reports": reports.AREA,
    "staff": staffing.AREA,
    "inspections": inspections.AREA,
    "who": companions.AREA,
    "plan": plan.AREA,
    "inbox": AREA_OF_INBOX,
    "opinion": opinion.AREA,
}


def press(visit: Visit, button: Work) -> Card | None:
    """What a button of an area does; None when it is about nothing that is there (any more)."""
    area = AREAS.get(button.area)
    return area.press(visit, button) if area is not None else None


def show(visit: Visit, screen: Working) -> Card | None:
    """The screen of an area; the card of all work where it is none's."""
    if screen.area == "":
        return work(visit)
    area = AREAS.get(screen.area)
    return area.show(visit, screen) if area is not None else None


def typed(visit: Visit, text: str) -> Card | None:
    """The answer of an area to words on its screen."""
    screen = visit.screen
    area = AREAS.get(screen.area) if isinstance(screen, Working) else None
    return area.typed(visit, screen, text) if area is not None and isinstance(screen, Working) else None


def sent(visit: Visit, upload: Upload) -> Card | None:
    """The answer of an area to a photo on its screen."""
    screen = visit.screen
    area = AREAS.get(screen.area) if isinstance(screen, Working) else None
    return area.sent(visit, screen, upload) if area is not None and isinstance(screen, Working) else None


def opened(visit: Visit, code: str) -> Card | None:
    """The answer of the first area that knows a code."""
    found = (area.opened(visit, code) for area in AREAS.values())
    return next((card for card in found if card is not None), None)


def doors(visit: Visit) -> list[Button]:
    """All that this person is offered, area by area."""
    return [button for area in AREAS.values() for button in area.doors(visit)]


def work(visit: Visit) -> Card:
    """The card «Công việc»: the ways to everything this person may do beside files."""
    visit.screen = Working("")
    found = doors(visit)
    home = (visit.voice.button("dialogue.button_home", Menu("home")),)
    return visit.say("work.home" if found else "work.nothing", rows=(*pairs(found), home))


def errand(u: UnitOfWork, library: Library, chat: Chat, file_id: str, now: datetime, link: str) -> Errand | None:
    """What an attachment of an area leads to, if this chat may have it."""
    seat = u.people.at(chat.channel, chat.address)
    _, name, rest = (*file_id.split(":", 2), "", "")[:3]
    area = AREAS.get(name)
    return None if seat is None or area is None else area.file(visit_of(u, library, now, seat, link), rest)
