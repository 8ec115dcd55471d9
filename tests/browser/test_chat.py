"""A resident with a small phone goes all the way, and the network does not make it easy."""

import pytest
from playwright.async_api import Browser, expect

from bot.ports import Said
from tests.bot.web.listener import NOTICE
from tests.bot.web.site import Site
from tests.browser.conftest import SMALL
from tests.browser.phone import PHOTO, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_resident_goes_all_the_way_on_a_small_phone(phone: Phone, site: Site) -> None:
    await phone.reach_photo()
    assert [one.what for one in site.script.arrivals][-1] == Said("05/03/2024")
    await phone.send(PHOTO)
    await phone.asked("Đã nhận trang 1")
    await phone.tap("Xong")
    await phone.asked("Xin xem lại")
    assert await phone.wide() == 0
    await phone.tap("Gửi hồ sơ")
    await phone.asked("đã được gửi")
    await expect(phone.card.locator("code")).to_have_text("NTM-7K4Q9A")


async def test_everything_said_is_there_after_a_reload(phone: Phone) -> None:
    await phone.reach_photo()
    before = await phone.page.locator(".column").inner_text()
    await phone.page.reload()
    await phone.asked("Xin gửi ảnh")
    assert await phone.page.locator(".column").inner_text() == before


async def test_what_is_said_without_network_is_kept_and_sent_later(phone: Phone, site: Site) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await site.down()
    await expect(phone.page.locator("#banner")).to_contain_text("Đang mất mạng")
    await phone.tap("Đã đăng ký")
    await expect(phone.page.locator("#since .mine .state")).to_have_text("Chờ mạng để gửi")
    await site.up()
    await phone.asked("Họ, chữ đệm, tên")
    await expect(phone.page.locator("#banner")).to_be_hidden()
    assert len(site.script.arrivals) == 3


async def test_what_was_not_sent_survives_a_reload(phone: Phone, site: Site) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    unsent = '[{"t":"say","id":"0123456789abcdef","text":"đã đăng ký","label":"đã đăng ký"}]'
    await phone.page.evaluate("(one) => sessionStorage.setItem('motcua.unsent:/', one)", unsent)
    await phone.page.reload()
    await phone.asked("Họ, chữ đệm, tên")
    assert await phone.page.evaluate("sessionStorage.getItem('motcua.unsent:/')") == "[]"


async def test_a_busy_office_is_told_and_the_answer_can_be_sent_again(phone: Phone, site: Site) -> None:
    site.script.fail = 1
    await phone.tap("Đăng ký khai sinh")
    await expect(phone.page.locator("#since .mine .state")).to_contain_text("máy đang bận")
    await phone.page.locator("#since .mine").get_by_role("button", name="Gửi lại").click()
    await phone.asked("đăng ký kết hôn")


async def test_a_button_of_an_old_question_still_goes_through(phone: Phone) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await phone.tap("Đã đăng ký")
    await phone.asked("Họ, chữ đệm, tên")
    await phone.log.get_by_role("button", name="Chưa đăng ký").click()
    await expect(phone.log).to_contain_text("Nút này của câu cũ")
    await phone.asked("Họ, chữ đệm, tên")


async def test_the_words_of_the_bar_speak(phone: Phone, site: Site) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await phone.page.locator(".bar").get_by_role("button", name="Quay lại").click()
    await phone.asked("Xin chào")
    await phone.page.click("#menu")
    await phone.page.locator("#sheet").get_by_role("button", name="Gặp cán bộ").click()
    await expect(phone.page.locator("#sheet")).to_be_hidden()
    await expect(phone.log).to_contain_text("Gặp cán bộ")
    assert [one.what for one in site.script.arrivals][-2:] == [Said("Quay lại"), Said("Gặp cán bộ")]


async def test_two_pages_show_the_same(phone: Phone, site: Site) -> None:
    other = await Phone.open(phone.page.context, site.url)
    await other.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await expect(phone.log).to_contain_text("Đăng ký khai sinh")


async def test_a_notice_appears_below_and_leaves_the_question(phone: Phone, site: Site) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await site.channel.courier.deliver(site.script.arrivals[0].chat.address, NOTICE)
    notice = phone.page.locator(".notice")
    await expect(notice.get_by_role("button", name="Xem hồ sơ")).to_be_in_viewport()
    await expect(phone.page.locator("#announce")).to_contain_text("Có thông báo mới. Hồ sơ Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")


async def test_the_keyboard_fits_the_question(phone: Phone) -> None:
    box, other = phone.page.locator("#text"), phone.page.locator("#keyboard")
    await expect(box).to_have_attribute("inputmode", "text")
    await phone.reach_photo()
    await phone.page.locator(".bar").get_by_role("button", name="Quay lại").click()
    await phone.asked("Cháu sinh")
    await expect(box).to_have_attribute("inputmode", "decimal")
    await other.click()
    await expect(box).to_have_attribute("inputmode", "text")
    await expect(box).to_be_focused()


async def test_the_language_changes_without_losing_the_conversation(phone: Phone, site: Site) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    address = site.script.arrivals[0].chat.address
    seat = await site.database.turn(lambda u: u.people.meet("web", address, site.hand.at))
    await site.database.turn(lambda u: u.people.settle(seat.person.id, language="en"))
    await phone.page.click("#menu")
    await phone.page.locator("#language").click()
    await expect(phone.page.locator(".send")).to_have_text("Send")
    await expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    await expect(phone.log).to_contain_text("đăng ký kết hôn")
    await phone.page.reload()
    await expect(phone.page.locator(".send")).to_have_text("Send")


async def test_leaving_forgets_the_conversation(phone: Phone) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await phone.page.click("#menu")
    await phone.page.click("#leave")
    await phone.page.locator("#leaving").get_by_role("button", name="Ở lại").click()
    await phone.asked("đăng ký kết hôn")
    await phone.page.click("#menu")
    await phone.page.click("#leave")
    await phone.page.locator("#leaving").get_by_role("button", name="Rời khỏi").click()
    await phone.asked("Xin chào")
    await expect(phone.log).not_to_contain_text("Đăng ký khai sinh")


async def test_a_link_with_a_code_opens_once_and_leaves_no_trace_in_the_address(browser: Browser, site: Site) -> None:
    context = await browser.new_context(viewport=SMALL)
    phone = await Phone.open(context, site.url + "?c=MOI-7K4Q")
    assert phone.page.url == site.url
    await phone.page.reload()
    await phone.asked("Xin chào")
    assert [getattr(one.what, "code", None) for one in site.script.arrivals] == ["MOI-7K4Q"]


async def test_text_of_others_is_never_markup(phone: Phone) -> None:
    await phone.tap("Đăng ký khai sinh")
    await phone.asked("đăng ký kết hôn")
    await phone.say("<img src=x onerror=alert(1)> **đậm** `mã`")
    await expect(phone.log.locator(".mine").last).to_have_text("<img src=x onerror=alert(1)> **đậm** `mã`")
    assert await phone.page.locator(".column img").count() == 0
