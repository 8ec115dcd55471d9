"""What can happen in a conversation: the closed set of events that `advance` understands."""

from dataclasses import dataclass

from flows.answers import Answers
from flows.identity import IdentityCard


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed in answer to whatever is being asked."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of the question `key`; it may be old, doubled or forged."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class PageSent:
    """A photo or file, kept under the id `page`; `follower` is the page that comes after it in its album."""

    page: str
    follower: str | None = None


@dataclass(frozen=True, slots=True)
class CardRead:
    """A photo of an identity card, read."""

    card: IdentityCard


@dataclass(frozen=True, slots=True)
class CardUnread:
    """A photo sent where a card could answer, on which none could be read: `code` says why."""

    code: str


@dataclass(frozen=True, slots=True)
class CardTaken:
    """'That is right' to what was read off a card."""


@dataclass(frozen=True, slots=True)
class CardDropped:
    """'Do not use this card': what was read off it is forgotten."""


@dataclass(frozen=True, slots=True)
class Finished:
    """'That is all' for the pages or ticks of the question `key`."""

    key: str


@dataclass(frozen=True, slots=True)
class Emptied:
    """'Start this paper anew' for the question `key`."""

    key: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """'Take this page again' for the question `key`: one page leaves it."""

    key: str
    page: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """'Not now' for the question `key`, where the procedure allows it."""

    key: str


@dataclass(frozen=True, slots=True)
class Kept:
    """'Leave it as it is' for the reopened question `key`."""

    key: str


@dataclass(frozen=True, slots=True)
class Reused:
    """'Use what I said before': `values` by key, the question asked among them, out of the dossier `source`."""

    source: str
    values: Answers


@dataclass(frozen=True, slots=True)
class WentBack:
    """One question back."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """'Fix this one' on the review card."""

    key: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """'Send it' on the review card."""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """'Stop and delete what I have given'."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """'Where was I?': after a pause, a restart, another device."""


Event = (
    Typed
    | Tapped
    | PageSent
    | CardRead
    | CardUnread
    | CardTaken
    | CardDropped
    | Finished
    | Emptied
    | Dropped
    | Skipped
    | Kept
    | Reused
    | WentBack
    | Reopened
    | Confirmed
    | Abandoned
    | Resumed
)
