"""Settings of messages on the page: from its menu, by tap and by typed number, on a phone and on a desk."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize

from bot.app import build
from bot.settings import Settings
from tests.browser.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES: list[ViewportSize] = [{"width": 390, "height": 844}, {"width": 1280, "height": 800}]


@pytest_asyncio.fixture(loop_scope="session")
async def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The address of the whole program with its demo phones."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("MOTCUA_WEB_PORT", str(port))
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("MOTCUA_TELEGRAM_TOKEN", raising=False)
    program = await build(Settings(), demo=True)
    await program.start()
    yield f"http://127.0.0.1:{port}/"
    await program.stop()


async def from_the_menu(phone: Phone) -> None:
    """The settings, from the menu of the page."""
    await phone.page.click("#menu")
    await phone.page.locator("#sheet").get_by_role("button", name="Cài đặt tin nhắn").click()
    await phone.asked("Tin nhắc thêm")


@pytest.mark.parametrize("size", SIZES)
async def test_a_resident_mutes_reminders_from_the_menu_and_sees_what_stays(
    browser: Browser, url: str, size: ViewportSize
) -> None:
    context = await browser.new_context(viewport=size)
    phone = await Phone.open(context, f"{url}p/resident/")
    await from_the_menu(phone)
    await phone.tap("1. Tắt tin nhắc thêm")
    await phone.asked("đang tắt")
    await phone.asked("không tắt được")
    assert await phone.wide() <= 0
    assert await phone.faults() == []
    await phone.say("1")
    await phone.asked("Đã bật tin nhắc thêm")
    await phone.tap("2. Nhận tin ở đâu")
    await phone.asked("trang web")
    await context.close()
    assert phone.complaints == []


@pytest.mark.parametrize("size", SIZES)
async def test_an_official_chooses_the_morning_digest(browser: Browser, url: str, size: ViewportSize) -> None:
    context = await browser.new_context(viewport=size)
    phone = await Phone.open(context, f"{url}p/official/")
    await from_the_menu(phone)
    await phone.tap("3. Nhịp tin")
    await phone.tap("1. Hồ sơ mới")
    await phone.tap("2. Bản tin sáng")
    await phone.asked("Đã ghi nhận: Hồ sơ mới – bản tin sáng")
    assert await phone.wide() <= 0
    assert await phone.faults() == []
    await context.close()
    assert phone.complaints == []
