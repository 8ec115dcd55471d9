"""Role by act by scope, each pressed with a forged button over the web page and over Telegram: exactly what the table
permits shows or changes anything. How a new act gets its probe stands in `probes`."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest

from bot.callbacks import LIMIT
from bot.ports import Arrival, Card, Chat, File, Listener, Opened, Pressed, Said, Sent
from bot.services.areas import AREAS
from bot.services.people import appoint
from flows.authority import TABLE, Act
from storage.records import Seat
from storage.unit_of_work import UnitOfWork
from tests.authority.ground import OWNER, Ground, Seen, Who, appointment, everybody
from tests.authority.probes import PROBES, Probe, waiting
from tests.authority.verbs import forged
from tests.bot.services.conftest import MORNING, SENT, data_of
from tests.bot.web.driver import WebDriver
from tests.botapi.driver import TelegramDriver
from tests.contracts.stages import ChannelStage
from tests.papers import photo
from tests.player import Driver
from tests.replay import library

LIBRARY = library("nam_thanh_mien")


def test_every_act_has_a_probe_or_nothing_asks_for_it() -> None:
    known = set(PROBES) | waiting()
    assert [str(act) for act in Act if act not in known] == []
    assert {act for row in TABLE.values() for act in row} <= known


class Undoing:
    """Between a channel and the program: presses of the matrix are tried and undone, all else goes through."""

    def __init__(self, assistant: Listener, ground: Ground) -> None:
        self._assistant, self._ground = assistant, ground
        self.probe: Probe | None = None
        self.seen: dict[str, Seen] = {}

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        """What a press shows; it is remembered, and nothing of it stays."""
        if self.probe is None or not isinstance(arrival.what, Pressed):
            return await self._assistant.turn(arrival)
        seen = await asyncio.to_thread(self._ground.try_it, arrival.chat, arrival.what.data, self.probe.before)
        self.seen[arrival.chat.address] = seen
        return (Card(seen.card.text, seen.card.rows),)

    async def file(self, chat: Chat, file_id: str) -> File | None:
        """As the program has it."""
        return await self._assistant.file(chat, file_id)


class Matrix:
    """A stage with one real channel, everybody of the matrix before it, and the ground."""

    def __init__(self, stage: ChannelStage, channel: str) -> None:
        self.stage, self.channel = stage, channel
        self.ground = Ground(stage.database, LIBRARY, stage.now)
        self.undoing = Undoing(stage.assistant, self.ground)
        stage.listener = self.undoing
        self.drivers: dict[str, Driver] = {}
        self._arrivals = 0

    def address(self, name: str) -> str:
        """How the channel calls somebody's chat."""
        driver = self.drivers[name]
        if isinstance(driver, WebDriver):
            return driver.address
        assert isinstance(driver, TelegramDriver)
        return str(driver.resident.user_id)

    async def sit_down(self) -> None:
        """Everybody opens a chat at the channel, and takes on their role."""
        for who in everybody():
            driver = self.drivers[who.name] = await self.stage.seat(who.name.replace(" ", "_"))
            if isinstance(driver, WebDriver | TelegramDriver):
                await self.tell(who.name, Opened(self._code(who)))
            seat = self.stage.database.run(partial(self._seat, address=self.address(who.name)))
            assert seat is not None
            self.ground.people[who.name] = seat.person.id

    def _seat(self, u: UnitOfWork, address: str) -> Seat | None:
        return u.people.at(self.channel, address)

    def _code(self, who: Who) -> str:
        offers = appointment(who, LIBRARY)
        return "" if offers is None else self.stage.database.run(lambda u: appoint(u, offers, self.stage.now()))

    async def tell(self, name: str, what: Opened | Said | Pressed | Sent) -> Card:
        """Something said or pressed that stays."""
        self._arrivals += 1
        chat = Chat(self.channel, self.address(name))
        (card,) = await self.stage.assistant.turn(Arrival(chat, f"ground-{self._arrivals}", what))
        return card

    async def lay(self) -> None:
        """A file with a photo, accepted and owned by a clerk; and a draft begun."""
        for words in SENT[:8]:
            await self.tell(OWNER, Said(words))
        await self.tell(OWNER, Sent(photo("trang 1"), "ảnh.jpg"))
        for words in ("xong", "Nguyễn Thị Mẫu", "0912345678", "gửi"):
            await self.tell(OWNER, Said(words))
        clerk, names = "clerk trong", self.ground.names
        (names["ref"],) = self.stage.references()
        for press in ("look:{ref}:original", "accept:{ref}"):
            card = await self.tell(clerk, Pressed(f"d:{press}".format(**names)))
            if "look" in press:
                names["seal"] = data_of(card, "Được").rsplit(":", 1)[1]
        await self.tell(clerk, Said("H24.31.45-261123-0001"))
        await self.tell(clerk, Pressed("d:list"))
        names["owner"] = str(self.ground.people[OWNER])
        for words in ("sao y", "bắt đầu"):
            await self.tell(OWNER, Said(words))
        owner = self.ground.people[OWNER]
        (draft,) = self.stage.database.run(lambda u: u.drafts.all_of(owner))
        names["tag"] = draft.tag

    async def press(self, who: Who, data: str) -> Seen:
        """A forged button, over the channel."""
        driver = self.drivers[who.name]
        if isinstance(driver, WebDriver):
            await driver.press(data)
        else:
            assert isinstance(driver, TelegramDriver)
            driver.resident.press(data)
            await driver.resident.answered()
        return self.undoing.seen[self.address(who.name)]

    async def faults(self, act: Act, probe: Probe) -> list[str]:
        """Where a press of the act is not as the table has it."""
        self.undoing.probe = probe
        data = probe.press.format(**self.ground.names)
        shows, people = probe.shows.format(**self.ground.names), everybody()
        found = []
        for who, seen in zip(people, await asyncio.gather(*(self.press(who, data) for who in people)), strict=True):
            permitted = self.ground.may(who, (act, *probe.also), on_file=probe.on_file)
            if permitted != seen.shows(shows):
                found.append(f"{act} by {who.name}: permitted {permitted}, but: {seen.card.text[:90]!r}")
            elif seen.changed and not permitted and not self.ground.may(who, probe.instead, on_file=probe.on_file):
                found.append(f"{act} by {who.name}: refused, but {seen.changed} rows changed")
        return found


