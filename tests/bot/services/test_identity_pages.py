"""Pages that show an identity card: marked as such, and seen only with the one file written across that they serve."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from bot.ports import Chat
from content.catalog import Library
from tests.bot.services.conftest import MORNING, SENT, told
from tests.papers import photo
from tests.replay import library
from tests.stage import DirectStage

OWNER, OFFICIAL = "chủ hồ sơ", "cán bộ"


def asking_for_cards() -> Library:
    """The content in which the paper to be copied is an identity card."""
    usual = library("nam_thanh_mien")
    sheet = usual.procedures["certify_copy"]
    step = replace(sheet.step("original_photo"), identity=True)
    changed = replace(sheet, steps={**sheet.steps, "original_photo": step})
    return replace(usual, procedures={**usual.procedures, "certify_copy": changed})


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[DirectStage]:
    opened = DirectStage(tmp_path, asking_for_cards(), MORNING)
    yield opened
    opened.close()


async def _sent_in(stage: DirectStage, data: bytes, name: str = "thẻ.jpg") -> str:
    """The id of the page in a file that was sent in."""
    owner = await stage.seat(OWNER)
    await told(owner, *SENT[:8])
    await owner.send([(name, data)])
    await told(owner, "xong", *SENT[9:])
    (page,) = stage.database.run(lambda u: u.documents.of_dossier(1))
    assert page.identity
    return page.id


def _red(data: bytes) -> int:
    """How many pixels are reddish; the sheets of these tests have none."""
    with Image.open(io.BytesIO(data)) as image:
        raw = image.convert("RGB").tobytes()
    return sum(r > g + 40 and r > b + 40 for r, g, b in zip(raw[::3], raw[1::3], raw[2::3], strict=True))


@pytest.mark.parametrize("who", [OWNER, OFFICIAL])
async def test_whoever_opens_it_sees_the_one_file_it_serves_written_across(stage: DirectStage, who: str) -> None:
    data = photo("trang")
    page = await _sent_in(stage, data)
    await stage.seat(OFFICIAL)
    shown = await stage.assistant.file(Chat("direct", who), page)
    assert shown is not None
    assert shown.media_type == "image/jpeg"
    assert _red(data) == 0
    assert _red(shown.data) > 2_000


def _pdf(data: bytes, pages: int) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.save(out, "PDF", save_all=True, append_images=[image.copy() for _ in range(pages - 1)])
    return out.getvalue()


def _red_pages(data: bytes) -> list[int]:
    found = []
    for page in pypdfium2.PdfDocument(data):
        out = io.BytesIO()
        page.render(scale=1).to_pil().save(out, "PNG")
        found.append(_red(out.getvalue()))
    return found


@pytest.mark.parametrize("way", ["as sent", "bound", "looked at"])
async def test_a_card_sent_as_pdf_has_the_words_on_every_page_wherever_it_is_shown(
    stage: DirectStage, way: str
) -> None:
    sent = _pdf(photo("trang"), 2)
    page = await _sent_in(stage, sent, "thẻ.pdf")
    await stage.seat(OFFICIAL)
    assert _red_pages(sent) == [0, 0]
    if way == "looked at":
        for number in (0, 1):
            shown = await stage.assistant.file(Chat("direct", OFFICIAL), f"look:{page}:{number}:0:")
            assert shown is not None and shown.media_type == "image/jpeg"
            assert _red(shown.data) > 2_000
        return
    (reference,) = stage.references()
    file_id = page if way == "as sent" else f"pdf:{reference}:original_photo"
    for who in (OWNER,) if way == "as sent" else (OWNER, OFFICIAL):
        shown = await stage.assistant.file(Chat("direct", who), file_id)
        assert shown is not None and shown.media_type == "application/pdf"
        assert all(red > 1_000 for red in _red_pages(shown.data))
        with pikepdf.open(io.BytesIO(shown.data)) as opened:
            assert [len(one.get_images()) for one in opened.pages] == [1, 1]  # one picture, the words are part of it


async def test_a_page_of_another_paper_is_shown_as_it_is(tmp_path: Path) -> None:
    plain = DirectStage(tmp_path / "plain", library("nam_thanh_mien"), MORNING)
    try:
        owner = await plain.seat(OWNER)
        await told(owner, *SENT[:8])
        await owner.send([("bằng.jpg", photo("trang"))])
        await told(owner, "xong", *SENT[9:])
        (page,) = plain.database.run(lambda u: u.documents.of_dossier(1))
        shown = await plain.assistant.file(Chat("direct", OWNER), page.id)
        assert not page.identity
        assert shown is not None and shown.data == photo("trang")
    finally:
        plain.close()
