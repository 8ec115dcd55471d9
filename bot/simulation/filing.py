"""Filling in a procedure on the phone, question by question, until it is sent in or left."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from bot.callbacks import Act, Answer, Menu
from bot.demo.samples import FOLDER
from bot.ports import Card, Sent
from bot.simulation.cards import of_kind, own_file, tag_of
from bot.simulation.fates import Fate
from bot.simulation.person import Lost, Person
from bot.simulation.wordlist import words_for
from bot.simulation.world import Course
from content.sheet import Sheet
from flows.calendar import local_day
from flows.checklist import checklist
from flows.engine import advance
from flows.events import Event, Finished, PageSent, Skipped, Tapped, Typed
from flows.kinds import Document
from flows.path import locate
from flows.procedure import Slot
from flows.session import Session

_SAMPLE = "giay-chung-sinh.jpg"
_USUALLY = 0.7  # how often the usual option is the one taken first


@cache
def sample_photo() -> bytes:
    """A photo of a paper that does not exist."""
    return (FOLDER / _SAMPLE).read_bytes()


@dataclass(slots=True)
class Filing:
    """One person filling in one procedure; `session` is what they know they have answered.

    `reference` is the code on the receipt, '' until it was sent in.
    """

    person: Person
    sheet: Sheet
    fate: Fate
    photos: int
    session: Session = field(init=False)
    reference: str = ""
    leaves_after: int = field(init=False)
    _term: str = "0d"

    def __post_init__(self) -> None:
        """Nothing is answered yet."""
        self.session = Session(self.sheet.key, self.sheet.version)
        self.leaves_after = self.person.rng.randrange(2, 7) if self.fate.left else 1000

    async def course(self) -> Course:
        """From the first page to the receipt, with pauses for thought; again after a pause, from where it was left."""
        card = await self._begin()
        while not self.reference:
            place = locate(self.sheet.procedure, self.session, self._today())
            if len(place.asked) >= self.leaves_after or (self.fate.left and place.complete):
                return
            if place.current is not None:
                card = await self._answer(place.current, card)
            elif place.complete:
                await self._send(card)
                return
            else:
                raise Lost(f"{self.sheet.key} ended at {place.end}")
            yield self._later(4, 40)

    def term(self) -> str:
        """The time limit for what was answered."""
        return self._term

    async def _begin(self) -> Card:
        if not self.session.answers:
            await self.person.open()
            await self.person.say(self.person.rng.choice(self.sheet.phrases))
        card = await self.person.press(Menu("start", self.sheet.key))
        forms = of_kind(card, Menu, "form")
        return await self.person.press(self.person.rng.choice(forms)) if forms else card

    async def _answer(self, slot: Slot, card: Card) -> Card:
        tag = tag_of(card)
        offered = [press for press in of_kind(card, Answer) if press.key == slot.key]
        if isinstance(slot.question.kind, Document):
            return await self._paper(slot, tag)
        if offered:
            chosen = self._choose(slot, offered)
            return await self._done(Tapped(slot.key, chosen.value), await self.person.press(chosen))
        if slot.question.may_skip and self.person.rng.random() < 0.5:
            return await self._done(Skipped(slot.key), await self.person.press(Act(tag, "skip", slot.key)))
        seen = locate(self.sheet.procedure, self.session, self._today()).seen
        words = words_for(self.sheet, slot, seen, self._today(), self.person.rng)
        return await self._done(Typed(words), await self.person.say(words))

    def _choose(self, slot: Slot, offered: list[Answer]) -> Answer:
        """An option that leads on: the usual one mostly, and what the file's fate wants."""
        wanted = self._wanted(slot.question.id)
        rng = self.person.rng
        order = sorted(offered, key=lambda _: rng.random())
        if rng.random() < _USUALLY:
            order.sort(key=lambda press: press.value != slot.question.usual)
        order.sort(key=lambda press: wanted is not None and press.value != wanted)
        for press in order:
            after = self._after(Tapped(slot.key, press.value))
            if after is not None and locate(self.sheet.procedure, after, self._today()).end is None:
                return press
        raise Lost(f"{slot.key}: every option of {self.sheet.key} leads to an end")

    def _wanted(self, question: str) -> str | None:
        """The answer that the fate of this file wants: the way it is filed, and who files it."""
        if question == "filing":
            return "online" if self.fate.online else "desk"
        return "agent" if self.fate.helped and question in ("applicant", "relation") else None

    async def _paper(self, slot: Slot, tag: str) -> Card:
        if slot.question.may_skip and self.person.rng.randrange(100) >= self.photos:
            return await self._done(Skipped(slot.key), await self.person.press(Act(tag, "skip", slot.key)))
        await self._done(PageSent(f"page{slot.key}"), await self.person.act(Sent(sample_photo(), _SAMPLE)))
        return await self._done(Finished(slot.key), await self.person.press(Act(tag, "done", slot.key)))

    async def _done(self, event: Event, card: Card) -> Card:
        """Notes the answer as given."""
        after = self._after(event)
        if after is None:
            raise Lost(f"{self.sheet.key}: nothing comes after {event}")
        self.session = after
        return card

    def _after(self, event: Event) -> Session | None:
        return advance(self.sheet.procedure, self.session, event, now=self.person.world.now).session

    async def _send(self, card: Card) -> None:
        sends = of_kind(card, Act, "send")
        if not sends:
            raise Lost(f"{self.sheet.key}: no review where one must be: {card.text[:80]}")
        limit = checklist(self.sheet.procedure, self.session.answers, self._today()).limit
        self._term = limit.term if limit else "0d"
        card = await self.person.press(sends[0])
        self.reference = own_file(card)
        if not self.reference:
            raise Lost(f"{self.sheet.key}: no receipt")

    def _today(self) -> date:
        return local_day(self.person.world.now)

    def _later(self, least: int, most: int) -> datetime:
        return self.person.world.now + timedelta(seconds=self.person.rng.randrange(least, most))
