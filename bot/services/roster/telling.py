"""A notice about the roster being told: what it is about is reckoned when it is sent."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.callbacks import Work
from bot.ports import Card
from bot.services.roster.crew import People, people
from bot.services.roster.words import turn_params
from bot.services.visit import Rows
from bot.services.voice import Params, Voice
from flows.calendar import local_day
from flows.duty import Gap, gap
from flows.roster import period
from storage.records import Notice
from storage.roster_records import Swap, TurnRecord
from storage.unit_of_work import UnitOfWork

AREA = "roster"


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice, its reader's voice, and what it may be looked up in."""

    u: UnitOfWork
    voice: Voice
    notice: Notice
    now: datetime

    def card(self, name: str, params: Params, rows: Rows = ()) -> Card:
        """The card of a phrase."""
        return Card(self.voice.say(f"roster.notice.{name}", params), rows, "notice", "choice")

    def here(self) -> People:
        """Everybody on the roster."""
        return people(self.u, self.voice.library, local_day(self.now))

    def name(self, person: int | None) -> str:
        """How somebody is called."""
        return self.here().name(self.voice, person)

    def turn(self) -> TurnRecord | None:
        """The turn it is about."""
        return self.u.roster.get(self.number("turn"))

    def swap(self) -> tuple[Swap, TurnRecord, TurnRecord] | None:
        """The swap it is about, with the asker's turn and the other's."""
        swap = self.u.duty.swap(self.number("swap"))
        if swap is None:
            return None
        mine, theirs = self.u.roster.get(swap.mine), self.u.roster.get(swap.theirs)
        return None if mine is None or theirs is None else (swap, mine, theirs)

    def params(self, record: TurnRecord) -> dict[str, object]:
        """What a sentence about a turn may say."""
        return turn_params(self.voice, record.turn, self.here())

    def gap(self, record: TurnRecord) -> Gap | None:
        """Why somebody else must be found for a turn, if so."""
        calendar = self.voice.library.calendar
        return gap(record.turn, self.now, calendar.hours) if calendar.is_working_day(record.turn.day) else None

    def is_mine(self, record: TurnRecord) -> bool:
        """Whether the turn is its reader's."""
        return record.turn.person == self.notice.person_id

    def is_over(self, record: TurnRecord) -> bool:
        """Whether the turn has ended."""
        return self.now >= period(record.turn.day, record.turn.shift, self.voice.library.calendar.hours)[1]

    def number(self, key: str) -> int:
        """A number that the notice carries."""
        value = self.notice.params.get(key)
        return value if isinstance(value, int) else 0

    def day(self, key: str) -> date:
        """A day that the notice carries."""
        return date.fromisoformat(str(self.notice.params.get(key)))


def open_turn(voice: Voice, record: TurnRecord) -> Rows:
    """The way to a turn."""
    return ((voice.button("roster.button_open_turn", Work(AREA, "turn", str(record.turn.id)), main=True),),)
