"""The public list of procedures: every fact of the files is on a page, without any script, online and as files."""

import shutil
from datetime import date
from html import unescape
from pathlib import Path

import aiohttp
import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.channels.web.listing.pages import Listing, marked, publish
from content.manuscript import ROOT
from content.sheet import FeeSheet, LimitSheet, PaperSheet, in_language
from tests.bot.web.site import Site
from tests.replay import library

TODAY = date(2026, 11, 24)
LIBRARY = library("nam_thanh_mien")


@pytest.mark.parametrize("key", LIBRARY.procedures)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_names_every_paper_fee_limit_and_source_of_a_procedure(key: str, language: str) -> None:
    sheet = LIBRARY.procedures[key]
    page = Listing().draw(LIBRARY, f"{'en/' if language == 'en' else ''}{key}.html", TODAY)
    assert page is not None
    stated: list[PaperSheet | FeeSheet | LimitSheet] = [*sheet.papers, *sheet.fees, *sheet.limits]
    wanted = [in_language(one.title, language) for one in stated if one.rule.valid.covers(TODAY)]
    wanted += [in_language(sheet.sources[id].title, language) for id in sheet.basis]
    said = [str(LIBRARY.wording.render(text, language, {"you": "ông/bà"})) for text in wanted]
    assert [text for text in said if text not in unescape(page)] == []


def test_the_first_page_leads_to_every_procedure_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    publish(LIBRARY, tmp_path, TODAY)
    first = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert [key for key in LIBRARY.procedures if f'href="{key}.html"' not in first] == []
    for page in tmp_path.rglob("*.html"):
        for piece in page.read_text(encoding="utf-8").split('href="')[1:]:
            target = piece.partition('"')[0]
            assert target.startswith("https://") or (page.parent / target).resolve().is_file(), (page.name, target)


def test_no_page_needs_a_script() -> None:
    listing = Listing(chat="../")
    for name in listing.names(LIBRARY):
        text = listing.draw(LIBRARY, name, TODAY)
        assert text is not None
        assert "<script" not in text


def test_what_is_not_valid_today_is_not_listed() -> None:
    page = Listing().draw(LIBRARY, "birth_registration.html", date(2025, 1, 6))
    now = Listing().draw(LIBRARY, "birth_registration.html", TODAY)
    assert page != now


@pytest.mark.parametrize(
    "name", ["", "nothing.html", "en/nothing.html", "../chat.html", "birth_registration", "fr/index.html"]
)
def test_a_name_that_is_none_draws_nothing(name: str) -> None:
    assert Listing().draw(LIBRARY, name, TODAY) is None


def test_marks_become_html_and_nothing_else_does() -> None:
    assert marked("**a** <b>\n`c`") == "<strong>a</strong> &lt;b&gt;<br>c"


async def test_the_site_shows_the_list_in_both_languages_and_refuses_other_names(site: Site) -> None:
    async with aiohttp.ClientSession() as session:
        for name, status in {"": 200, "en/": 200, "certify_copy.html": 200, "style.css": 200, "no.html": 404}.items():
            async with session.get(f"{site.url}thu-tuc/{name}") as answer:
                assert answer.status == status, name
                if name == "":
                    assert 'href="../"' in await answer.text()


def test_the_command_writes_the_files(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["content", "publish", str(tmp_path / "list")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "list" / "en" / "index.html").is_file()
    assert str(len([path for path in (tmp_path / "list").rglob("*") if path.is_file()])) in result.output


def test_the_command_writes_the_content_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT, tmp_path / "content")
    path = tmp_path / "content" / "procedures" / "certify_copy.toml"
    title = in_language(LIBRARY.procedures["certify_copy"].title, "vi")
    path.write_text(path.read_text(encoding="utf-8").replace(title, "Sao y theo xã Mẫu"), encoding="utf-8")
    monkeypatch.setenv("MOTCUA_CONTENT_DIR", str(tmp_path / "content"))
    result = CliRunner().invoke(app, ["content", "publish", str(tmp_path / "list")])
    assert result.exit_code == 0, result.output
    assert "Sao y theo xã Mẫu" in (tmp_path / "list" / "certify_copy.html").read_text(encoding="utf-8")
