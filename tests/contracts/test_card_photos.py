"""Photos of identity cards over the real channels: read, not kept, and taken out of the conversation on request."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.calendar import ZONE
from tests.bot.web.driver import Frame, WebDriver
from tests.botapi import Resident
from tests.botapi.driver import TelegramDriver
from tests.contracts.stages import ChannelStage, channel_stage
from tests.papers import sample
from tests.player import Driver
from tests.replay import library

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
TO_THE_NAME = ("giấy độc thân", "bắt đầu", "chị", "1", "1", "1", "1", "1", "1", "1")
REMOVE = "Xóa ảnh thẻ ở đây"


async def _card_sent(stage: ChannelStage, *files: str) -> Driver:
    driver = await stage.seat("")
    for words in TO_THE_NAME:
        await driver.say(words)
    await driver.see()
    await driver.send([sample(name) for name in files])
    return driver


def _kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "vault").rglob("*") if path.is_file()]


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_telegram_removes_the_photos_that_were_sent_and_nothing_else(tmp_path: Path, way: str) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, way) as stage:
        driver = await _card_sent(stage, "mặt sau thẻ", "thẻ căn cước mẹ")
        assert isinstance(driver, TelegramDriver)
        assert "2. Họ tên: Trần Thị Hoa" in await driver.see()
        assert _kept(tmp_path) == []
        before = _heard(driver.resident)
        await driver.tap(REMOVE)
        shown = await driver.see()
        assert any("đang gỡ ảnh thẻ" in line for line in shown)
        assert f"[{REMOVE}]" not in shown
        await driver.say("trợ giúp")  # what is removed is removed after its answer was shown
        photos = before[-2:]
        assert [number for number in before if number not in _heard(driver.resident)] == photos


def _heard(resident: Resident) -> list[int]:
    return list(resident.room.heard)


async def test_the_page_and_its_history_forget_the_photo(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web") as stage:
        driver = await _card_sent(stage, "thẻ căn cước mẹ")
        assert isinstance(driver, WebDriver)
        key = driver.last_key
        assert any(_file_of(item) for item in driver.items)
        await driver.tap(REMOVE)
        await driver.say("trợ giúp")
        assert driver.erased == [key]
        async with WebDriver(stage.url) as second:
            await second.disconnect()
            second.session.cookie_jar.update_cookies({"motcua": driver.token}, second.base)
            await second.connect()
            await second.hello()
            assert not any(_file_of(item) for item in second.items)
            assert len(second.items) == len(driver.items)


def _file_of(item: Frame) -> object:
    me = item.get("me")
    return me.get("file") if isinstance(me, dict) else None


async def test_what_the_channel_cannot_remove_any_more_is_not_offered(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "polling") as stage:
        driver = await _card_sent(stage, "thẻ căn cước mẹ")
        assert isinstance(driver, TelegramDriver)
        await stage.move_to(MORNING + timedelta(hours=48))
        before = _heard(driver.resident)
        await driver.tap(REMOVE)
        assert any("không gỡ giúp được nữa" in line for line in await driver.see())
        assert _heard(driver.resident) == before
