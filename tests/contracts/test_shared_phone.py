"""A phone that several people share, over the real channels: the typed PIN leaves it, a closed box its history."""

from datetime import datetime
from pathlib import Path

import pytest

from flows.calendar import ZONE
from tests.bot.web.driver import WebDriver
from tests.botapi.driver import TelegramDriver
from tests.contracts.stages import ChannelStage, channel_stage
from tests.player import Driver
from tests.replay import library

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
PIN = "2580"


async def _said(driver: Driver, *words: str) -> str:
    for one in words:
        await driver.say(one)
    return "\n".join(await driver.see())


async def _shared(stage: ChannelStage) -> Driver:
    """A phone that bà Tư shares with anh Ba; she acts, and is about to set a PIN."""
    driver = await stage.seat("")
    await _said(driver, "/start", "trợ giúp")
    await driver.tap("Nhiều người dùng chung máy")
    await driver.tap("Thêm người")
    await _said(driver, "bà Tư", "anh Ba")
    await driver.tap("Đặt mã PIN cho hộp này")
    return driver


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_telegram_removes_the_message_with_the_pin(tmp_path: Path, way: str) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, way) as stage:
        driver = await _shared(stage)
        assert isinstance(driver, TelegramDriver)
        before = list(driver.resident.room.heard)
        assert "Đã đặt mã PIN" in await _said(driver, PIN, PIN)
        pins = [number for number in driver.resident.room.heard if number not in before]
        await _said(driver, "trợ giúp")  # what is removed is removed after its answer was shown
        assert not set(pins) & set(driver.resident.room.heard)
        assert set(before) <= set(driver.resident.room.heard)


async def test_the_page_forgets_the_pin_and_what_was_said_in_a_closed_box(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web") as stage:
        driver = await _shared(stage)
        assert isinstance(driver, WebDriver)
        assert "Đã đặt mã PIN" in await _said(driver, PIN, PIN)
        await _said(driver, "trợ giúp")
        await driver.tap("Đổi người")
        assert len(driver.erased) == len([PIN, PIN])
        assert PIN not in str(await _history(stage, driver))
        await driver.tap("2")
        await driver.say("trợ giúp")
        seen = str(await _history(stage, driver))
        assert "4 đến 6 chữ số" not in seen
        assert "Từ giờ máy làm hồ sơ cho" in seen


async def _history(stage: ChannelStage, driver: WebDriver) -> list[object]:
    """What the page shows to whoever opens it anew."""
    async with WebDriver(stage.url) as second:
        await second.disconnect()
        second.session.cookie_jar.update_cookies({"motcua": driver.token}, second.base)
        await second.connect()
        await second.hello()
        return list(second.items)
