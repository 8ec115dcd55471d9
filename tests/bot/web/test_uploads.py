"""Photos and files: taken one by one, refused at once, never twice."""

import asyncio

import pytest
from aiohttp import FormData

from bot.channels.web import rooms
from bot.channels.web.uploads import LARGEST
from bot.ports import Sent
from tests.bot.web.driver import WebDriver
from tests.bot.web.site import Site

PHOTO = b"\xff\xd8\xff\xe0 a small photo"
KEY = "0123456789abcdef0123456789abcdef"


def sent(site: Site) -> list[Sent]:
    return [one.what for one in site.script.arrivals if isinstance(one.what, Sent)]


async def test_a_photo_arrives_whole_with_its_name(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.send([("giấy chứng sinh.jpg", PHOTO)])
        assert sent(site) == [Sent(PHOTO, "giấy chứng sinh.jpg", None, 0)]
        assert driver.items[-1]["me"] == {"key": driver.last_key, "file": "giấy chứng sinh.jpg"}
        assert (await driver.see())[0] == "Đã nhận trang 1. Còn trang nào nữa không?"


async def test_several_at_once_are_one_album_in_order_answered_once(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.send([(f"{number}.jpg", PHOTO + bytes([number])) for number in range(3)])
        pages = sent(site)
        assert [page.place for page in pages] == [0, 1, 2]
        assert len({page.album for page in pages}) == 1 and pages[0].album
        shown = await driver.see()
        assert [line for line in shown if "Đã nhận" in line] == ["Đã nhận trang 3. Còn trang nào nữa không?"]


async def test_an_album_whose_rest_does_not_come_is_answered_nevertheless(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ALBUM_PAUSE", 0.05)
    async with WebDriver(site.url) as driver:
        assert await driver.upload(KEY, "1.jpg", PHOTO, "album", 0, more=True) == (200, "")
        assert driver.cards() == []
        await driver.until_cards(1)
        assert (await driver.see())[0] == "Đã nhận trang 1. Còn trang nào nữa không?"


async def test_an_album_left_by_its_resident_is_answered_for_when_they_return(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ALBUM_PAUSE", 0.05)
    async with WebDriver(site.url) as driver:
        await driver.upload(KEY, "1.jpg", PHOTO, "album", 0, more=True)
        await driver.disconnect()
        await asyncio.sleep(0.2)
        await driver.connect()
        assert (await driver.see())[0] == "Đã nhận trang 1. Còn trang nào nữa không?"


async def test_the_same_upload_counts_once(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        assert await driver.upload(KEY, "1.jpg", PHOTO) == (200, "")
        assert await driver.upload(KEY, "1.jpg", PHOTO) == (200, "")
        assert len(sent(site)) == 1


async def test_a_file_of_twenty_megabytes_is_taken_and_one_byte_more_is_refused(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        assert await driver.upload(KEY, "big.pdf", bytes(LARGEST)) == (200, "")
        assert await driver.upload("1" * 32, "bigger.pdf", bytes(LARGEST + 1)) == (413, "too_big")
        assert [len(one.data) for one in sent(site)] == [LARGEST]


async def test_a_huge_file_is_refused_before_it_is_read(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.rsplit(":", 1)[1].strip("/")))
        cookie = f"motcua={driver.token}"
        head = (
            f"POST /upload HTTP/1.1\r\nHost: {driver.base.host}:{driver.base.port}\r\nOrigin: {driver.origin}\r\n"
            f"Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000000\r\n\r\n"
        )
        writer.write(head.encode())
        async with asyncio.timeout(3):
            status = await reader.readline()
        writer.close()
        assert b" 413 " in status


async def test_an_empty_file_is_refused_with_its_reason(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        assert await driver.upload(KEY, "empty.jpg", b"") == (400, "empty_file")


@pytest.mark.parametrize(("key", "place"), [("x", "0"), (KEY, "-1"), (KEY, "zwei"), (KEY, "²")])
async def test_a_form_without_sense_is_refused(site: Site, key: str, place: str) -> None:
    async with WebDriver(site.url) as driver:
        form = FormData({"id": key, "place": place})
        form.add_field("file", PHOTO, filename="1.jpg")
        async with driver.session.post(site.url + "upload", data=form, headers={"Origin": driver.origin}) as answer:
            assert answer.status == 400
        assert sent(site) == []


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "multipart/form-data; boundary=x"])
async def test_what_is_no_form_is_refused(site: Site, kind: str) -> None:
    async with WebDriver(site.url) as driver:
        headers = {"Origin": driver.origin, "Content-Type": kind}
        async with driver.session.post(site.url + "upload", data=b"{}", headers=headers) as answer:
            assert answer.status == 400


async def test_another_site_cannot_upload(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        assert await driver.upload(KEY, "1.jpg", PHOTO, origin="http://evil.example") == (403, "upload_failed")
        assert sent(site) == []


async def test_a_name_cannot_lead_out_of_a_folder(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.upload(KEY, "../../etc/passwd", PHOTO)
        assert sent(site)[0].name == "....etcpasswd"


async def test_a_turn_that_fails_lets_the_photo_be_sent_again(site: Site) -> None:
    site.script.fail = 1
    async with WebDriver(site.url) as driver:
        assert await driver.upload(KEY, "1.jpg", PHOTO) == (503, "failed")
        assert await driver.upload(KEY, "1.jpg", PHOTO) == (200, "")
        assert len(sent(site)) == 1
