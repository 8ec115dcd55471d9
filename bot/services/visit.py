"""One turn's surroundings: who is here, what they have before them, and the unit of work that all of it shares."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.ports import Button, Card
from bot.services.screens import Home, Screen, from_data, to_data
from bot.services.voice import Params, Voice
from content.catalog import Library
from content.sheet import Sheet
from flows.answers import Data
from storage.database import Database
from storage.records import Seat
from storage.records_staff import Staff
from storage.unit_of_work import UnitOfWork

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Later:
    """What takes too long for a turn: `work` is done after its commit, page by page; `shown` draws what came of it.

    `work` returns a code by which `shown` finds it, in a transaction of its own; authority is looked up in it anew.
    """

    work: Callable[[Database], Awaitable[str]]
    shown: Callable[["Visit", str], Card]


@dataclass(slots=True)
class Visit:
    """A seat in conversation at a moment; `screen` may be moved, and is saved once at the end of the turn.

    `owes` tells that a notice became owed in this turn, so that it is delivered at once; `keeps`, that the
    file sent in it was put on record; `later`, that something is still to be done before the answer is shown;
    `confirmed`, how a neighbour agreed that a helper's draft is sent in; `message`, how the channel calls what was
    sent, where it can remove that again.
    """

    u: UnitOfWork
    library: Library
    now: datetime
    seat: Seat
    voice: Voice
    screen: Screen
    link: str = ""
    kept: dict[str, Data] = field(default_factory=dict)
    owes: bool = False
    keeps: bool = False
    message: str = ""
    later: Later | None = None
    confirmed: str = ""

    @property
    def person(self) -> int:
        """The id of the person in this seat."""
        return self.seat.person.id

    def staff(self) -> tuple[Staff, ...]:
        """The roles this person has now; asked anew at every action."""
        return self.u.staff.of(self.person)

    def sheet(self, procedure: str) -> Sheet | None:
        """A procedure that the office offers, None for an unknown or withdrawn one."""
        return self.library.procedures.get(procedure)

    def say(self, code: str, params: Params | None = None, rows: Rows = ()) -> Card:
        """A remark as a card of its own."""
        return Card(self.voice.say(code, params), rows)

    def remember(self, key: str, value: Data) -> None:
        """Keeps a small value with the chat (sealed)."""
        self.kept[key] = value

    def state(self) -> dict[str, Data]:
        """What is kept with the chat after this turn."""
        return {**self.kept, **to_data(self.screen)}


def visit(u: UnitOfWork, library: Library, now: datetime, seat: Seat, link: str) -> Visit:
    """The visit of a seat, on the screen it last had."""
    voice = Voice(library, seat.person.language, seat.person.form or "")
    screen = from_data(seat.state) if seat.state else Home()
    return Visit(u, library, now, seat, voice, screen, link, dict(seat.state))


def above(words: str, card: Card) -> Card:
    """The card with words above it, so that nobody loses what they have before them."""
    return replace(card, text=f"{words}\n\n{card.text}") if words else card


def pairs(buttons: list[Button], wide: int = 2) -> Rows:
    """Buttons in rows of `wide`, long labels alone in their row (an old person's hand needs room)."""
    rows: list[tuple[Button, ...]] = []
    waiting: list[Button] = []
    for button in buttons:
        if len(button.label) > 18:
            rows.extend([tuple(waiting)] if waiting else [])
            rows.append((button,))
            waiting = []
            continue
        waiting.append(button)
        if len(waiting) == wide:
            rows.append(tuple(waiting))
            waiting = []
    return (*rows, tuple(waiting)) if waiting else tuple(rows)
