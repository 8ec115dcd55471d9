"""What comes out of a turn: the session, what to say, and what to do. All of it is data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.answers import Answers, Value
from flows.checks import Caution
from flows.kinds import Refusal
from flows.procedure import Question, Slot
from flows.session import Session


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the question in `slot`; `before` is its present answer, `number` of `total` its place (total is a guess).

    `holder` is whose identity card would answer it as well; `invites`, that this is said, as it is where they begin.
    """

    slot: Slot
    number: int
    total: int
    before: Value = None
    answered: bool = False
    refusal: Refusal | None = None
    holder: str | None = None
    invites: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the review card; `source` is the dossier that the answer was taken from, if it was."""

    key: str
    question: Question
    value: Value
    block: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Show every answer on the path, each with its own 'fix' button."""

    entries: tuple[Entry, ...]
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """Show what was read off the card of `holder`, line by line, each line on the path with its own 'fix' button.

    `doubts` are codes of what looks odd, about the card as a whole.
    """

    holder: str
    entries: tuple[Entry, ...]
    fixable: frozenset[str]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The procedure ended here: say `id` and where to go; 'back' still works."""

    id: str


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence beside the question: a code for the content and what fills it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    key: str | None = None


Reply = Ask | Review | Read | Outcome | Say


@dataclass(frozen=True, slots=True)
class KeepPage:
    """Attach the page to the draft under the question `key`."""

    key: str
    page: str


@dataclass(frozen=True, slots=True)
class DropPages:
    """Forget these pages."""

    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenDossier:
    """Send in: open a dossier with exactly the answers on the path."""

    answers: Answers


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Delete the draft and its pages."""


Effect = KeepPage | DropPages | OpenDossier | DiscardDraft


@dataclass(frozen=True, slots=True)
class Turn:
    """The result of `advance`; `session` is None once the draft was sent in or abandoned."""

    session: Session | None
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()
