"""The notice board on the site: nothing before it was approved, then the same to everybody, in both languages."""

from datetime import date
from decimal import Decimal
from html import unescape

import aiohttp

from bot.services.reports.board_cards import rankings
from bot.services.voice import Voice
from content.catalog import load
from flows.reports.board import Board, Shown
from flows.reports.codec import board_to_data
from storage.unit_of_work import UnitOfWork
from tests.bot.web.site import START, Site

WEEK = date(2026, 11, 16)
BOARD = Board(
    Shown(61),
    Shown(58),
    Shown(None),
    Shown(None, small=True),
    {"civil_status": Decimal("1.5")},
    (("blurred", Shown(7)), ("expired", Shown(None, small=True))),
)


async def read(site: Site, path: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(site.url + path) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        return unescape(await answer.text())


def written(u: UnitOfWork) -> bool:
    return u.reports.write_board(WEEK, board_to_data(BOARD), START)


async def test_a_board_that_nobody_approved_is_not_on_the_page(site: Site) -> None:
    await site.database.turn(written)
    assert "Chưa có bảng tin nào." in await read(site, "bang-tin/")


async def test_an_approved_board_is_there_for_everybody_and_hides_small_numbers(site: Site) -> None:
    await site.database.turn(written)
    await site.database.turn(lambda u: u.reports.show_board(WEEK, None, START))
    page = await read(site, "bang-tin/")
    for said in (
        "Bảng tin một cửa xã Nam Thanh Miện, tuần 16/11/2026 – 22/11/2026",
        "Tiếp nhận: 61 hồ sơ",
        "Trễ hạn: ít hơn 5",
        "Hộ tịch: 1,5 ngày làm việc",
        "ảnh bị nhòe (7 hồ sơ)",
        "Xin để giấy nơi sáng",
        "giấy đã hết hạn (ít hơn 5 hồ sơ)",
    ):
        assert said in page
    assert "57" not in page and "Trước hạn, đúng hạn" not in page
    assert "<script" not in page
    english = await read(site, "bang-tin/en/")
    assert "Late: fewer than 5" in english and "Civil status: 1.5 working days" in english


async def test_what_the_page_links_to_is_there(site: Site) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("bang-tin/../thu-tuc/style.css", "bang-tin/en/", "bang-tin/en/../../thu-tuc/style.css"):
            async with session.get(site.url + path) as answer:
                assert answer.status == 200, path


def test_rankings_stand_on_the_page_year_by_year() -> None:
    voice = Voice(load("chi_lang_bac"), "vi")
    among = "các xã, thị trấn của huyện Thanh Miện (báo Hải Dương, 28/05/2023)"
    assert rankings(voice) == tuple(f"{year}: đứng thứ 1 về cải cách hành chính trong {among}" for year in (2022, 2021))
