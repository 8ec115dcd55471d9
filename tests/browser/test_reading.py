"""For old eyes, unsteady hands, a keyboard alone, and those who listen instead of looking."""

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from tests.bot.web.listener import NOTICE
from tests.bot.web.site import Site
from tests.browser.phone import PHOTO, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES: list[ViewportSize] = [
    {"width": 320, "height": 568},
    {"width": 390, "height": 844},
    {"width": 1280, "height": 800},
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_against_wcag_in_any_state(browser: Browser, site: Site, scheme: str) -> None:
    context = await browser.new_context(
        viewport=SIZES[1], color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    phone = await Phone.open(context, site.url + "p/resident/")
    assert await phone.faults() == []
    await phone.reach_photo()
    await phone.send(PHOTO)
    await phone.asked("Đã nhận trang 1")
    assert await phone.faults() == []
    await phone.tap("Xong")
    await phone.asked("Xin xem lại")
    await site.channel.courier.deliver(site.script.arrivals[0].chat.address, NOTICE)
    await expect(phone.page.locator(".notice")).to_be_visible()
    assert await phone.faults() == []
    await phone.page.click("#menu")
    assert await phone.faults() == []
    await phone.page.click("#leave")
    assert await phone.faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES[1:])
async def test_axe_finds_nothing_against_the_demo(
    browser: Browser, site: Site, scheme: str, size: ViewportSize
) -> None:
    context = await browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
    page = await context.new_page()
    await page.goto(site.url + "demo")
    await expect(page.locator("#hour")).to_have_text("09:30")
    assert await Phone(page).faults() == []


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_cut_at_any_width_or_text_size(browser: Browser, site: Site, size: ViewportSize) -> None:
    phone = await Phone.open(await browser.new_context(viewport=size), site.url)
    for _ in range(4):
        assert await phone.wide() <= 0
        await phone.page.locator(".bar [data-resize='1']").click()
    await phone.reach_photo()
    assert await phone.wide() <= 0
    await expect(phone.page.locator(".send")).to_be_in_viewport(ratio=1)
    await expect(phone.page.locator("#menu")).to_be_in_viewport(ratio=1)


async def test_text_is_at_least_eighteen_pixels_and_a_larger_size_is_remembered(phone: Phone) -> None:
    size = "Number.parseFloat(getComputedStyle(document.querySelector('#now .text')).fontSize)"
    first = await phone.page.evaluate(size)
    assert first >= 18
    await phone.page.locator(".bar").get_by_role("button", name="Chữ to hơn").click()
    larger = await phone.page.evaluate(size)
    assert larger > first * 1.1
    await phone.page.reload()
    await phone.asked("Xin chào")
    assert await phone.page.evaluate(size) == larger


async def test_every_button_in_reach_is_big_enough_for_an_unsteady_hand(phone: Phone) -> None:
    await phone.reach_photo()
    heights = await phone.page.locator(".bar button, #now button, .composer button").evaluate_all(
        "all => all.filter(one => one.offsetParent).map(one => one.offsetHeight)"
    )
    assert len(heights) >= 9
    assert min(heights) >= 48


async def test_the_whole_way_goes_by_keyboard_and_focus_is_never_lost(browser: Browser, site: Site) -> None:
    phone = await Phone.open(await browser.new_context(viewport=SIZES[2]), site.url)
    await phone.card.get_by_role("button", name="Đăng ký khai sinh").focus()
    await phone.page.keyboard.press("Enter")
    await phone.asked("đăng ký kết hôn")
    await expect(phone.page.locator("#now")).to_be_focused()
    await phone.page.keyboard.press("Tab")
    await expect(phone.card.get_by_role("button", name="Đã đăng ký")).to_be_focused()
    await phone.page.keyboard.press("Space")
    await phone.asked("Họ, chữ đệm, tên")
    await phone.page.locator("#text").focus()
    await phone.page.keyboard.type("Nguyễn Thị Mẫu Đơn")
    await phone.page.keyboard.press("Enter")
    await phone.asked("Cháu sinh")
    await expect(phone.page.locator("#text")).to_be_focused()


async def test_the_menu_is_a_dialog_that_escape_closes(phone: Phone) -> None:
    await phone.page.click("#menu")
    await expect(phone.page.get_by_role("dialog", name="Danh mục")).to_be_visible()
    await phone.page.keyboard.press("Escape")
    await expect(phone.page.locator("#sheet")).to_be_hidden()
    await expect(phone.page.locator("#menu")).to_be_focused()
    await expect(phone.page.locator("#menu")).to_have_attribute("aria-expanded", "false")


async def test_questions_and_remarks_are_read_out(phone: Phone) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await phone.tap("Vì sao hỏi?")
    await expect(phone.page.locator("#announce")).to_contain_text("Để biết cần giấy tờ nào")
    await expect(phone.page.locator("#announce")).to_contain_text("Cha mẹ của cháu đã đăng ký kết hôn chưa?")


async def test_progress_is_told_in_words_and_as_a_bar(phone: Phone) -> None:
    await phone.tap("Đăng ký khai sinh")
    await expect(phone.page.locator("#progress")).to_contain_text("Câu 1 / khoảng 4")
    await expect(phone.page.get_by_role("progressbar", name="Tiến độ trả lời")).to_be_visible()


async def test_whoever_scrolls_up_finds_the_way_back_to_the_question(phone: Phone) -> None:
    await phone.reach_photo()
    await expect(phone.card.get_by_role("button", name="Xong")).to_be_in_viewport()
    await phone.page.evaluate("document.getElementById('talk').scrollTop = 0")
    await phone.page.get_by_role("button", name="Tới câu đang hỏi").click()
    await expect(phone.card.get_by_role("button", name="Xong")).to_be_in_viewport()
    await expect(phone.page.locator("#way")).to_be_hidden()


async def test_whoever_cannot_see_the_buttons_of_a_long_card_is_led_down_to_them(browser: Browser, site: Site) -> None:
    phone = await Phone.open(await browser.new_context(viewport=SIZES[0], reduced_motion="reduce"), site.url)
    await phone.reach_photo()
    await phone.send(PHOTO)
    await phone.asked("Đã nhận trang 1")
    await phone.tap("Xong")
    await phone.asked("Xin xem lại")
    send, more = phone.card.get_by_role("button", name="Gửi hồ sơ"), phone.page.get_by_role("button", name="Xem tiếp")
    await expect(send).not_to_be_in_viewport(ratio=1)
    await more.click()
    await expect(send).to_be_in_viewport(ratio=1)
    await expect(more).to_be_hidden()
