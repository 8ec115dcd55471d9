"""The demo as a newcomer sees it in five minutes, on a phone-sized screen, with the whole program behind it."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FrameLocator, Page, expect

from bot.app import Program, build
from bot.settings import Settings
from content.catalog import Library
from tests.browser.conftest import SMALL

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MOST_QUESTIONS = 60
CODE = "000.00.00.H24-261125-0001"


@pytest_asyncio.fixture(loop_scope="session")
async def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Program]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("MOTCUA_WEB_PORT", str(probe.getsockname()[1]))
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("MOTCUA_TELEGRAM_TOKEN", raising=False)
    program = await build(Settings(), demo=True)
    await program.start()
    yield program
    await program.stop()


class Demo:
    """The demo page in a newcomer's hand."""

    def __init__(self, page: Page, library: Library) -> None:
        self.page, self._library = page, library

    def label(self, code: str) -> str:
        return str(self._library.wording.say(code, "vi", {"you": "chị"}))

    async def turn_to(self, slot: str) -> FrameLocator:
        """Looks at another phone (or at the clock)."""
        await self.page.click(f"[data-tab='{slot}']")
        return self.page.frame_locator(f"[data-panel='{slot}'] iframe")

    async def tap(self, phone: FrameLocator, code: str) -> None:
        await phone.locator("#now").get_by_role("button", name=self.label(code), exact=True).click()


async def answer(phone: FrameLocator) -> None:
    """Answers the question that waits: with a sample photo, the example it gives, or its first choice."""
    card, before = phone.locator("#now > .card"), await phone.locator("#log .mine").count()
    first = card.locator(".row:not(.words) button").first
    example = card.locator(".line", has_text="Ví dụ:")
    if await card.locator(".samples").count() and await card.locator(".button-main:not(.photo *)").count() == 0:
        shots = await phone.locator(".shot").count()
        await card.locator(".samples button").first.click()
        await expect(phone.locator(".shot")).to_have_count(shots + 1)
        await expect(card.locator(".rows .button-main")).to_be_visible()
        return
    if await card.locator(".photo").count():
        await card.locator(".rows .button-main").click()
    elif await example.count() == 0 or await phone.locator("#text").get_attribute("placeholder") == "Hoặc viết…":
        await first.click()
    else:
        words = (await example.inner_text()).removeprefix("Ví dụ:")
        await phone.locator("#text").fill(words.split(" hoặc ")[0].strip())
        await phone.locator(".send").click()
    await expect(phone.locator("#log .mine")).to_have_count(before + 1)
    await expect(phone.locator("#typing")).to_have_count(0)


async def fill_in(phone: FrameLocator, page: Page) -> None:
    """Answers until there is something to look over."""
    right = phone.locator("#now").get_by_role("button", name="Đúng rồi", exact=True)
    for _ in range(MOST_QUESTIONS):
        if await right.count():  # what was read off an identity card is looked at first
            await expect(phone.locator("#now > .card")).to_contain_text("•••")
            await right.click()
            await expect(right).to_have_count(0)
            await expect(phone.locator("#typing")).to_have_count(0)
            continue
        if await phone.locator("#now > .card.review").count():
            return
        await answer(phone)
        assert await phone.locator("html").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    raise AssertionError("the questions do not end")


async def test_a_birth_is_registered_accepted_finished_and_handed_over(
    browser: Browser, program: Program, library: Library
) -> None:
    context = await browser.new_context(viewport=SMALL, is_mobile=True, has_touch=True)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(program.settings.address + "/demo")
    demo = Demo(page, library)

    resident = await demo.turn_to("resident")
    await expect(resident.locator("#now > .card")).to_be_visible()
    await resident.locator("#text").fill("lam giay khai sinh cho chau")
    await resident.locator(".send").click()
    await demo.tap(resident, "dialogue.button_start")
    await expect(resident.locator("#now > .card")).not_to_contain_text("Giấy tờ cần có")
    await fill_in(resident, page)
    await resident.locator("#now .button-main").click()
    reference = await resident.locator("#now code").first.inner_text()

    official = await demo.turn_to("official")
    news = official.locator(".notice", has_text=reference)
    await news.get_by_role("button").first.click(timeout=15_000)
    await demo.tap(official, "papers.button_list")
    await official.locator("#now .button", has_text="1. ").first.click()
    await expect(official.locator("#now .large img").first).to_be_visible()
    await demo.tap(official, "papers.button_right")
    await expect(official.locator("#now")).to_contain_text("✔")
    await demo.tap(official, "desk.button_open")
    await demo.tap(official, "desk.button_accept")
    await official.locator("#text").fill(CODE)
    await official.locator(".send").click()
    await expect(official.locator("#now")).to_contain_text("Hẹn trả")
    await expect(page.locator("[data-tab='resident']")).to_have_class("news", timeout=15_000)
    resident = await demo.turn_to("resident")
    await expect(resident.locator(".notice").last).to_contain_text(CODE)

    await demo.turn_to("clock")
    before = await page.locator("#day").inner_text()
    await page.click("[data-move='workday']")
    await expect(page.locator("#day")).not_to_have_text(before)
    await expect(page.locator("#pushed li").first).to_be_visible()

    official = await demo.turn_to("official")
    await demo.tap(official, "desk.button_open")
    for code in ("desk.button_result", "desk.button_hand_over"):
        await demo.tap(official, code)
        await demo.tap(official, "desk.button_sure")
        await demo.tap(official, "desk.button_open")
    resident = await demo.turn_to("resident")
    await expect(resident.locator(".notice")).to_have_count(3, timeout=15_000)
    assert complaints == []
    await context.close()
