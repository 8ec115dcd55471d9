"""An official's robot: accepts, asks, works, decides and hands over by the buttons of the desk, in office hours."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.callbacks import Desk
from bot.ports import Card
from bot.simulation.cards import of_kind
from bot.simulation.desk_plan import next_move
from bot.simulation.office_time import OfficeTime
from bot.simulation.person import Lost, Person
from bot.simulation.register import File, Register
from bot.simulation.world import Course, World
from flows.calendar import local
from flows.dossier import Role

_REASON = "Giấy tờ gửi kèm không thuộc về người yêu cầu, xin gửi lại cho đúng."
_MOST_TRIES = 8  # of one move; a file that needs more is stuck, and that is a fault


class Official(Person):
    """Somebody at the desk; `told` hears of what residents must learn otherwise than by messages."""

    def __init__(
        self, world: World, address: str, seed: int, role: Role, register: Register, told: Callable[[File, str], None]
    ) -> None:
        super().__init__(world, address, seed)
        self.role = role
        self._register, self._told = register, told
        self._hours = OfficeTime(world.calendar)

    def receive(self, card: Card) -> None:
        """An alert: the files it names are looked at, an apology that lies ready is sent."""
        letters = {press.reference for press in of_kind(card, Desk, "promise_new_date")}
        promises = {press.reference for press in of_kind(card, Desk, "seen")}
        for press in of_kind(card, Desk, "open"):
            file = self._register.files.get(press.reference)
            if file is None:
                continue
            if press.reference in letters and file.fate.apologised:
                self._begin(f"apologise-{file.fate.number}", self._apologise(file))
            elif press.reference in promises and file.fate.punctuality == "late" and self.rng.random() < 0.4:
                self._begin(f"promise-{file.fate.number}", self._promise(file))
            self.take(file)

    def take(self, file: File) -> None:
        """Takes a file in hand, unless somebody has it; leaders only look."""
        if self.role in (Role.HEAD, Role.CHAIRMAN):
            self._begin(f"look-{file.fate.number}", self._look(file))
        elif not file.in_hand:
            file.in_hand = True
            self._begin(f"handle-{file.fate.number}", self._handle(file))

    def hand_over(self, file: File, at: datetime) -> None:
        """The resident comes to the desk at a moment."""
        self.world.begin(f"{self.address}/give-{file.fate.number}", self._give(file), self._hours.at_work(at))

    async def rounds(self) -> Course:
        """Every working morning the list is read: what no message told of is found there."""
        while True:
            yield self._hours.days_on(self.world.now, 1, self.rng).replace(hour=0) + timedelta(minutes=45)
            card = await self.press(Desk("list"))
            for press in of_kind(card, Desk, "open"):
                file = self._register.files.get(press.reference)
                if file is not None and not file.ready:
                    self.take(file)

    def _begin(self, name: str, course: Course) -> None:
        pause = timedelta(minutes=self.rng.choice((3, 8, 20, 45)) + self.rng.randrange(10))
        self.world.begin(f"{self.address}/{name}", course, self._hours.at_work(self.world.now + pause))

    async def _handle(self, file: File) -> Course:
        """All that can be done about a file now and in the next days, until the resident is to do something."""
        try:
            while True:
                moves = await self._open(file)
                step = next_move(file, moves)
                if not step:
                    return
                at = self._hours.at_work(max(self.world.now, self._when(step, file)))
                if at > self.world.now:
                    yield at
                await self._make(step, file)
                yield self._hours.at_work(self.world.now + timedelta(minutes=self.rng.randrange(2, 8)))
        finally:
            file.in_hand = False

    async def _open(self, file: File) -> frozenset[str]:
        """The names of what can be pressed about a file; who could not be reached is phoned."""
        card = await self.press(Desk("open", file.reference))
        moves = frozenset(press.verb for press in of_kind(card, Desk) if press.reference == file.reference)
        if "told" in moves:
            await self.press(Desk("told", file.reference))
            self._told(file, "called")
        return moves

    def _when(self, step: str, file: File) -> datetime:
        if step == "accept" and file.fate.punctuality != "early":
            return self._hours.in_the_middle(self.world.now, self.rng)
        if step in ("record_result", "decline") and file.finish_at is not None:
            return file.finish_at
        if step == "forward" and file.finish_at is not None:
            return file.finish_at - timedelta(minutes=40)
        return self.world.now

    async def _make(self, step: str, file: File) -> None:
        file.tries[step] = file.tries.get(step, 0) + 1
        if file.tries[step] > _MOST_TRIES:
            raise Lost(f"{file.reference}: {step} does not come about ({file.fate})")
        card = await self.press(Desk(step, file.reference))
        match step:
            case "accept":
                await self._accept(file)
            case "ask_supplement":
                await self._ask(file, card)
            case "refuse" | "decline":
                await self.say(_REASON)
            case "ask_payment":
                await self.say("50.000")
            case _:
                await self.press(Desk("sure", file.reference, step))
        if step in ("record_result", "decline"):
            file.ready = True
            self._told(file, "ready")

    async def _accept(self, file: File) -> None:
        await self.say(self._register.official_code(f"{local(self.world.now):%y%m%d}"))
        file.accepted_at = self.world.now
        file.finish_at = self._hours.finish(self.world.now, file.term, file.fate.punctuality, self.rng)
        file.detour = self.rng.choice(("", "", "start", "start", "consult", "ask_payment"))
        self._told(file, "accepted")

    async def _ask(self, file: File, card: Card) -> None:
        """Asks for the first of the papers that the file needs; afterwards the result is only a matter of minutes."""
        file.asked = True
        file.finish_at = self.world.now
        for paper in of_kind(card, Desk, "paper")[:1]:
            card = await self.press(paper)
            reason = self.rng.choice(of_kind(card, Desk, "reason"))
            await self.press(reason)
            await self.press(Desk("note", file.reference))

    async def _give(self, file: File) -> Course:
        await self.press(Desk("hand_over", file.reference))
        yield self.world.now
        await self.press(Desk("sure", file.reference, "hand_over"))

    async def _look(self, file: File) -> Course:
        await self.press(Desk("open", file.reference))
        yield self.world.now

    async def _apologise(self, file: File) -> Course:
        """The letter that lies ready, with a reason; who may not send it lays it before the head."""
        if file.apology == self.role:
            return
        file.apology = self.role
        card = await self.press(Desk("promise_new_date", file.reference))
        for reason in of_kind(card, Desk, "letter")[:1]:
            card = await self.press(reason)
            for yes in of_kind(card, Desk, "promise!"):
                await self.press(yes)
        yield self.world.now

    async def _promise(self, file: File) -> Course:
        card = await self.press(Desk("seen", file.reference))
        days = [press for press in of_kind(card, Desk, "seen") if press.first]
        if days:
            await self.press(self.rng.choice(days))
        yield self.world.now
