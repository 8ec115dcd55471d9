"""What a chat has before it: the screen is kept with the chat, and drawn anew whenever it is needed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import get_args

from bot.services.screens_beside import AboutMessages, Checking, DeskCalls, DeskLetters, DeskLog, DeskNotices, Fields
from bot.services.screens_papers import AtPapers
from bot.services.screens_work import Working
from flows.answers import Data


@dataclass(frozen=True, slots=True)
class Home:
    """The first page: say what you need, your files, help."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Two or three procedures that may be meant, joined by commas, and by which words, without names and numbers."""

    keys: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A procedure before it is begun: papers, fee, time limit."""

    procedure: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The checklist under other assumptions; `picks` like 'married=no,late=yes'."""

    procedure: str
    picks: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """The draft `tag` is being filled in."""

    tag: str


@dataclass(frozen=True, slots=True)
class Stopping:
    """Asked whether to keep or delete the draft `tag`."""

    tag: str


@dataclass(frozen=True, slots=True)
class Files:
    """My files."""


@dataclass(frozen=True, slots=True)
class OneFile:
    """One file of mine."""

    reference: str


@dataclass(frozen=True, slots=True)
class Addressing:
    """Asked how to be addressed; `procedure` is begun afterwards if given."""

    procedure: str = ""


@dataclass(frozen=True, slots=True)
class CallMe:
    """Asked for a telephone number to be called back."""


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """Asked once more whether the file is to be withdrawn."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskHome:
    """An official's list of files; `only` names a shorter one."""

    page: str = "0"
    only: str = ""


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """The official says until when a file will be done."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskFile:
    """A file as the official sees it."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskCode:
    """The official types the official file code to accept."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskPaper:
    """The official chooses a paper a supplement is about, beside those chosen, joined by commas."""

    reference: str
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class DeskReason:
    """The official chooses the reason; `paper` holds all papers chosen, joined by commas."""

    reference: str
    paper: str


@dataclass(frozen=True, slots=True)
class DeskNote:
    """The official may add a sentence for the resident."""

    reference: str
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeskRefusal:
    """The official writes the reason of a refusal."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskDecline:
    """The official writes why the conditions are not met."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskPayment:
    """The official types the amount to be paid."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskLate:
    """The official says why a file is late."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskNewDate:
    """The official chooses or types the new date."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeskPromise:
    """The apology before it is sent; `until` is the new day, written 20261201."""

    reference: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class DeskSure:
    """Asked once more before a move that cannot be undone."""

    reference: str
    move: str


AtDesk = (
    DeskFile
    | DeskLog
    | DeskNotices
    | DeskCode
    | DeskPaper
    | DeskReason
    | DeskNote
    | DeskRefusal
    | DeskDecline
    | DeskPayment
    | DeskLate
    | DeskNewDate
    | DeskPromise
    | DeskSure
    | DeskSeen
)
Usual = (
    Home
    | Choosing
    | About
    | WhatIf
    | Filling
    | Stopping
    | Files
    | OneFile
    | Addressing
    | CallMe
    | Checking
    | AboutMessages
    | Fields
    | Withdrawing
    | DeskHome
    | DeskLetters
    | DeskCalls
    | AtDesk
)
Screen = Usual | AtPapers | Working
_KINDS: Mapping[str, type[Screen]] = {kind.__name__: kind for kind in get_args(Screen)}


def to_data(screen: Screen) -> dict[str, Data]:
    """The screen as JSON-ready data."""
    return {"screen": type(screen).__name__, **{field.name: getattr(screen, field.name) for field in fields(screen)}}


def from_data(data: Mapping[str, Data]) -> Screen:
    """The screen that was stored; anything unknown (an older program's) is the first page."""
    kind = _KINDS.get(str(data.get("screen")))
    if kind is None:
        return Home()
    values = {field.name: str(data[field.name]) for field in fields(kind) if field.name in data}
    try:
        return kind(**values)
    except TypeError:
        return Home()
