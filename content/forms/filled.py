"""What stands in each official form, as typed data; a text of '' or a moment of None is a dotted line to write on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from content.forms.duty import RosterDay

Punctual = Literal["", "early", "on_time", "late"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the form: names as sentences use them (xã Nam Thanh Miện), and the decree whose forms hold."""

    regime: Literal["2018", "2025"]
    commune: str
    centre: str
    place: str
    phone: str


@dataclass(frozen=True, slots=True)
class Matter:
    """The file that a form is about: the official code (or the local one), who applies for what."""

    code: str
    procedure: str
    applicant: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """One paper on a receipt; `here` when its pages are in the file, so that nobody need tick it by hand."""

    title: str
    form: str
    count: int
    here: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """Form 01. `number` counts in the year's register; `qr` is an SVG; `restarted` when the term began anew."""

    head: Letterhead
    matter: Matter
    dated: datetime
    number: int
    papers: tuple[Handed, ...]
    term: str
    received: datetime
    due: datetime
    restarted: datetime | None
    result_at: str
    fee: str
    qr: str


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """Form 02; `accepted` tells whether the file had been accepted (its term then starts anew on completion)."""

    head: Letterhead
    matter: Matter
    dated: datetime
    accepted: bool
    asks: tuple[str, ...]
    reason: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class RefusalSlip:
    """Form 03; `accepted` tells whether it is the result of an accepted file."""

    head: Letterhead
    matter: Matter
    dated: datetime
    accepted: bool
    reason: str
    complain_until: datetime | None


@dataclass(frozen=True, slots=True)
class ApologyLetter:
    """Form 04."""

    head: Letterhead
    matter: Matter
    dated: datetime
    received: datetime
    due: datetime
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class StopNotice:
    """Form 05 of 2025; `asked` is when the applicant asked to withdraw."""

    head: Letterhead
    matter: Matter
    dated: datetime
    received: datetime | None
    asked: datetime | None


@dataclass(frozen=True, slots=True)
class Handover:
    """One line of a control slip: the move by its name (its two parties stand in the template) and when it was made."""

    move: str
    at: datetime
    result: Punctual
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSlip:
    """Form 05 of 2018, 06 of 2025."""

    head: Letterhead
    matter: Matter
    received: datetime
    due: datetime
    rows: tuple[Handover, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register."""

    number: int
    matter: Matter
    received: datetime
    passed_on: datetime | None
    due: datetime | None
    result: datetime | None
    handed: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPages:
    """Form 06 of 2018, 07 of 2025: the lines of one month of the year's book."""

    head: Letterhead
    year: int
    month: int
    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A report of a period: its rows begin with what they are about, one cell for each of the columns behind."""

    head: Letterhead
    dated: datetime
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip in large type for who uses no telephone; its sentences come in the reader's language, without names."""

    head: Letterhead
    code: str
    official: str
    procedure: str
    state: str
    following: str
    due: str
    bring: tuple[str, ...]
    counter: str
    hours: str
    place: str
    qr: str


@dataclass(frozen=True, slots=True)
class MandatePaper:
    """A mandate to be read out, ticked and signed by a neighbour who has no telephone; `number` names it here."""

    head: Letterhead
    number: str
    neighbour: str
    helper: str
    subject: str
    days: int
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration to be signed: `answers` as people read them, `chosen` the ids of options, both by question."""

    head: Letterhead
    answers: Mapping[str, str]
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """The duty roster of a week to be hung up; `morning` and `afternoon` are the hours as people read them."""

    head: Letterhead
    dated: datetime
    first: str
    last: str
    morning: str
    afternoon: str
    rows: tuple[RosterDay, ...]


Filled = (
    Receipt
    | SupplementRequest
    | RefusalSlip
    | ApologyLetter
    | StopNotice
    | ControlSlip
    | RegisterPages
    | RosterSheet
    | Statement
    | Slip
    | MandatePaper
    | Declaration
)
