"""The demo: on a desktop all phones side by side, on a phone one at a time."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot.web.listener import NOTICE
from tests.bot.web.site import Site
from tests.browser.conftest import SMALL

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SLOTS = ("resident", "helper", "official")


async def opened(browser: Browser, site: Site, width: int, height: int) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    await page.goto(site.url + "demo")
    for slot in SLOTS:
        card = page.frame_locator(f"[data-panel='{slot}'] iframe").locator("#now > .card")
        await expect(card).to_contain_text("Xin chào", timeout=10_000)
    return page


@pytest.mark.parametrize("width", [1280, 1440, 1920])
async def test_a_wide_screen_shows_all_phones_and_the_clock_side_by_side(
    browser: Browser, site: Site, width: int
) -> None:
    page = await opened(browser, site, width, 800)
    right = 0.0
    for panel in ("clock", *SLOTS):
        box = await page.locator(f".stage > [data-panel='{panel}']").bounding_box()
        assert box is not None
        assert box["x"] >= right and box["width"] >= 230 and box["height"] >= 600
        right = box["x"] + box["width"]
    assert right <= width


async def test_a_small_screen_shows_one_phone_at_a_time(browser: Browser, site: Site) -> None:
    page = await opened(browser, site, SMALL["width"], SMALL["height"])
    for name, panel in (("Cán bộ", "official"), ("Đồng hồ", "clock"), ("Người dân", "resident")):
        await page.get_by_role("button", name=name, exact=True).click()
        shown = [one for one in ("clock", *SLOTS) if await page.locator(f".stage > [data-panel='{one}']").is_visible()]
        assert shown == [panel]
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


async def test_moving_the_clock_shows_the_new_time_and_what_was_pushed(browser: Browser, site: Site) -> None:
    page = await opened(browser, site, 1440, 860)
    await expect(page.locator("#hour")).to_have_text("09:30")
    address = next(address for slot, address in site.seated if slot == "official")
    await site.channel.courier.deliver(address, NOTICE)
    await page.get_by_role("button", name="+1 giờ").click()
    await expect(page.locator("#hour")).to_have_text("10:30")
    await expect(page.locator("#moved")).to_have_text("Bây giờ là 10:30, thứ Ba, 24/11/2026.")
    await expect(page.locator("#pushed li")).to_contain_text("Hồ sơ Đăng ký khai sinh đã được tiếp nhận.")
    notice = page.frame_locator("[data-panel='official'] iframe").locator(".notice")
    await expect(notice).to_contain_text("NTM-7K4Q9A")
    assert len(site.ticks) == 1
