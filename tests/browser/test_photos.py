"""Photos from the phone: several at once, slow, cancelled, broken off, too big."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Route, expect

from bot.ports import Sent
from tests.bot.web.site import Site
from tests.browser.phone import PHOTO, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def file(name: str, size: int = 4000) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": bytes(size)}


def pages(site: Site) -> list[Sent]:
    return [one.what for one in site.script.arrivals if isinstance(one.what, Sent)]


async def test_the_two_ways_to_send_a_photo_are_big_and_open_the_right_chooser(phone: Phone) -> None:
    await phone.reach_photo()
    for name, place in (("Chụp ảnh", "#camera"), ("Chọn ảnh có sẵn", "#gallery")):
        button = phone.card.get_by_role("button", name=name)
        box = await button.bounding_box()
        assert box is not None and box["height"] >= 72
        async with phone.page.expect_file_chooser() as waiting:
            await button.click()
        assert await (await waiting.value).element.evaluate("one => '#' + one.id") == place
    assert await phone.page.get_attribute("#camera", "capture") == "environment"


async def test_several_photos_are_one_paper_in_order(phone: Phone, site: Site) -> None:
    await phone.reach_photo()
    await phone.send(file("1.pdf"), file("2.pdf"), file("3.pdf"))
    await phone.asked("Đã nhận trang 3")
    assert [(one.name, one.place) for one in pages(site)] == [("1.pdf", 0), ("2.pdf", 1), ("3.pdf", 2)]
    assert len({one.album for one in pages(site)}) == 1
    await expect(phone.page.locator(".shot")).to_have_count(3)
    await expect(phone.page.locator(".shot progress")).to_have_count(0)


async def test_a_photo_on_its_way_can_be_cancelled(phone: Phone, site: Site) -> None:
    await phone.reach_photo()
    held = asyncio.Event()

    async def hold_the_first(route: Route) -> None:
        if held.is_set():
            await route.continue_()
        held.set()

    await phone.page.route("**/upload", hold_the_first)
    await phone.send(PHOTO)
    await held.wait()
    await expect(phone.page.locator(".shot progress")).to_be_visible()
    await phone.page.get_by_role("button", name="Hủy gửi").click()
    await expect(phone.page.locator(".shot")).to_have_count(0)
    await phone.send(file("2.pdf"))
    await phone.asked("Đã nhận trang 1")
    assert [one.name for one in pages(site)] == ["2.pdf"]


async def test_a_photo_that_broke_off_can_be_sent_again(phone: Phone, site: Site) -> None:
    await phone.reach_photo()
    await phone.page.route("**/upload", lambda route: route.abort())
    await phone.send(PHOTO)
    await expect(phone.page.locator(".shot .why")).to_contain_text("Chưa gửi được giay-chung-sinh.jpg")
    await phone.page.unroute("**/upload")
    await phone.page.get_by_role("button", name="Gửi lại").click()
    await phone.asked("Đã nhận trang 1")
    assert pages(site)[0].data == PHOTO.read_bytes()


async def test_a_file_that_is_too_big_is_refused_at_once_with_the_reason(phone: Phone, tmp_path: Path) -> None:
    await phone.reach_photo()
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    scan = tmp_path / "ban-quet.pdf"
    scan.write_bytes(bytes(20 * 1024 * 1024 + 1))
    await phone.send(scan)
    await expect(phone.page.locator("#banner")).to_contain_text("ban-quet.pdf lớn hơn 20 MB")
    assert not [url for url in asked if url.endswith("/upload")]
    await phone.send(file("trong.pdf", 0))
    await expect(phone.page.locator("#banner")).to_contain_text("trong.pdf trống")


async def test_a_sample_can_be_sent_by_those_who_have_no_paper_at_hand(phone: Phone, site: Site) -> None:
    await phone.page.goto(site.url + "p/resident/")
    await phone.asked("Xin chào")
    await phone.reach_photo()
    await phone.card.get_by_role("button", name="Gửi ảnh mẫu: Giấy chứng sinh").click()
    await phone.asked("Đã nhận trang 1")
    assert pages(site)[0].data == PHOTO.read_bytes()
