"""A conversation over the real WebSocket, with the network failing wherever it can."""

import asyncio
import logging

import pytest

from bot.ports import Opened, Said
from tests.bot.web.driver import WebDriver
from tests.bot.web.listener import NOTICE, SECRET
from tests.bot.web.site import Site


async def test_a_resident_is_asked_and_answers(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        assert (await driver.see())[0].startswith("Xin chào ông/bà.")
        await driver.tap("Đăng ký khai sinh")
        assert await driver.see() == [
            "Cha mẹ của cháu đã đăng ký kết hôn chưa?",
            "[Đã đăng ký] [Chưa đăng ký]",
            "[Vì sao hỏi?]",
        ]
        await driver.tap(1)
        await driver.say("Nguyễn Thị Mẫu Đơn")
        assert (await driver.see())[-1] == "[Hôm nay] [Hôm qua]"


async def test_what_was_said_by_both_survives_a_reload(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        await driver.tap("Đăng ký khai sinh")
        shown = driver.items
        await driver.disconnect()
        driver.items = []
        await driver.connect()
        assert driver.items == shown
        assert [item["me"] for item in shown][-1:] == [{"key": driver.last_key, "text": "Đăng ký khai sinh"}]


async def test_a_page_asks_only_for_what_it_does_not_have(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        first = list(driver.items)
        await driver.disconnect()
        await site.channel.courier.deliver(driver.address, NOTICE)
        await driver.connect()
        assert driver.items[: len(first)] == first
        assert (await driver.see())[-1] == "[Xem hồ sơ]"


async def test_a_first_visit_is_unknown_and_a_later_one_known(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        assert not driver.known
        await driver.open()
        await driver.hello()
        assert driver.known


async def test_a_link_opens_with_its_code(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        assert 'data-code="ABC-123"' in await driver.page("?c=ABC-123")
        await driver.say("/start ABC-123")
        assert site.script.arrivals[-1].what == Opened("ABC-123")


async def test_the_same_arrival_is_applied_once_and_acknowledged_again(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        key = await driver.enter({"t": "say", "text": "khai sinh"})
        await driver.answered(key)
        await driver.enter({"t": "say", "text": "khai sinh"}, key)
        await driver.acknowledged(key)
        assert [one.what for one in site.script.arrivals] == [Opened(""), Said("khai sinh")]


async def test_after_a_restart_an_answered_arrival_is_still_known(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        key = await driver.enter({"t": "say", "text": "khai sinh"})
        await driver.answered(key)
        await driver.disconnect()  # the room is forgotten with its last page, as by a restart
        await driver.connect()
        await driver.enter({"t": "say", "text": "khai sinh"}, key)
        await driver.acknowledged(key)
        assert len(site.script.arrivals) == 1


async def test_what_was_said_while_the_line_broke_comes_again_and_counts_once(site: Site) -> None:
    site.script.slow = 0.1
    async with WebDriver(site.url) as driver:
        key = await driver.enter({"t": "say", "text": "khai sinh"})
        await driver.disconnect()
        await driver.connect()
        await driver.enter({"t": "say", "text": "khai sinh"}, key)
        await driver.answered(key)
        assert len(site.script.arrivals) == 1


async def test_two_pages_of_one_chat_show_the_same(site: Site) -> None:
    async with WebDriver(site.url) as first, WebDriver(site.url) as second:
        await second.disconnect()
        second.session.cookie_jar.update_cookies({"motcua": first.token}, second.base)
        await second.connect()
        await first.open()
        await second.hello()
        await second.tap("Đăng ký khai sinh")
        await first.hello()
        assert first.items == second.items
        assert len(first.items) == 2


async def test_turns_of_one_chat_follow_each_other_though_they_are_slow(site: Site) -> None:
    site.script.slow = 0.02
    async with WebDriver(site.url) as driver:
        keys = [await driver.enter({"t": "say", "text": f"khai sinh {number}"}) for number in range(8)]
        await driver.answered(keys[-1])
        said = [one.what.text for one in site.script.arrivals if isinstance(one.what, Said)]
        assert said == [f"khai sinh {number}" for number in range(8)]


async def test_a_slow_chat_does_not_hold_up_another(site: Site) -> None:
    async with WebDriver(site.url) as slow, WebDriver(site.url) as quick:
        site.script.slow = 0.5
        key = await slow.enter({"t": "say", "text": "khai sinh"})
        await asyncio.sleep(0.05)
        site.script.slow = 0.0
        await quick.open()
        assert not slow.items
        await slow.answered(key)


async def test_residents_never_see_each_other(site: Site) -> None:
    async with WebDriver(site.url) as one, WebDriver(site.url) as other:
        await one.open()
        assert await other.see() == []


async def test_a_failed_turn_is_told_and_can_be_tried_again(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.script.fail = 1
    async with WebDriver(site.url) as driver:
        with caplog.at_level(logging.INFO):
            key = await driver.enter({"t": "say", "text": "khai sinh"})
            await driver.answered(key)
        assert driver.failed == [key]
        assert "RuntimeError" in caplog.text
        assert SECRET not in caplog.text
        driver.failed.clear()
        await driver.enter({"t": "say", "text": "khai sinh"}, key)
        await driver.answered(key)
        assert len(site.script.arrivals) == 1


async def test_an_old_button_goes_through_and_is_explained(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        await driver.tap("Đăng ký khai sinh")
        await driver.tap("Đã đăng ký")
        await driver.see()
        await driver.press("a:married:no", "Chưa đăng ký")
        assert (await driver.see())[0] == "Nút này của câu cũ. Xin trả lời câu đang hỏi."


async def test_nonsense_on_the_line_is_ignored(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.put({"t": "dance"})
        await driver.put({"t": "hello", "after": "x"})
        await driver.open()
        assert [one.what for one in site.script.arrivals] == [Opened("")]


async def test_another_language_brings_the_words_of_the_page(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        address = driver.address
        person = (await site.database.turn(lambda u: u.people.meet("web", address, site.hand.at))).person.id
        await site.database.turn(lambda u: u.people.settle(person, language="en"))
        await driver.press("m:lang:en", "English")
        await driver.hello()
        labels = driver.labels["labels"]
        assert isinstance(labels, dict)
        assert labels["send"] == "Send"
        assert labels["language_data"] == "m:lang:vi"
        assert '<html lang="en">' in await driver.page()


async def test_nothing_said_can_be_read_in_the_database(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.say("Nguyễn Thị Rất Riêng")
    folder = site.folder
    assert all("Rất Riêng".encode() not in path.read_bytes() for path in folder.iterdir())


async def test_a_turn_is_answered_while_nobody_is_there_to_see_it(site: Site) -> None:
    site.script.slow = 0.1
    async with WebDriver(site.url) as driver:
        await driver.enter({"t": "tap", "data": "m:start:birth", "label": "Đăng ký khai sinh"})
        await driver.disconnect()
        await asyncio.sleep(0.2)
        await driver.connect()
        assert (await driver.see())[0] == "Cha mẹ của cháu đã đăng ký kết hôn chưa?"
