"""Screens beside the way: something doubtful is checked, an official looks at what was sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checking:
    """Asked for the message, code, number or link that is in doubt."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of procedures, to choose one."""


@dataclass(frozen=True, slots=True)
class DeskLetters:
    """The apologies that lie ready to be approved."""


@dataclass(frozen=True, slots=True)
class DeskCalls:
    """The list of residents to be phoned or visited."""

    page: str = "0"


@dataclass(frozen=True, slots=True)
class DeskNotices:
    """What became of the notices about a file."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeskLog:
    """All that happened to a file."""

    reference: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen about messages; `tag` is the draft from whose question somebody came, if any."""

    tag: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The channels over which messages arrive."""

    tag: str = ""


@dataclass(frozen=True, slots=True)
class Paces:
    """How soon an official is told; of one topic if it is given."""

    topic: str = ""


AboutMessages = Settings | Where | Paces
