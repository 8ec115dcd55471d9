"""What the services and the channels say to each other: arrivals, cards, couriers. No channel is known here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.overlays import Overlay
from flows.answers import Data

Clock = Callable[[], datetime]
CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", CSV: ".csv", XLSX: ".xlsx"}


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

    `name`: the sender's in the channel, never logged. `message`: the channel's for what was sent if it can remove that.
    """

    chat: Chat
    key: str
    what: Incoming
    name: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to press: `data` goes back as `Pressed`; a `link` (https:, tel:) is opened instead."""

    label: str
    data: str = ""
    link: str = ""
    tone: Literal["plain", "main", "danger"] = "plain"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file shown with a card; its bytes are fetched with `Assistant.file` by those who may see it.

    `picture`: shown in the conversation. `spot`: pressed, with ':left.top.right.bottom' behind, for a spot drawn on it.
    """

    file_id: str
    name: str
    media_type: str
    picture: bool = False
    spot: str = ""

    @property
    def file_name(self) -> str:
        """The name under which it is sent as a file: what it shows, with the ending of its type."""
        return self.name.removesuffix(ending := _ENDINGS.get(self.media_type, "")) + ending


@dataclass(frozen=True, slots=True)
class Card:
    """One message. `text` knows two marks: **strong** and `code`; values in it cannot contain them.

    `kind`: ask (a question), review, say (a remark), notice (a push). `wants`: what the reader may send.
    `progress`: (number, total) of a question, else None. `notices`: those in it whose reading must be proven. `camera`:
    a photo will do as well. `erase`: the channel's names of messages that it removes from the conversation.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    kind: Literal["ask", "review", "say", "notice"] = "say"
    wants: Literal["text", "date", "number", "phone", "photo", "choice", "nothing"] = "text"
    progress: tuple[int, int] | None = None
    files: tuple[Attachment, ...] = ()
    notices: tuple[int, ...] = ()
    camera: bool = False
    erase: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of an attachment; `picture` as there."""

    data: bytes
    name: str
    media_type: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A page's faults in the order of FAULTS, the degrees clockwise to stand upright, and its look: bits that hardly
    differ between two pictures of one page. Of a PDF it is the first `page` (from 0) with faults, and only those.
    """

    faults: tuple[str, ...] = ()
    turn: int = 0
    look: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """A usable photo or file as it will be kept; `judgement` is None for what was not judged (yet), in a rush."""

    data: bytes
    media_type: str
    pages: int = 1
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file was refused: a code of UNFIT."""

    code: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page or file to be bound: its bytes, how far it must be turned, and `words` to be written across its pages."""

    data: bytes
    media_type: str
    turn: int = 0
    words: str = ""


class Unworked(Exception):
    """The workshop could not do it: too busy, too slow, or the file broke it; nothing was changed."""


class Workshop(Protocol):
    """Work on pictures and PDFs, done beside the program so that nobody waits for it longer than said."""

    async def take(self, data: bytes, within: float = 3.0) -> Taken | Unfit:
        """What was sent, by its bytes and not by its name, in the form in which it is kept, and judged.

        After `within` seconds a photo that needs no conversion is taken unjudged; what is too slow raises Unworked.
        """

    async def judge(self, data: bytes) -> Judgement | Unfit:
        """Judges a photo that was taken unjudged; raises Unworked."""

    async def read_card(self, data: bytes, within: float = 3.0) -> str | None:
        """The text of the QR code on a photo of an identity card, None when none can be read in so many seconds."""

    async def bind(self, leaves: Sequence[Leaf], most: int) -> bytes:
        """One upright A4 PDF of at most `most` bytes, the same for the same leaves; raises Unworked."""

    async def preview(self, leaf: Leaf, page: int = 0, longest: int = 1280, overlay: Overlay | None = None) -> bytes:
        """One page as an upright JPEG, at most `longest` pixels on a side; raises Unworked."""

    async def chart(self, chart: Mapping[str, Data]) -> bytes:
        """A picture of numbers as PNG, 1080 pixels wide (`bot.imaging.chart` says what it holds); raises Unworked."""

    async def typeset(self, template: str, inputs: Mapping[str, str]) -> bytes:
        """A form as PDF, from the path of its template and what the template reads; raises Unworked."""


class Scanner(Protocol):
    """Looks for viruses."""

    async def scan(self, data: bytes) -> Literal["clean", "infected", "unknown"]:
        """Whether there is one in it; unknown when nobody could look."""


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
