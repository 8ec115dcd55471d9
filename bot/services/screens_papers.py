"""Screens on which an official checks the papers of a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskPapers:
    """The papers of a file and how each stands."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskLook:
    """One paper opened; `why` is the reason chosen where the work at hand is none."""

    reference: str
    paper: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class DeskFault:
    """Asked why a paper will not do; `seal` tells which documents were looked at."""

    reference: str
    paper: str
    seal: str


@dataclass(frozen=True, slots=True)
class DeskCircle:
    """Asked to circle a spot of a paper that will not do; `seal` tells on which documents."""

    reference: str
    paper: str
    seal: str


@dataclass(frozen=True, slots=True)
class DeskTogether:
    """Asked once more before all papers that will not do are asked for; `note` goes with them."""

    reference: str
    note: str = ""


AtPapers = DeskPapers | DeskLook | DeskFault | DeskCircle | DeskTogether