STRANGERS = ("người lạ", "helper ngoài", "clerk ngoài")
SECRETS = ("Nguyễn Thị Mẫu", "0912345678")


def test_the_forged_presses_are_those_of_every_area_and_fit_a_button() -> None:
    presses = forged("ABCDEF")
    assert {press.split(":")[1] for press in presses if press.startswith("w:")} == set(AREAS)
    assert len([press for press in presses if press[0] == "d"]) > len(AREAS)
    assert all(len(press.encode()) <= LIMIT for press in presses)


@pytest.mark.parametrize("channel", ["web", "telegram"])
async def test_no_forged_verb_shows_or_touches_anything_of_somebody_elses(tmp_path: Path, channel: str) -> None:
    async with AsyncExitStack() as stack:
        matrix = await laid(stack, tmp_path, channel)
        matrix.undoing.probe = Probe("", "")
        people = [who for who in everybody() if who.name in STRANGERS]
        found = []
        for data in forged(matrix.ground.names["ref"]):
            pressed = await asyncio.gather(*(matrix.press(who, data) for who in people))
            for who, seen in zip(people, pressed, strict=True):
                if seen.touched:
                    found.append(f"{data} by {who.name} touched something: {seen.card.text[:80]!r}")
                found += [f"{data} by {who.name} shows {secret}" for secret in SECRETS if seen.shows(secret)]
        assert not found, "\n".join(found)


async def laid(stack: AsyncExitStack, folder: Path, channel: str) -> Matrix:
    """The matrix at one channel, the ground laid."""
    stage = ChannelStage(folder, LIBRARY, MORNING, stack)
    stack.callback(stage.database.close)
    matrix = Matrix(stage, channel)
    await (stage.serve_web() if channel == "web" else stage.serve_telegram("polling"))
    stage.begin("web" if channel == "web" else "polling")
    await matrix.sit_down()
    await matrix.lay()
    return matrix


@pytest.mark.parametrize("channel", ["web", "telegram"])
async def test_exactly_what_the_table_permits_shows_or_changes_anything(tmp_path: Path, channel: str) -> None:
    async with AsyncExitStack() as stack:
        matrix = await laid(stack, tmp_path, channel)
        found = [fault for act, probe in PROBES.items() for fault in await matrix.faults(act, probe)]
        assert not found, "\n".join(found)
