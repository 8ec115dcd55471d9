"""What the services and the channels say to each other: arrivals, cards, couriers. No channel is known here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Clock = Callable[[], datetime]
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a conversation takes place: a channel's name and the address inside it."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """Typed words."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button's data, at most 64 bytes, never trusted."""

    data: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A photo or file: its bytes, and its place in the album it came with."""

    data: bytes
    name: str = ""
    album: str | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Unusable:
    """No answer: `what` is sticker, voice, video, location, contact, edited, too_big, broken or other."""

    what: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The chat was opened; `code` is what came with the link (an invitation, a resume code, a procedure)."""

    code: str = ""


Incoming = Said | Pressed | Sent | Unusable | Opened


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came in; `key` is unique in its channel, so that what comes twice is applied once.

    `name` is how the channel calls the sender; it is shown to officials who invite, never logged.
    """

    chat: Chat
    key: str
    what: Incoming
    name: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to press: `data` goes back as `Pressed`; a `link` (https:, tel:) is opened instead."""

    label: str
    data: str = ""
    link: str = ""
    tone: Literal["plain", "main", "danger"] = "plain"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file shown with a card; its bytes are fetched with `Assistant.file` by those who may see it."""

    file_id: str
    name: str
    media_type: str

    @property
    def file_name(self) -> str:
        """The name under which it is sent as a file: what it shows, with the ending of its type."""
        ending = _ENDINGS.get(self.media_type, "")
        return self.name if self.name.endswith(ending) else f"{self.name}{ending}"


@dataclass(frozen=True, slots=True)
class Card:
    """One message. `text` knows two marks: **strong** and `code`; values in it cannot contain them.

    `kind`: ask (a question), review, say (a remark), notice (a push). `wants`: what the reader may send.
    `progress`: (number, total) of a question, else None. `notices`: those in it whose reading must be proven.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    kind: Literal["ask", "review", "say", "notice"] = "say"
    wants: Literal["text", "date", "number", "phone", "photo", "choice", "nothing"] = "text"
    progress: tuple[int, int] | None = None
    files: tuple[Attachment, ...] = ()
    notices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of an attachment."""

    data: bytes
    name: str
    media_type: str


class Courier(Protocol):
    """Delivers pushes over one channel; raises the errors below, named after the remedy."""

    @property
    def channel(self) -> str:
        """The name of the channel, as chats have it."""

    async def deliver(self, address: str, card: Card) -> None:
        """Delivers one card, at least once."""


class Listener(Protocol):
    """What a channel calls: the whole program behind one door."""

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        """Takes one arrival in one transaction; returns, after the commit, what to show."""

    async def file(self, chat: Chat, file_id: str) -> File | None:
        """An attachment that this chat may see, the view logged; None if it may not or it is gone."""


class Unreachable(Exception):
    """The person cannot be reached here (blocked, gone): stop, and tell staff to phone or visit."""


class TryLater(Exception):
    """The channel is busy or broken: try again, not before `after` seconds."""

    def __init__(self, after: float = 0.0) -> None:
        super().__init__(f"try again after {after:g} s")
        self.after = after


class Rejected(Exception):
    """The channel refuses what we sent: our fault; do not repeat, raise the alarm."""
