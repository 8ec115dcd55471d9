"""A commune with helpers of its bodies, by number of the clock only: no conversation is needed to get there."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.callbacks import Work, pack
from bot.ports import Arrival, Card, Chat, Opened, Pressed, Said
from bot.services.people import appoint, hashed
from bot.services.roster import weeks
from bot.services.roster.rounds import go
from flows.dossier import Role
from storage.records import Notice
from storage.records_staff import Appointment
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork
from tests.flows.calendars import at
from tests.stage import DirectStage

MONDAY = date(2026, 11, 30)
SUNDAY = MONDAY + timedelta(days=6)
# Six people of three bodies, an organiser and a head; each is called by their key.
CREW = {"hoa": "front", "ha": "front", "lan": "women", "mai": "women", "tuan": "farmers", "son": "farmers"}
OTHERS = {"organiser": Role.ORGANISER, "head": Role.HEAD, "clerk": Role.CLERK}


@dataclass(slots=True)
class Crewed:
    """The stage with its people; `ids` by key."""

    stage: DirectStage
    ids: dict[str, int] = field(default_factory=dict)
    presses: int = 0

    def settle(self, who: str, offers: Appointment | None) -> int:
        """Meets somebody and gives them a post."""
        now = self.stage.now()

        def work(u: UnitOfWork) -> int:
            person = u.people.meet("direct", who, now).person.id
            if offers is not None:
                u.staff.redeem(hashed(appoint(u, offers, now)), person, now)
            return person

        self.ids[who] = self.stage.database.run(work)
        return self.ids[who]

    def whose(self, person: int | None) -> str:
        """The key of a person."""
        return next((who for who, id in self.ids.items() if id == person), "–")

    def at(self, written: str) -> datetime:
        """Moves the clock without letting anything happen."""
        self.stage._now = at(written)
        return self.stage.now()

    def round(self, written: str, times: int = 1) -> None:
        """Runs the round of the roster at a moment."""
        now = self.at(written)
        for _ in range(times):
            self.stage.database.run(lambda u: go(u, library=self.stage.content, now=now))

    def publish(self, monday: date = MONDAY) -> None:
        """Publishes a week now."""
        now = self.stage.now()
        assert self.stage.database.run(lambda u: weeks.publish(u, self.stage.content, monday, now, None))

    def turns(self, first: date = MONDAY, last: date = SUNDAY) -> list[TurnRecord]:
        """The turns of a week."""
        return list(self.stage.database.run(lambda u: u.roster.between(first, last)))

    def turn(self, place: int) -> TurnRecord:
        """A turn by its place in the week, from 0."""
        return self.turns()[place]

    def holders(self) -> list[str]:
        """Who has the turns of the week, in order."""
        return [self.whose(one.turn.person) for one in self.turns()]

    def owed(self, who: str, kind: str = "") -> list[Notice]:
        """The notices owed to somebody (of a kind), whether they were sent or not."""
        past = at("01/01/2026 00:00")
        found = self.stage.database.run(lambda u: u.outbox.of_person_since(self.ids[who], past))
        return [one for one in found if one.kind.startswith(kind)]

    def told(self, kind: str) -> list[str]:
        """To whom a kind of notice is owed, in the order of the people."""
        return [who for who in self.ids if self.owed(who, kind)]

    async def press(self, who: str, verb: str, *values: object) -> Card:
        """The card after a button of the roster, from whoever's hand."""
        return await self._arrive(who, Pressed(pack(Work("roster", verb, *map(str, values)))))

    async def say(self, who: str, text: str) -> Card:
        """The card after typed words."""
        return await self._arrive(who, Said(text))

    async def open(self, who: str, code: str) -> Card:
        """The card after a link with a code."""
        return await self._arrive(who, Opened(code))

    async def _arrive(self, who: str, what: Pressed | Said | Opened) -> Card:
        self.presses += 1
        (card,) = await self.stage.assistant.turn(Arrival(Chat("direct", who), f"press {self.presses}", what))
        return card
