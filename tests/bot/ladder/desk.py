"""An office whose clock is moved: the village, the real clock and delivery, and what everybody is sent."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.callbacks import Desk
from bot.clock import Timekeeper
from bot.ports import Card
from bot.services.delivery import Delivery
from bot.services.notices import compose
from bot.services.rounds import Round
from content.catalog import load
from flows.answers import Answers
from flows.calendar import ZONE, local
from flows.deadlines import Calendar
from flows.quiet import Audience, is_quiet
from storage.records import DossierRecord
from tests.bot.dossier.village import SINGLE, Village

LIBRARY = load("nam_thanh_mien")
_SERIAL = count(1)


def at(written: str) -> datetime:
    """A moment of the commune's clock, written `02/03/2026 09:00`."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


@dataclass
class Post:
    """A courier that keeps, for each person, what arrived and when."""

    now: "Desks"
    channel: str = "web"
    arrived: dict[str, list[tuple[datetime, Card]]] = field(default_factory=lambda: defaultdict(list))

    async def deliver(self, address: str, card: Card) -> None:
        self.arrived[address].append((self.now.village.now, card))


@dataclass
class Desks:
    """The office."""

    village: Village
    rounds: Mapping[str, Round] = field(default_factory=dict)  # what areas do by the clock is looked at on its own
    post: Post = field(init=False)
    keeper: Timekeeper = field(init=False)

    def __post_init__(self) -> None:
        self.post = Post(self)
        village = self.village
        delivery = Delivery(village.database, {"web": self.post}, lambda: village.library, compose, lambda: village.now)
        self.keeper = Timekeeper(
            village.database, delivery, lambda: village.library, lambda: village.now, rounds=self.rounds
        )

    async def to(self, *moments: str) -> None:
        """The clock moves to each moment, and all that is due then happens, twice: once must be enough."""
        for moment in moments:
            self.village.now = at(moment)
            for _ in range(2):
                await self.keeper.run_all_ticks(but=() if self.rounds else ("reports",))

    def told(self, who: str) -> list[str]:
        """The first lines of all that somebody was sent and has not looked at yet."""
        cards = [card for _, card in self.post.arrived.pop(who, [])]
        return [part.split("\n")[0].replace("*", "") for card in cards for part in card.text.split("\n\n")]

    def quiet_ones(self, calendar: Calendar) -> list[tuple[str, str]]:
        """What reached anybody at an hour that is not theirs."""
        audience = {"resident": Audience.RESIDENT}
        return [
            (who, f"{local(moment):%d/%m %H:%M}")
            for who, cards in self.post.arrived.items()
            for moment, _ in cards
            if is_quiet(audience.get(who, Audience.OFFICIAL), moment, calendar)
        ]

    async def accepted(self, who: str = "clerk", answers: Answers = SINGLE) -> DossierRecord:
        """A file of three working days, sent in and accepted now."""
        file = await self.village.send("resident", "marital_status_certificate", answers)
        await self.village.press(who, Desk("open", file.reference))
        await self.village.press(who, Desk("accept", file.reference))
        await self.village.say(who, f"H24.31.45-260821-{next(_SERIAL):04}")
        return self.village.file(file.reference)

    async def does(self, who: str, verb: str, file: DossierRecord, first: str = "") -> Card:
        """An official's button."""
        return await self.village.press(who, Desk(verb, file.reference, first))
