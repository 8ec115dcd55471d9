"""A surprise inspection leaks nowhere before check-in: a world with one and a world without one look alike.

Whoever might be inspected presses every button they can reach, reads every message, and every row and log line they
may see is compared. What differs is a leak, whatever it is: a name, a day, a count, a number that was passed over.
"""

import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from bot.callbacks import Menu, Work, pack
from bot.ports import Arrival, Card, Chat, Pressed, Said
from flows.calendar import ZONE
from flows.inspections import Kind
from tests.player import Player
from tests.replay import open_stage
from tests.stage import DirectStage, channel_of, lines_of

CHAIRMAN, INSPECTOR = "chủ tịch Bình", "công chức Minh (land construction business)"
INSPECTED = ("công chức Hạnh (civil_status certification)", "trưởng bộ phận Thu", "phó chủ tịch Cúc", "đầu mối Dung")
OTHERS = ("người hỗ trợ", "")
UNIT, DAY = "justice", "20261202"
_TAG = re.compile(r"\b([ax]):[^:\s]+(?::\S+)?")
_NUMBER = re.compile(r"\d+")
_START = datetime(2026, 1, 1, tzinfo=ZONE)
_CODE = re.compile(r"\b[2-9A-HJ-NP-Z]{4}[ -]?[2-9A-HJ-NP-Z]{4}\b")
_PRESSES = 140

FILING = """
@ 2026-11-30 09:00

> sao y giay to

> [Bắt đầu]

> [Bác]

> [1. Bản sao giấy]

> [1. Còn nguyên, đọc rõ]

> [1. Tiếng Việt]

> [2]

> [3]

> (bằng tốt nghiệp)

> [Xong]

> Trần Thị Hoa

> [Bỏ qua]

> [Gửi hồ sơ]
"""


@dataclass
class World:
    """One commune, with all that anybody saw and all that was logged in it."""

    stage: DirectStage
    player: Player
    keys: Iterator[int] = field(default_factory=count)

    async def begin(self) -> None:
        for who in (CHAIRMAN, INSPECTOR, *INSPECTED, "người hỗ trợ"):
            await self.player.play(f"{who}> /start")
        await self.player.play(FILING)

    async def arrive(self, who: str, what: Pressed | Said) -> Card:
        arrival = Arrival(Chat(channel_of(who), who), f"leak{next(self.keys)}", what)
        return (await self.stage.assistant.turn(arrival))[-1]

    async def press(self, who: str, *data: Work | Menu) -> Card:
        card = Card("")
        for one in data:
            card = await self.arrive(who, Pressed(pack(one)))
        return card

    async def plan(self, kind: Kind) -> str:
        """The chairman plans an inspection of the unit by the inspector; returns its code."""
        minh = self.person(INSPECTOR)
        steps = (Work("inspections", "new"), Work("inspections", "kind", kind.value), Work("inspections", "unit", UNIT))
        await self.press(CHAIRMAN, *steps, Work("inspections", "day", DAY), Work("inspections", "who", str(minh)))
        return self.stage.database.run(lambda u: u.inspections.since(_START))[-1].code

    def person(self, who: str) -> int:
        seat = self.stage.database.run(lambda u: u.people.at(channel_of(who), who))
        assert seat is not None
        return seat.person.id

    async def to(self, moment: str) -> None:
        await self.player.play(f"@ {moment}")

    async def seen(self, who: str) -> list[str]:
        """All that somebody sees who presses every button that can be reached, and types what comes to mind."""
        waiting = [pack(Menu(verb)) for verb in ("work", "desk", "home", "settings", "help", "mine")]
        pressed, found = set[str](), list[str]()
        while waiting and len(pressed) < _PRESSES:
            data = waiting.pop(0)
            if data in pressed or data.startswith("w:staff:"):  # who may be dismissed is nobody's secret
                continue
            pressed.add(data)
            card = await self.arrive(who, Pressed(data))
            found.extend((data, *lines_of(card)))
            waiting.extend(button.data for row in card.rows for button in row if button.data)
        for words in ("kiểm tra", "kiểm tra đột xuất", "AB23 CD45"):
            found.extend(lines_of(await self.arrive(who, Said(words))))
        return [self.plain(line) for line in found]

    def told(self, who: str) -> list[str]:
        """All that somebody was ever owed, with the log of acts, which leaders read."""
        person = self.person(who)
        notices = self.stage.database.run(lambda u: u.outbox.of_person_since(person, _START))
        acts = self.stage.database.run(lambda u: u.acts.latest(500))
        lines = [f"{one.kind} {one.dedupe} {dict(one.params)} {one.state}" for one in notices]
        return [self.plain(line) for line in (*lines, *(f"{one.id} {one.kind} {dict(one.data)}" for one in acts))]

    def plain(self, text: str) -> str:
        """Without what is random in every world: references, codes, the tags of drafts."""
        for place, reference in enumerate(self.stage.references()):
            text = text.replace(reference, f"HS{place}")
        return _CODE.sub("CODE", _TAG.sub(r"\1:TAG", text))


