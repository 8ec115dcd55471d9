"""Debian's Chromium, driven through the page; skipped with a plain sentence where there is none."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize, async_playwright

from content.catalog import Library, load
from storage.database import Database
from tests.bot.web.site import Site, opened, serving
from tests.browser.phone import Phone

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SMALL: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def library() -> Library:
    return load("nam_thanh_mien")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = opened(tmp_path)
    yield database
    database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def site(database: Database, library: Library, tmp_path: Path) -> AsyncIterator[Site]:
    async with serving(database, library, tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and os.environ.get("MOTCUA_REQUIRE_BROWSER") == "1":
        pytest.fail("No Chromium here, and MOTCUA_REQUIRE_BROWSER=1 asks for one: apt-get install chromium.")
    if found is None:
        pytest.skip("No Chromium here: the page was not tried in a browser. To try it: apt-get install chromium.")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser, site: Site) -> AsyncIterator[Phone]:
    """A small phone with the page open, which must not complain during the test."""
    context = await browser.new_context(viewport=SMALL, is_mobile=True, has_touch=True, reduced_motion="reduce")
    phone = await Phone.open(context, site.url)
    yield phone
    await context.close()
    assert phone.complaints == []
