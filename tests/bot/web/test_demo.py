"""The demo: phones with a seat each, and a clock that moves forward and is not forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from bot.demo.clock import DemoClock
from bot.demo.draw_cards import CARDS
from bot.demo.samples import FOLDER, SAMPLES
from bot.demo.sheets import SHEETS
from content.catalog import Library
from flows.answers import Data
from storage.database import Database
from tests.bot.web.driver import WebDriver
from tests.bot.web.listener import NOTICE
from tests.bot.web.site import START, Site


async def move(site: Site, step: str, origin: str = "") -> int:
    headers = {"Origin": origin or site.url.rstrip("/")}
    async with (
        ClientSession() as session,
        session.post(site.url + "demo/clock", json={"move": step}, headers=headers) as answer,
    ):
        return answer.status


async def look(site: Site) -> tuple[datetime, list[dict[str, Data]]]:
    async with ClientSession() as session, session.get(site.url + "demo/clock") as answer:
        state = await answer.json()
        return datetime.fromisoformat(state["now"]), state["pushed"]


async def test_every_phone_is_somebody_else_and_takes_its_seat(site: Site) -> None:
    async with WebDriver(site.url + "p/resident/") as resident, WebDriver(site.url + "p/official/") as official:
        assert resident.address != official.address
        assert site.seated == [("resident", resident.address), ("official", official.address)]


async def test_one_browser_holds_all_phones_apart(site: Site) -> None:
    async with WebDriver(site.url + "p/resident/") as driver:
        await driver.open()
        async with driver.session.get(site.url + "p/helper/") as answer:
            assert answer.status == 200
        assert [slot for slot, _ in site.seated] == ["resident", "helper"]
        assert len({address for _, address in site.seated}) == 2
        assert {cookie.key for cookie in driver.session.cookie_jar} == {"motcua-resident", "motcua-helper"}


async def test_only_phones_of_the_demo_offer_samples(site: Site) -> None:
    async with WebDriver(site.url + "p/resident/") as phone, WebDriver(site.url) as page:
        assert "giay-chung-sinh.jpg" in await phone.page()
        assert "giay-chung-sinh.jpg" not in await page.page()


@pytest.mark.parametrize(
    ("step", "at"),
    [
        ("hour", START + timedelta(hours=1)),
        ("day", START + timedelta(days=1)),
        ("workday", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
    ],
)
async def test_the_clock_moves_and_all_ticks_run(site: Site, step: str, at: datetime) -> None:
    assert await move(site, step) == 200
    assert site.ticks == [at]
    assert (await look(site))[0] == at


async def test_the_next_working_day_after_a_friday_is_monday(database: Database, library: Library) -> None:
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    clock = DemoClock(database, lambda: friday)
    assert await clock.move("workday", library.calendar) == datetime(2026, 11, 30, 1, 0, tzinfo=UTC)


async def test_a_restart_keeps_the_day(database: Database, library: Library) -> None:
    await DemoClock(database, lambda: START).move("day", library.calendar)
    again = DemoClock(database, lambda: START)
    await again.load()
    assert again.now() == START + timedelta(days=1)


@pytest.mark.parametrize("step", ["year", "", "-1"])
async def test_the_clock_knows_no_other_moves(site: Site, step: str) -> None:
    assert await move(site, step) == 400
    assert site.ticks == []


async def test_what_is_no_json_moves_nothing(site: Site) -> None:
    headers = {"Origin": site.url.rstrip("/")}
    async with ClientSession() as session:
        for body in (b"{", b"[]"):
            async with session.post(site.url + "demo/clock", data=body, headers=headers) as answer:
                assert answer.status == 400


async def test_another_site_cannot_move_the_clock(site: Site) -> None:
    assert await move(site, "day", origin="http://evil.example") == 403
    assert site.ticks == []


async def test_pushes_to_the_phones_are_listed_and_others_are_not(site: Site) -> None:
    async with WebDriver(site.url + "p/resident/") as phone, WebDriver(site.url) as page:
        for driver in (phone, page):
            await driver.open()
            await site.channel.courier.deliver(driver.address, NOTICE)
        _, pushed = await look(site)
        assert [(one["id"], one["slot"], one["at"]) for one in pushed] == [(1, "resident", START.isoformat())]
        assert str(pushed[0]["text"]).startswith("Hồ sơ Đăng ký khai sinh đã được tiếp nhận.")


async def test_the_page_shows_every_phone(site: Site) -> None:
    async with ClientSession() as session, session.get(site.url + "demo") as answer:
        text = await answer.text()
    assert all(f'src="/p/{slot}/"' in text for slot in ("resident", "helper", "official"))


def test_every_sample_is_there_marked_and_small() -> None:
    assert SAMPLES.keys() == SHEETS.keys() | CARDS.keys()
    for name in SAMPLES:
        assert 20_000 < (FOLDER / name).stat().st_size < 300_000


def test_every_sample_has_a_name_in_every_language(library: Library) -> None:
    for language in ("vi", "en"):
        for label in SAMPLES.values():
            assert library.wording.say(f"web.demo.{label}", language)
