"""The routes around the conversation: page, files, assets, health, headers."""

import re
from hashlib import sha256

import pytest
from aiohttp import ClientResponseError, ClientSession, WSServerHandshakeError

from tests.bot.web.driver import WebDriver
from tests.bot.web.listener import PICTURE
from tests.bot.web.site import Site


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    async with ClientSession() as session, session.get(site.url) as answer:
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/;" in cookie + ";"
        assert "Secure" not in cookie


async def test_behind_https_the_cookie_is_secure(site: Site) -> None:
    async with ClientSession() as session, session.get(site.url, headers={"X-Forwarded-Proto": "https"}) as answer:
        assert "Secure" in answer.headers["Set-Cookie"]


async def test_a_second_visit_keeps_the_token(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        token = driver.token
        await driver.page()
        assert driver.token == token


async def test_every_answer_is_guarded(site: Site) -> None:
    async with ClientSession() as session:
        for path in ("", "healthz", "nowhere", "demo"):
            async with session.get(site.url + path) as answer:
                assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "same-origin"
                assert answer.headers["Cache-Control"] == "no-store"


async def test_the_page_has_no_inline_script_or_style_and_no_third_party(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        text = await driver.page()
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
        assert "style=" not in text and "<style" not in text
        assert not re.search(r'(src|href)="(https?:)?//', text)


async def test_a_code_in_the_link_cannot_break_out_of_the_page(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        assert "<script>alert" not in await driver.page('?c="><script>alert(1)</script>')


async def test_assets_are_kept_for_a_year_under_their_hash(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        found = re.search(r'src="(/static/[0-9a-f]{16}/chat\.js)"', await driver.page())
        assert found
        async with driver.session.get(driver.origin + found[1]) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
            assert answer.headers["Content-Encoding"] == "gzip"
        other = f"{driver.origin}/static/{'0' * 16}/chat.js"
        async with driver.session.get(other, headers={"Accept-Encoding": "identity"}) as answer:
            assert answer.status == 200
            assert answer.headers["Cache-Control"] == "no-cache"
            assert "Content-Encoding" not in answer.headers
        async with driver.session.get(f"{driver.origin}/static/{'0' * 16}/channel.py") as answer:
            assert answer.status == 404


async def test_a_file_is_shown_to_those_who_may_see_it(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        async with driver.session.get(site.url + "file/page-1") as answer:
            assert await answer.read() == PICTURE
            assert answer.headers["Content-Type"] == "image/png"
            assert (
                answer.headers["Content-Disposition"]
                == "inline; filename*=UTF-8''gi%E1%BA%A5y%20ch%E1%BB%A9ng%20sinh.png"
            )
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"


async def test_a_file_that_could_run_is_only_saved(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        async with driver.session.get(site.url + "file/page-2") as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment;")


async def test_a_stranger_gets_no_file(site: Site) -> None:
    async with WebDriver(site.url) as driver, ClientSession() as nobody:
        for session in (driver.session, nobody):
            async with session.get(site.url + "file/page-1") as answer:
                assert answer.status == 404
                assert "Không mở được tệp" in await answer.text()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
async def test_another_site_cannot_open_the_line(site: Site, origin: str) -> None:
    async with WebDriver(site.url) as driver:
        with pytest.raises(WSServerHandshakeError, match="403"):
            await driver.session.ws_connect(site.url + "ws", headers={"Origin": origin})


async def test_without_a_cookie_there_is_no_line(site: Site) -> None:
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError, match="403"):
            await session.ws_connect(site.url + "ws", headers={"Origin": site.url.rstrip("/")})


async def test_leaving_makes_this_browser_a_stranger(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        before = driver.token
        async with driver.session.post(site.url + "leave", headers={"Origin": "http://evil.example"}) as answer:
            assert answer.status == 403
        async with driver.session.post(site.url + "leave", headers={"Origin": driver.origin}) as answer:
            assert answer.status == 200
        assert driver.token != before
        gone = sha256(before.encode()).hexdigest()
        seat = await site.database.turn(lambda u: u.people.at("web", gone))
        assert seat is not None and not seat.reachable
        await driver.disconnect()
        driver.items = []
        await driver.connect()
        assert driver.items == []


async def test_health_is_told_as_json(site: Site) -> None:
    async with ClientSession(raise_for_status=True) as session, session.get(site.url + "healthz") as answer:
        assert await answer.json() == {"ok": True}


async def test_an_unknown_page_is_not_found(site: Site) -> None:
    async with ClientSession(raise_for_status=True) as session:
        with pytest.raises(ClientResponseError, match="404"):
            await session.get(site.url + "p/stranger/")
