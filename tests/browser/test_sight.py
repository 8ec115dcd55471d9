"""A notice counts as read once it stood on a visible screen, and not before."""

import asyncio
from dataclasses import replace

import pytest
from playwright.async_api import BrowserContext, expect

from tests.bot.web.listener import NOTICE
from tests.bot.web.site import Site
from tests.bot.web.test_reading import owed, reach_of
from tests.browser.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def _address(context: BrowserContext, site: Site) -> str:
    """The chat of the page, as the program knows it."""
    seats = await site.database.turn(lambda u: u.people.seats_of(1))
    assert await context.cookies()
    return seats[0].address


async def _how_read(site: Site, dossier: int) -> str | None:
    """How the notice came to be read, waiting for the page's word up to eight seconds."""
    for _ in range(160):
        found = await reach_of(site.database, dossier)
        if found.state == "settled":
            return found.how
        await asyncio.sleep(0.05)
    return None


async def test_a_notice_in_sight_is_reported_after_a_moment(phone: Phone, site: Site) -> None:
    address = await _address(phone.page.context, site)
    notice, dossier = await site.database.turn(lambda u: owed(u, address))
    await site.channel.courier.deliver(address, replace(NOTICE, notices=(notice,)))
    await expect(phone.page.locator("#since .card.notice")).to_be_visible()
    assert (await reach_of(site.database, dossier)).state == "waiting"
    assert await _how_read(site, dossier) == "read"


async def test_what_came_while_the_page_was_closed_is_read_when_it_is_opened(phone: Phone, site: Site) -> None:
    address = await _address(phone.page.context, site)
    await phone.page.goto("about:blank")
    notice, dossier = await site.database.turn(lambda u: owed(u, address))
    await site.channel.courier.deliver(address, replace(NOTICE, notices=(notice,)))
    await asyncio.sleep(1.2)
    assert (await reach_of(site.database, dossier)).state == "waiting"
    await phone.page.goto(site.url)
    assert await _how_read(site, dossier) == "read"
