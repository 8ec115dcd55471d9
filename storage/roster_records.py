"""What the repositories of the duty roster give: frozen records."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from flows.duty import Turn

SwapState = Literal["asked", "made", "refused", "withdrawn", "void"]


@dataclass(frozen=True, slots=True)
class Week:
    """A week that was drawn; `edited` by the organiser; published by a person, or by the clock (None)."""

    monday: date
    drawn_at: datetime
    edited: bool
    published_at: datetime | None
    published_by: int | None


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A turn with what the desk knows of it.

    `arrived_by` is who saw its holder at the desk, None for the code; `gap_at` when the organiser was told that
    somebody else must be found; `helped` how many residents were helped, who they were is kept nowhere.
    """

    turn: Turn
    monday: date
    arrived_by: int | None
    gap_at: datetime | None
    helped: int


@dataclass(frozen=True, slots=True)
class TurnEvent:
    """A line of the history of turns, never changed; `person` is who had the turn afterwards."""

    turn_id: int
    what: str
    actor: int | None
    person: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Swap:
    """A swap asked for: the asker's turn against the other's."""

    id: int
    mine: int
    theirs: int
    asker: int
    other: int
    state: SwapState
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """That somebody was asked to stand in, and their answer (yes, no, late), None so far."""

    turn_id: int
    person: int
    at: datetime
    answer: str | None


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which somebody takes no turn."""

    id: int
    person: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Note:
    """What was written for who comes next."""

    turn_id: int
    person: int
    at: datetime
    text: str
