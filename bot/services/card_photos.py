"""Photos of identity cards: read where one is awaited, never kept, removed from the conversation on request (N12)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.callbacks import Menu
from bot.ports import Card, Chat
from bot.services import standing
from bot.services.screens import Filling
from bot.services.showing import show
from bot.services.visit import Visit, above, visit
from content.catalog import Library
from flows.answers import Data
from flows.cards import wanted
from flows.events import CardRead, CardUnread
from flows.identity import UNREAD, IdentityCard, parse_card
from flows.kinds import Refusal
from storage.unit_of_work import UnitOfWork

# Telegram lets a bot delete messages of the last 48 hours: https://core.telegram.org/bots/api#deletemessage
REMOVABLE = timedelta(hours=47)
_MOST = 10  # photos that are remembered: an album
_KEPT = "card_photos"


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """A photo sent where a card could answer: what was read off it; `message` is the channel's name for it."""

    found: IdentityCard | Refusal
    message: str = ""

    @property
    def event(self) -> CardRead | CardUnread:
        """What it is to the conversation."""
        found = self.found
        return CardRead(found) if isinstance(found, IdentityCard) else CardUnread(found.code)


def photographed(text: str | None, message: str) -> CardPhoto:
    """A photo by the text of its QR code, None when none could be read."""
    return CardPhoto(UNREAD if text is None else parse_card(text), message)


def awaited(u: UnitOfWork, library: Library, chat: Chat, now: datetime) -> bool:
    """Whether a photo sent now may be an identity card: only then is a code looked for, which takes time."""
    seat = u.people.at(chat.channel, chat.address)
    if seat is None:
        return False
    here = visit(u, library, now, seat, "")
    draft = standing.current(here, here.screen.tag) if isinstance(here.screen, Filling) else None
    sheet = standing.sheet_of(here, draft) if draft is not None else None
    place = standing.place(here, draft) if draft is not None else None
    return sheet is not None and place is not None and wanted(sheet.procedure, place) is not None


def remember(here: Visit, photo: CardPhoto) -> None:
    """Keeps in mind which message shows the card, so that it can be removed."""
    if photo.message:
        fresh: Data = [photo.message, here.now.isoformat()]
        known: list[Data] = [[message, at.isoformat()] for message, at in _photos(here)]
        here.remember(_KEPT, [*known, fresh][-_MOST:])


def with_removal(here: Visit, card: Card) -> Card:
    """The card with the request to remove the photo from this conversation, and a button where the channel can."""
    card = replace(card, text=f"{card.text}\n{here.voice.say('cards.please_remove')}")
    if not _photos(here):
        return card
    button = here.voice.button("cards.button_remove", Menu("unphoto"))
    return replace(card, rows=(*card.rows[:-1], (button,), *card.rows[-1:]))


def remove(here: Visit) -> Card:
    """Has the channel remove the photos, and goes on where the person was."""
    messages = tuple(message for message, _ in _photos(here))
    here.kept.pop(_KEPT, None)
    said = here.voice.say("cards.removed" if messages else "cards.remove_yourself")
    return replace(above(said, show(here)), erase=messages)


def _photos(here: Visit) -> list[tuple[str, datetime]]:
    """The photos that can still be removed, with when they came."""
    kept = here.kept.get(_KEPT)
    found: list[tuple[str, datetime]] = []
    for item in kept if isinstance(kept, list) else []:
        match item:
            case [str(message), str(at)] if here.now - datetime.fromisoformat(at) < REMOVABLE:
                found.append((message, datetime.fromisoformat(at)))
    return found
