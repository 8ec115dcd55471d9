"""A village in which anything may be pressed, as a state machine: its rules are what people and time can do."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from bot.callbacks import Act, Desk, Menu
from bot.clock import Timekeeper
from bot.ports import Pressed
from bot.services.delivery import Delivery
from bot.services.notices import compose
from content.catalog import load
from flows.dossier import Role
from flows.lifecycle import MOVES
from flows.moves import Accept
from flows.transition import Moved, legal_moves, move
from storage.database import open_database
from storage.keys import new_key
from storage.unit_of_work import UnitOfWork
from tests.bot.dossier.invariants import NOTICES, Watch, clocks_agree
from tests.bot.dossier.village import COPY, SINGLE, Village

T = TypeVar("T")
START = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LIBRARY = load("nam_thanh_mien")
RESIDENTS = ("an", "binh")
OFFICIALS = ("clerk", "head", "chairman", "elsewhere", "helper")
EVERYBODY = (*RESIDENTS, *OFFICIALS)
VERBS = tuple(dict.fromkeys(rule.name for rule in MOVES))
WORDS = (
    *("Thửa đất ghi trong mục đích không có ở xã này.", "thiếu", "1", "2", "3", "50.000", "5/12/2026", "28/11/2026"),
    *("hệ thống hỏng từ sáng nên chưa in được", "Xong", "Thôi", "quay lại", "10/1/2028"),
)


def _kept(version: str) -> Callable[[UnitOfWork], str | None]:
    return lambda u: u.contents.get(version)


class Lost(RuntimeError):
    """The program dies here."""


class Life(RuleBasedStateMachine):
    """A village in which anything may be pressed."""

    files = Bundle("files")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        here, key = Path(self.folder.name), new_key()
        self.village = Village(open_database(f"sqlite:///{here / 'life.db'}", key), LIBRARY, START, here, key)
        delivery = Delivery(self.village.database, {}, lambda: self.village.library, compose, lambda: self.village.now)
        self.keeper = Timekeeper(
            self.village.database, delivery, lambda: self.village.library, lambda: self.village.now
        )
        self.watch = Watch()
        self.codes = self.swapped = 0

    @initialize()
    def settle(self) -> None:
        """Who is who."""
        self.village.hire("clerk", Role.CLERK)
        self.village.hire("head", Role.HEAD)
        self.village.hire("chairman", Role.CHAIRMAN)
        self.village.hire("elsewhere", Role.SPECIALIST, "land")
        self.village.hire("helper", Role.HELPER)
        for who in RESIDENTS:
            self.village.person(who)

    @rule(target=files, who=st.sampled_from(RESIDENTS), several_days=st.booleans())
    def send(self, who: str, several_days: bool) -> str:
        procedure, answers = ("marital_status_certificate", SINGLE) if several_days else ("certify_copy", COPY)
        return self.run(self.village.send(who, procedure, answers)).reference

    @rule(who=st.sampled_from(OFFICIALS), file=files)
    def open_file(self, who: str, file: str) -> None:
        self.run(self.village.press(who, Desk("open", file)))

    @rule(who=st.sampled_from(EVERYBODY), file=files, verb=st.sampled_from(VERBS), sure=st.booleans())
    def begin_move(self, who: str, file: str, verb: str, sure: bool) -> None:
        self.run(self.village.press(who, Desk(verb, file)))
        if sure:
            self.run(self.village.press(who, Desk("sure", file, verb)))

    @rule(who=st.sampled_from(("clerk", "head")), file=files)
    def accept(self, who: str, file: str) -> None:
        self.codes += 1
        self.village.now += timedelta(seconds=1)
        self.run(self.village.press(who, Desk("open", file)))
        self.village.now += timedelta(seconds=1)
        self.run(self.village.press(who, Desk("accept", file)))
        self.run(self.village.say(who, f"H24.31.45-261120-{self.codes:04}"))

    @rule(file=files, verb=st.sampled_from(("record_result", "hand_over", "stop", "start", "forward", "consult")))
    def work_at_the_desk(self, file: str, verb: str) -> None:
        self.run(self.village.press("clerk", Desk(verb, file)))
        self.run(self.village.press("clerk", Desk("sure", file, verb)))

    @rule(who=st.sampled_from(("clerk", "head")), file=files)
    def asks_for_payment(self, who: str, file: str) -> None:
        self.run(self.village.press(who, Desk("ask_payment", file)))
        self.run(self.village.say(who, "50.000"))

    @rule(file=files, then=st.sampled_from(("goon", "file", "withdraw!")))
    def its_owner_withdraws(self, file: str, then: str) -> None:
        owner = "an" if self.village.file(file).person_id == self.village.person("an") else "binh"
        for verb in ("withdraw", "withdraw!", then):
            self.run(self.village.press(owner, Menu(verb, file)))

    @rule(file=files, copies=st.integers(1, 3))
    def its_owner_corrects(self, file: str, copies: int) -> None:
        record = self.village.file(file)
        owner = "an" if record.person_id == self.village.person("an") else "binh"
        question = "copies" if "copies" in record.answers else "sheets"
        card = self.run(self.village.press(owner, Menu("correct", file)))
        tags = [button.data.split(":")[1] for row in card.rows for button in row if button.data.startswith("x:")]
        if tags:
            self.run(self.village.press(owner, Act(tags[0], "fix", question)))
            self.run(self.village.say(owner, str(copies)))
            self.run(self.village.press(owner, Act(tags[0], "send")))

    @rule(who=st.sampled_from(("clerk", "head", "chairman")), file=files, choice=st.integers(0, 20))
    def do_something_legal(self, who: str, file: str, choice: int) -> None:
        """So that lives reach their end, too."""
        role, law = Role(who), self.village.library.law
        legal = legal_moves(self.village.file(file).dossier, role, self.village.now, law)
        if legal:
            verb = legal[choice % len(legal)]
            self.run(self.village.press(who, Desk(verb, file)))
            self.run(self.village.press(who, Desk("sure", file, verb)))
            self.run(self.village.say(who, "50.000" if verb == "ask_payment" else WORDS[0]))

    @rule(who=st.sampled_from(("clerk", "head")), file=files, step=st.integers(0, 3))
    def ask_for_a_paper(self, who: str, file: str, step: int) -> None:
        card = self.run(self.village.press(who, Desk("ask_supplement", file)))
        for verb in ("paper", "reason", "note")[:step]:
            found = [button.data for row in card.rows for button in row if button.data.startswith(f"d:{verb}:")]
            if found:
                card = self.run(self.village.does(who, Pressed(found[0])))

    @rule(who=st.sampled_from(("clerk", "head")), file=files, day=st.integers(0, 4))
    def apologise(self, who: str, file: str, day: int) -> None:
        self.run(self.village.press(who, Desk("promise_new_date", file)))
        card = self.run(self.village.press(who, Desk("late", file, "late_agency")))
        offered = [button.data for row in card.rows for button in row if button.data.startswith("d:until:")]
        if offered:
            self.run(self.village.does(who, Pressed(offered[day % len(offered)])))
            self.run(self.village.press(who, Desk("promise!", file)))

    @rule(
        who=st.sampled_from(EVERYBODY),
        file=files,
        verb=st.sampled_from(("file", "why", "withdraw", "withdraw!", "goon", "correct", "supplement")),
    )
    def resident_presses(self, who: str, file: str, verb: str) -> None:
        self.run(self.village.press(who, Menu(verb, file)))

    @rule(who=st.sampled_from(EVERYBODY), place=st.integers(0, 12))
    def press_what_is_on_the_card(self, who: str, place: int) -> None:
        card = self.village.cards.get(who)
        buttons = [button for row in card.rows for button in row if button.data] if card else []
        if buttons:
            self.run(self.village.does(who, Pressed(buttons[place % len(buttons)].data)))

    @rule(who=st.sampled_from(EVERYBODY), words=st.sampled_from(WORDS))
    def say(self, who: str, words: str) -> None:
        self.run(self.village.say(who, words))

    @rule(file=files)
    def bring_the_paper(self, file: str) -> None:
        """At the desk: the clerk takes it in."""
        self.run(self.village.press("clerk", Desk("complete", file)))
        self.run(self.village.press("clerk", Desk("sure", file, "complete")))

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.village.now += timedelta(hours=hours)
        self.tick()

    @rule(days=st.integers(1, 8))
    def the_calendar_changes(self, days: int) -> None:
        self.swapped += 1
        day = self.village.now.date() + timedelta(days=days)
        off = (
            {**LIBRARY.calendar.days_off, day: "Nghỉ hoán đổi"} if self.swapped % 3 else dict(LIBRARY.calendar.days_off)
        )
        off.pop(date(2027, 1, 1) if self.swapped % 2 else date(2026, 11, 24), None)
        self.village.library = replace(LIBRARY, calendar=replace(LIBRARY.calendar, days_off=off))
        self.tick()

    @rule(file=files, halfway=st.sampled_from(("save", "append", "owe")))
    def work_is_cut_short(self, file: str, halfway: str) -> None:
        """The transaction of a move dies in its middle: nothing of it may stay."""
        record = self.village.file(file)
        moved = move(record.dossier, Accept(), Role.CLERK, self.village.now, self.village.library.law)

        def work(u: UnitOfWork) -> None:
            if isinstance(moved, Moved):
                saved = u.dossiers.save(record, moved.dossier, self.village.now)
                if halfway != "save":
                    u.dossiers.append(record.id, moved.event, None, Role.CLERK, self.village.now, moved.data)
                if halfway == "owe":
                    u.outbox.owe(f"x:{record.id}", saved.person_id, "accepted", {}, now=self.village.now)
            raise Lost

        before = (record, self.village.events(record), self.village.kinds(record))
        with suppress(Lost):
            self.village.database.run(work)
        assert (self.village.file(file), self.village.events(record), self.village.kinds(record)) == before

    @invariant()
    def nothing_is_broken(self) -> None:
        records = self.village.files()
        self.watch.codes(records)
        for record in records:
            self.looks_after(record.reference)

    def looks_after(self, file: str) -> None:
        """Every invariant of one file."""
        record = self.village.file(file)
        log = self.village.events(record)
        snapshot = self.village.database.run(_kept(record.version))
        self.watch.dossier(record, snapshot, log)
        clocks_agree(record.dossier, log, self.village.library, self.village.now)
        owed = self.village.kinds(record)
        for event in log:
            wanted = NOTICES.get(event.kind, {""})
            assert "" in wanted or wanted & set(owed), f"{event.kind} owed nothing"

    def run(self, work: Coroutine[object, object, T]) -> T:
        return self.loop.run_until_complete(work)

    def tick(self) -> None:
        self.run(self.keeper.run_all_ticks())

    def teardown(self) -> None:
        self.village.database.close()
        self.loop.close()
        self.folder.cleanup()
