"""A resident's robot: files, reads what comes, sends what is asked for, rates, withdraws, or looks at nothing."""

from collections.abc import Callable
from datetime import timedelta

from bot.callbacks import Act, Menu
from bot.ports import Card, Sent
from bot.simulation.cards import of_kind, own_file
from bot.simulation.fates import Fate
from bot.simulation.filing import Filing, sample_photo
from bot.simulation.office_time import OfficeTime
from bot.simulation.person import Person
from bot.simulation.register import File, Register
from bot.simulation.world import Course, World
from content.catalog import Library

_BUSY = timedelta(minutes=2)
_RESUMES = 0.3  # of a hundred reminded drafts, how many are gone on with
_RATES = 0.5


class Resident(Person):
    """Somebody with a phone, theirs or the one of a helper who types for others too."""

    def __init__(self, world: World, address: str, seed: int, library: Library, register: Register) -> None:
        super().__init__(world, address, seed)
        self._library, self._register = library, register
        self._busy = False
        self.drafts: dict[str, Filing] = {}

    def file(self, fate: Fate, photos: int, sent: Callable[[File], None]) -> None:
        """Begins to file; `sent` is told when the receipt is there."""
        filing = Filing(self, self._library.procedures[fate.procedure], fate, photos)
        self.drafts[fate.procedure] = filing
        self._begin(f"file-{fate.number}", self._file(filing, sent))

    def receive(self, card: Card) -> None:
        """A push: what is asked for is sent, what is told is read, and some of it is left lying."""
        file = self._register.files.get(own_file(card))
        if file is None:
            self._recalled(card)
        elif not file.fate.unread:
            self.hear(file, card)

    def hear(self, file: File, card: Card | None = None) -> None:
        """They know of their file, by a push or because somebody told them."""
        if file.asked and file.fate.answered and not file.answering:
            file.answering = True
            at = OfficeTime(self.world.calendar).morning(self.world.now, self.rng.randrange(1, 5), self.rng)
            self._begin(f"supply-{file.fate.number}", self._supply(file), at - self.world.now)
        elif card is not None and of_kind(card, Menu, "rate"):
            self._begin(f"rate-{file.fate.number}", self._rate(card), self._pause())
        elif card is not None:
            self._begin(f"read-{file.fate.number}", self._read(file, card), self._pause())

    def withdraw(self, file: File) -> None:
        """Changes their mind about a file."""
        self._begin(f"withdraw-{file.fate.number}", self._withdraw(file), self._pause())

    def _pause(self) -> timedelta:
        return timedelta(minutes=self.rng.choice((2, 5, 15, 60, 240, 900)) + self.rng.randrange(5))

    def _begin(self, name: str, course: Course, pause: timedelta = timedelta()) -> None:
        self.world.begin(f"{self.address}/{name}", self._alone(course), self.world.now + pause)

    async def _alone(self, course: Course) -> Course:
        """One thing after the other: a phone has one screen."""
        while self._busy:
            yield self.world.now + _BUSY
        self._busy = True
        try:
            async for at in course:
                yield at
        finally:
            self._busy = False

    async def _file(self, filing: Filing, sent: Callable[[File], None]) -> Course:
        async for at in filing.course():
            yield at
        if filing.reference:
            del self.drafts[filing.sheet.key]
            sent(File(filing.reference, filing.fate, self.address, filing.term(), self.world.now))

    def _recalled(self, card: Card) -> None:
        """A draft that was left is recalled; some go on with it."""
        for press in of_kind(card, Menu, "start"):
            filing = self.drafts.get(press.first)
            if filing is not None and filing.fate.left and self.rng.random() < _RESUMES:
                filing.leaves_after += self.rng.randrange(1, 4)
                self._begin(f"again-{filing.fate.number}", self._file(filing, lambda _: None), self._pause())

    async def _read(self, file: File, card: Card) -> Course:
        seen = of_kind(card, Menu, "seen")
        await self.press(seen[0] if seen else Menu("file", file.reference))
        yield self.world.now
        if self.rng.random() < 0.1:
            await self.press(Menu("why", file.reference))

    async def _rate(self, card: Card) -> Course:
        if self.rng.random() < _RATES:
            await self.press(self.rng.choice(of_kind(card, Menu, "rate")[:2] * 4 + of_kind(card, Menu, "rate")))
        yield self.world.now

    async def _supply(self, file: File) -> Course:
        card = await self.press(Menu("supplement", file.reference))
        yield self.world.now + timedelta(seconds=30)
        if of_kind(card, Act):
            card = await self.act(Sent(sample_photo(), "giay-to.jpg"))
            for done in of_kind(card, Act, "done")[:1]:
                await self.press(done)

    async def _withdraw(self, file: File) -> Course:
        await self.press(Menu("withdraw", file.reference))
        yield self.world.now + timedelta(seconds=20)
        await self.press(Menu("withdraw!", file.reference))
