"""Neighbour, helper, officials and chairman side by side, each in a browser of their own: what the golden conversations
say comes out word for word on real pages.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.async_api import Browser

from content.catalog import Library
from flows.calendar import ZONE
from storage.unit_of_work import UnitOfWork
from tests.browser.conftest import SMALL
from tests.browser.page_driver import PageDriver
from tests.contracts.stages import ChannelStage
from tests.contracts.test_channels import comparable
from tests.player import Driver, Player, moment, scripts
from tests.replay import TRANSCRIPTS, library, office_of, replay

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SCRIPTS = scripts(TRANSCRIPTS)
TOGETHER = (
    "mandates/birth_with_two_phones",
    "roster/swap_between_two",
    "discipline/reminder_contested",
    "inspections/surprise_known_to_two_people",
    "reports/week_and_quarter",
)
# Where pictures of the pages are put, for whoever wants to look at them.
SHOTS = os.environ.get("MOTCUA_SHOTS", "")


class BrowserStage(ChannelStage):
    """The program at its web page, in front of which everybody has a browser."""

    def __init__(
        self, folder: Path, library: Library, start: datetime, stack: AsyncExitStack, browser: Browser
    ) -> None:
        super().__init__(folder, library, start, stack)
        self._rooms, self._browser = stack, browser
        self.pages: dict[str, PageDriver] = {}

    async def seat(self, who: str) -> Driver:
        """A new person with a phone; the post that the name stands for is given before the page is opened."""
        context = await self._browser.new_context(
            viewport=SMALL, is_mobile=True, has_touch=True, reduced_motion="reduce"
        )
        self._rooms.push_async_callback(context.close)
        await context.request.get(self.url)
        (cookie,) = await context.cookies(self.url)
        address = sha256(cookie["value"].encode()).hexdigest()
        self.appoint(who, "web", address)
        driver = self.pages[who] = PageDriver(self.url, await context.new_page(), lambda: self._latest(address))
        self._rooms.push_async_callback(driver.session.close)
        return driver

    def _latest(self, address: str) -> int:
        """The number of the last thing said in a chat."""

        def last(u: UnitOfWork) -> int:
            seat = u.people.at("web", address)
            said = u.history.last(seat.chat_id, 1) if seat is not None else ()
            return said[-1].id if said else 0

        return self.database.run(last)


@asynccontextmanager
async def browsers(folder: Path, script: str, browser: Browser) -> AsyncIterator[BrowserStage]:
    """A stage for a script, begun at its first moment."""
    first = next(line for line in script.splitlines() if line.startswith("@ "))
    start = moment(first[2:], datetime.min.replace(tzinfo=ZONE))
    async with AsyncExitStack() as stack:
        stage = BrowserStage(folder, library(office_of(script)), start, stack, browser)
        stack.callback(stage.database.close)
        await stage.serve_web()
        stage.begin("web")
        yield stage


@pytest.mark.parametrize("name", TOGETHER)
async def test_they_play_it_through_on_their_own_pages(name: str, tmp_path: Path, browser: Browser) -> None:
    script = SCRIPTS[name].read_text(encoding="utf-8")
    (tmp_path / "direct").mkdir()
    meant = await asyncio.to_thread(_replayed, script, tmp_path / "direct")
    async with browsers(tmp_path, script, browser) as stage:
        came = await Player(stage).play(script)
        for who, page in stage.pages.items():
            if SHOTS:
                place = Path(SHOTS) / f"{name.replace('/', '_')}_{who or 'người dân'}.png"
                await page.tab.screenshot(path=place)
            assert await page.phone.faults() == [], who
            assert await page.phone.wide() <= 0, who
            assert page.phone.complaints == [], who
    assert comparable(came, "web") == comparable(meant, "web")


def _replayed(script: str, folder: Path) -> str:
    return asyncio.run(replay(script, folder)).text
