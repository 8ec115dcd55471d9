"""Twin towns in which the same happens: one looks at what is awake, the thorough one at everything at every tick."""

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.services.chasing import chase
from bot.services.recalculation import follow_calendar
from bot.services.reminders import plan
from flows.calendar import local_day
from flows.dossier import ENDED, Role, State
from flows.moves import (
    Accept,
    AskSupplement,
    Complete,
    Consult,
    Decline,
    Forward,
    HandOver,
    Move,
    PromiseNewDate,
    RecordResult,
    Refuse,
    Start,
    Stop,
    Withdraw,
)
from flows.promises import SEEN, until_of
from flows.transition import Moved, move
from storage.errors import Conflict
from storage.records import DossierRecord
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork
from tests.bot.clock.office import LIBRARY, Town

OPEN = tuple(state for state in State if state not in ENDED)
POSTS = (("clerk", Role.CLERK), ("head", Role.HEAD), ("chairman", Role.CHAIRMAN), ("second clerk", Role.CLERK))
AT_DESK = "birth_proof"


class Twin:
    """A town and the content it uses just now; its dice fall as those of the other."""

    def __init__(self, here: Town, seed: int, thorough: bool) -> None:
        self.here, self.thorough, self.library = here, thorough, LIBRARY
        self.dice = random.Random(seed)
        self.files: list[int] = []
        self.drafts = 0
        self.looked = 0

    async def tick(self) -> None:
        """One round of the clock, and what is due delivered."""
        if self.thorough:
            await self.here.database.turn(self._wake_everything)
        self.looked += len(await self.here.database.turn(lambda u: u.waking.files(self.here.now, 1_000)))
        await follow_calendar(self.here.database, self.library, self.here.now)
        await plan(self.here.database, self.library, self.here.now)
        await chase(self.here.database, self.library, self.here.now)
        await self.here.deliver()

    async def step(self) -> None:
        """Something happens, mostly to a file."""
        pick = self.dice.randrange(12)
        if pick < 2 or not self.files:
            await self._sent_in()
        elif pick == 2:
            await self._draft()
        elif pick == 3:
            await self._post_changes()
        elif pick == 4:
            self._calendar_changes()
        elif pick < 7:
            await self._promise(await self._any_file())
        elif pick == 7:
            await self._opened(await self._any_file())
        else:
            await self._moved(await self._any_file())

    async def known(self) -> tuple[list[tuple[str, str, str]], list[list[str]]]:
        """Every notice that was ever owed, when and what became of it; and the log of every file."""

        def read(u: UnitOfWork) -> tuple[list[tuple[str, str, str]], list[list[str]]]:
            long_ago = self.here.now - timedelta(days=400)
            notices = [one for person in range(1, 12) for one in u.outbox.of_person_since(person, long_ago)]
            owed = [(one.dedupe, one.not_before.isoformat(), str(one.state)) for one in notices]
            return sorted(owed), [[event.kind for event in u.dossiers.events(file)] for file in self.files]

        return await self.here.database.turn(read)

    async def _sent_in(self) -> None:
        person = await self.here.person(self.dice.choice(("an", "binh")))
        answers = self.dice.choice(({}, {AT_DESK: None}))
        record = await self.here.dossier(person, self.dice.choice(("5wd", "1wd", "0d", "20wd", "8wh")), answers)
        self.files.append(record.id)

    async def _draft(self) -> None:
        self.drafts += 1
        person = await self.here.person(f"drafter {self.drafts % 3}")
        with suppress(Conflict):
            await self.here.draft(person)

    async def _post_changes(self) -> None:
        who, role = self.dice.choice(POSTS)
        person = await self.here.person(who)

        def change(u: UnitOfWork) -> None:
            held = u.staff.of(person)
            if held:
                u.staff.revoke(held[0].id, self.here.now)
                return
            code = f"{who}{len(self.files)}{self.here.now}"
            u.staff.invite(Appointment(role), code, self.here.now + timedelta(days=1), self.here.now, None)
            u.staff.redeem(code, person, self.here.now)

        await self.here.database.turn(change)

    def _calendar_changes(self) -> None:
        day = local_day(self.here.now) + timedelta(days=self.dice.randint(1, 9))
        calendar = self.library.calendar
        if day not in calendar.makeup:
            off = {**calendar.days_off, day: "Nghỉ bù"}
            self.library = replace(self.library, calendar=replace(calendar, days_off=off))

    async def _any_file(self) -> DossierRecord:
        file = self.dice.choice(self.files)
        record = await self.here.database.turn(lambda u: u.dossiers.get(file))
        assert record is not None
        return record

    async def _promise(self, record: DossierRecord) -> None:
        law, now = self.library.law, self.here.now
        day = law.calendar.working_days_after(local_day(now), self.dice.randrange(3))
        until = until_of(day, record.dossier, now, law)
        if until is not None:
            told = {"until": until.isoformat()}
            await self.here.database.turn(lambda u: u.dossiers.append(record.id, SEEN, None, Role.HEAD, now, told))

    async def _opened(self, record: DossierRecord) -> None:
        person = await self.here.person("clerk")
        await self.here.database.turn(lambda u: u.views.log(person, record.id, "file", "handling", self.here.now))

    async def _moved(self, record: DossierRecord) -> None:
        """The first of some moves, in the order of the dice, that is legal."""
        later = self.library.calendar.next_working_day(
            local_day(max(self.here.now, record.dossier.due_at or self.here.now))
        )
        wanted: Sequence[Move] = (
            *(Accept(), Accept(), Start(), AskSupplement("proof", "blurred"), Complete(), Consult(), Forward()),
            *(RecordResult(), Decline("other", "x"), HandOver("signed"), Withdraw(), Stop(), Refuse("other", "x")),
            PromiseNewDate(self.library.calendar.closing(later), "late_load"),
        )
        for one in self.dice.sample(wanted, len(wanted)):
            for role in (Role.HEAD, Role.RESIDENT):
                if isinstance(move(record.dossier, one, role, self.here.now, LIBRARY.law), Moved):
                    await self.here.move(record, one, role)
                    return

    def _wake_everything(self, u: UnitOfWork) -> None:
        for record in u.dossiers.in_states(OPEN, None, 1_000):
            u.waking.wake_file(record.id, self.here.now)
        for draft in u.drafts.idle(self.here.now + timedelta(days=1), None, 1_000):
            u.waking.sleep_draft(draft.id, self.here.now)