def _folder(above: Path, name: str) -> Path:
    folder = above / name
    folder.mkdir()
    return folder


@asynccontextmanager
async def world(above: Path, name: str, caplog: pytest.LogCaptureFixture) -> AsyncIterator[World]:
    """A commune on a Monday morning, with everybody at work and one file sent in."""
    stage = open_stage("@ 2026-11-30 08:55", _folder(above, name))
    here = World(stage, Player(stage))
    try:
        await here.player.play("@ 2026-11-30 08:55")
        await here.begin()
        caplog.clear()
        yield here
    finally:
        stage.close()


async def look(here: World, caplog: pytest.LogCaptureFixture) -> dict[str, list[str]]:
    """What everybody but chairman and inspector can see now, and every line that was logged since the last look."""
    seen = {who: [*await here.seen(who), *here.told(who)] for who in (*INSPECTED, *OTHERS)}
    seen["log"] = [_NUMBER.sub("#", record.getMessage()) for record in caplog.records]
    caplog.clear()
    return seen


async def days(here: World, caplog: pytest.LogCaptureFixture) -> AsyncIterator[dict[str, list[str]]]:
    """What is seen right after planning, on the eve, and on the morning of the day."""
    for moment in ("2026-11-30 09:30", "2026-12-01 16:00", "2026-12-02 08:30"):
        await here.to(moment)
        yield await look(here, caplog)


async def test_nothing_tells_of_a_surprise_inspection_before_check_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "motcua")
    async with world(tmp_path, "without", caplog) as quiet:
        usual = [seen async for seen in days(quiet, caplog)]
        usual.append(await look(quiet, caplog))
    async with world(tmp_path, "with", caplog) as secret:
        code = await secret.plan(Kind.SURPRISE)
        caplog.clear()
        same = [seen async for seen in days(secret, caplog)]
        await secret.press(INSPECTOR, Work("inspections", "arrive", code))
        same.append(await look(secret, caplog))
        for before, after in zip(usual, same, strict=True):
            for who, lines in before.items():
                assert after[who] == lines, who
        await secret.press(INSPECTOR, Work("inspections", "alone", code))
        shown = await look(secret, caplog)
        for who in INSPECTED:
            assert any("Đột xuất" in line and "02/12/2026" in line for line in shown[who]), who
        for who in OTHERS:
            assert not any("Đột xuất" in line for line in shown[who]), who


async def test_the_looking_finds_what_is_no_secret(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The same looks at a periodic inspection, of which the unit is told: they must find it."""
    async with world(tmp_path, "with", caplog) as here:
        await here.plan(Kind.PERIODIC)
        await here.to("2026-11-30 09:30")
        seen = await look(here, caplog)
        for who in INSPECTED:
            assert any("Định kỳ" in line and "02/12/2026" in line for line in seen[who]), who
        for who in OTHERS:
            assert not any(
                "inspection" in line or "Quầy 1: hộ tịch, chứng thực – Định kỳ" in line for line in seen[who]
            )


async def test_forged_buttons_about_a_surprise_inspection_are_like_buttons_about_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with world(tmp_path, "with", caplog) as here:
        code = await here.plan(Kind.SURPRISE)
        for who in (*INSPECTED, *OTHERS):
            for verb in ("one", "move", "other", "cancel", "arrive", "wait", "alone", "checklist", "followed", "plan"):
                real = await here.press(who, Menu("work"), Work("inspections", verb, code))
                none = await here.press(who, Menu("work"), Work("inspections", verb, "ZZZZ9999"))
                assert lines_of(real) == lines_of(none), (who, verb)
        lines = here.stage.database.run(lambda u: u.inspections.of(code))
        assert [line.kind for line in lines] == ["planned"]
