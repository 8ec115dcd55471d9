"""The courier: delivered means written down, and shown at once where a page is open."""

import pytest

from bot.ports import Card, Courier, Unreachable
from tests.bot.web.driver import WebDriver
from tests.bot.web.listener import NOTICE
from tests.bot.web.site import Site


async def test_a_push_reaches_an_open_page_at_once(site: Site) -> None:
    courier: Courier = site.channel.courier
    async with WebDriver(site.url) as driver:
        await driver.open()
        await courier.deliver(driver.address, NOTICE)
        await driver.until_cards(2)
        assert driver.cards()[-1]["kind"] == "notice"


async def test_a_push_waits_for_a_page_that_is_closed(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        await driver.disconnect()
        await site.channel.courier.deliver(driver.address, NOTICE)
        await driver.connect()
        assert "NTM-7K4Q9A" in await driver.see()


async def test_a_chat_that_nobody_knows_is_unreachable(site: Site) -> None:
    with pytest.raises(Unreachable):
        await site.channel.courier.deliver("0" * 64, NOTICE)


async def test_pushes_keep_their_order(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        for number in range(5):
            await site.channel.courier.deliver(driver.address, Card(f"Tin {number}", kind="notice"))
        assert (await driver.see())[-5:] == [f"Tin {number}" for number in range(5)]
