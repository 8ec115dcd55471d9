"""An official circles a spot of a paper on the page: with a finger, a mouse, or the keys; the real services behind."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, expect

from content.catalog import Library
from flows.calendar import ZONE
from flows.marks import Mark, marks_in
from tests.browser.phone import Phone
from tests.contracts.stages import ChannelStage, channel_stage
from tests.papers import photo

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
SIZES = ((390, 844), (1280, 800))


@asynccontextmanager
async def circling(browser: Browser, library: Library, folder: Path, width: int, height: int) -> AsyncIterator["Desk"]:
    """An official's page on which the one picture of a file waits to be circled."""
    async with channel_stage(folder, library, MORNING, "web") as stage:
        resident = await stage.at_the_page("")
        for said in ("sao y", "bắt đầu", "bác", "1", "1", "1", "2", "3"):
            await resident.say(said)
        await resident.send([("ảnh.jpg", photo("trang 1"))])
        for said in ("xong", "Nguyễn Thị Mẫu", "bỏ qua", "gửi"):
            await resident.say(said)
        context = await browser.new_context(
            viewport={"width": width, "height": height}, has_touch=width < 500, reduced_motion="reduce"
        )
        phone = await Phone.open(context, stage.url)
        await _hire(stage, context)
        desk = Desk(stage, phone)
        await desk.to_the_picture(stage.references()[0])
        yield desk
        await context.close()
        assert phone.complaints == []


async def _hire(stage: ChannelStage, context: BrowserContext) -> None:
    (cookie,) = await context.cookies()
    stage.appoint("cán bộ", "web", sha256(cookie["value"].encode()).hexdigest())


class Desk:
    """The official's page and what is on record."""

    def __init__(self, stage: ChannelStage, phone: Phone) -> None:
        self.stage, self.phone = stage, phone

    async def to_the_picture(self, reference: str) -> None:
        """From the file's code to the picture under its grid."""
        await self.phone.say(reference)
        await self.phone.asked("Chờ tiếp nhận")
        for name, words in (
            ("Xem giấy tờ", "Giấy tờ của hồ sơ"),
            ("1. Bản chính giấy tờ cần sao", "Lý do xem"),
            ("Chưa được", "Chọn lý do"),
            ("3. ảnh bị mất góc", "chưa được"),
            ("Khoanh chỗ chưa được", "Gõ tên ô"),
        ):
            await self.phone.tap(name)
            await self.phone.asked(words)
        await expect(self.picture).to_have_js_property("complete", True)

    @property
    def picture(self) -> Locator:
        """The picture that waits."""
        return self.phone.card.locator(".pane img")

    @property
    def ring(self) -> Locator:
        """The circle on it."""
        return self.phone.card.locator(".ring")

    async def box(self) -> tuple[float, float, float, float]:
        """The picture on the screen: left, top, width, height."""
        await self.picture.scroll_into_view_if_needed()
        box = await self.picture.bounding_box()
        assert box is not None
        return box["x"], box["y"], box["width"], box["height"]

    async def sent(self) -> Mark:
        """The mark after the circle was sent."""
        await self.phone.asked("Đã khoanh.")
        (record,) = self.stage.references()
        found = self.stage.database.run(lambda u: u.dossiers.by_reference(record))
        assert found is not None
        return marks_in(self.stage.database.run(lambda u: u.dossiers.events(found.id)))[-1]

    async def looked(self, name: str) -> None:
        """Keeps a picture of the page for those who ask for it."""
        folder = os.environ.get("MOTCUA_SCREENSHOTS")
        if folder:
            await self.phone.page.screenshot(path=f"{folder}/{name}.png")


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_a_spot_is_circled_by_a_drag_or_a_tap_and_sent_with_a_button(
    browser: Browser, library: Library, tmp_path: Path, width: int, height: int
) -> None:
    async with circling(browser, library, tmp_path, width, height) as desk:
        left, top, wide, _ = await desk.box()
        page = desk.phone.page
        if width < 500:
            await page.touchscreen.tap(left + wide * 0.5, top + 120)
        else:
            await page.mouse.move(left + wide * 0.25, top + 60)
            await page.mouse.down()
            await page.mouse.move(left + wide * 0.75, top + 260, steps=5)
            await page.mouse.up()
        await desk.looked(f"circle-{width}")
        assert await desk.phone.faults() == []
        assert await desk.phone.wide() <= 0
        await desk.phone.card.get_by_role("button", name="Khoanh chỗ này").click()
        mark = await desk.sent()
        await desk.looked(f"circled-{width}")
        assert mark.spot is not None
        a, _, c, _ = mark.spot.box
        assert abs((a + c) / 2 - 500) < 30
        assert abs((c - a) - (140 if width < 500 else 500)) < 30


async def test_a_spot_is_circled_with_the_keys_alone(browser: Browser, library: Library, tmp_path: Path) -> None:
    async with circling(browser, library, tmp_path, 1280, 800) as desk:
        await desk.ring.focus()
        for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "+", "+"):
            await desk.phone.page.keyboard.press(key)
        await desk.looked("circle-keys")
        await desk.phone.page.keyboard.press("Enter")
        mark = await desk.sent()
        assert mark.spot is not None
        assert mark.spot.box == (310, 350, 530, 570)


async def test_a_cell_can_be_typed_on_the_page_as_well_and_old_pictures_take_no_circle(
    browser: Browser, library: Library, tmp_path: Path
) -> None:
    async with circling(browser, library, tmp_path, 390, 844) as desk:
        await desk.phone.say("B3")
        mark = await desk.sent()
        assert mark.spot is not None and mark.spot.box == (250, 500, 500, 750)
        await expect(desk.phone.page.locator("#log .pane")).to_have_count(0)
        await expect(desk.phone.card.locator(".attached .large img")).to_have_count(1)
