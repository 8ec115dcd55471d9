"""The guides on the site: every step with its picture and words, in both languages, without any script."""

from datetime import UTC, datetime
from html import unescape

import aiohttp
import pytest

from bot.channels.web.listing.guides import GuideSite
from content.sheet import in_language
from tests.bot.web.site import Site
from tests.replay import library

LIBRARY = library("nam_thanh_mien")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("key", LIBRARY.guides)
async def test_a_page_shows_every_step_with_its_picture_and_the_sources(site: Site, key: str, language: str) -> None:
    folder = "" if language == "vi" else "en/"
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{site.url}huong-dan/{folder}{key}.html") as answer,
    ):
        assert answer.status == 200
        page = unescape(await answer.text())
    for step in LIBRARY.guides[key].steps:
        assert f'src="{"" if language == "vi" else "../"}{step.picture}.png"' in page
        assert f'alt="{in_language(step.alt, language)}"' in page
    assert all(in_language(one.title, language) in page for one in LIBRARY.guides[key].sources.values())
    assert "<script" not in page


async def test_the_list_leads_to_each_guide_and_pictures_are_given_to_everybody(site: Site) -> None:
    names = {
        "": 200,
        "en/": 200,
        "vneid_code.png": 200,
        "no.png": 404,
        "no.html": 404,
        "vneid": 404,
    }
    async with aiohttp.ClientSession() as session:
        for name, status in names.items():
            async with session.get(f"{site.url}huong-dan/{name}") as answer:
                assert answer.status == status, name
                if name == "":
                    page = await answer.text()
                    assert all(f'href="{key}.html"' in page for key in LIBRARY.guides)
                if name.endswith(".png") and status == 200:
                    assert (await answer.read()).startswith(b"\x89PNG")


def test_what_is_not_certain_says_so() -> None:
    now = datetime(2026, 11, 24, 2, tzinfo=UTC)
    page = GuideSite(lambda: LIBRARY, lambda: now).draw(LIBRARY, "vneid.html", now.date())
    assert page is not None
    assert page.count('class="unsure"') == sum(not step.sure for step in LIBRARY.guides["vneid"].steps) == 1
