"""The photo coach in the conversation: one tip, followed or overruled with one tap, whatever else is sent."""

import io

from PIL import Image

from tests.bot.services.conftest import SENT, told
from tests.imaging.shots import Shot
from tests.papers import photo
from tests.stage import DirectDriver, DirectStage

GOOD = Shot("letter", 11).jpeg()
OTHER = Shot("handwriting", 12).jpeg()
BLURRED = Shot("letter", 13, "blurred", 3).jpeg()
DARK = Shot("form", 14, "dark", 3).jpeg()
SIDEWAYS = Shot("letter", 17, turn=90).jpeg()


async def _at_papers(stage: DirectStage) -> DirectDriver:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT[:8])
    return owner


async def _sent(owner: DirectDriver, *photos: bytes) -> str:
    await owner.see()
    await owner.send([(f"{place}.jpg", data) for place, data in enumerate(photos)])
    return "\n".join(await owner.see())


def _pages(stage: DirectStage) -> list[tuple[str, str]]:
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    items = (
        getattr(draft.session.answers["original_photo"], "items", ())
        if "original_photo" in draft.session.answers
        else ()
    )
    documents = {one.id: one for one in stage.database.run(lambda u: u.documents.of_draft(draft.id))}
    assert set(items) == set(documents)
    return [(page, documents[page].sha256) for page in items]


async def test_a_good_photo_gets_no_tip(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    shown = await _sent(owner, GOOD)
    assert "⚠️" not in shown
    assert "[Xong]" in shown


async def test_a_blurred_photo_gets_one_tip_and_two_buttons(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    shown = await _sent(owner, BLURRED)
    assert shown.count("⚠️") == 1
    assert "Trang 1 bị mờ" in shown
    assert "[Chụp lại] [Vẫn dùng ảnh này]" in shown
    assert "[Xong]" not in shown


async def test_a_page_taken_again_takes_the_place_of_the_old_one(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    shown = await _sent(owner, BLURRED, GOOD, OTHER)
    assert "Trang 1 bị mờ" in shown
    before = _pages(stage)
    assert "Đã bỏ trang 1" in await told(owner, "Chụp lại")
    assert _pages(stage) == before[1:]
    shown = await _sent(owner, photo("chụp lại", (1000, 1300)))
    assert "⚠️" not in shown
    after = _pages(stage)
    assert after[1:] == before[1:]
    assert after[0] not in before


async def test_the_resident_may_use_the_picture_all_the_same(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    await _sent(owner, DARK)
    shown = await told(owner, "vẫn dùng ảnh này")
    assert "⚠️" not in shown
    assert "[Xong]" in shown
    assert len(_pages(stage)) == 1


async def test_an_album_is_answered_once_naming_the_page(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    shown = await _sent(owner, GOOD, OTHER, DARK)
    assert shown.count("⚠️") == 1
    assert "Trang 3 tối quá" in shown


async def test_after_one_tip_is_settled_the_next_is_given(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    await _sent(owner, DARK, BLURRED)
    shown = await told(owner, "Vẫn dùng ảnh này")
    assert "Trang 2 bị mờ" in shown
    assert "Trang 1" not in shown


async def test_the_same_page_twice_is_noticed(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    await _sent(owner, GOOD)
    await _sent(owner, OTHER)
    assert "Trang 3 giống trang 1" in await _sent(owner, GOOD)


async def test_a_sideways_page_is_turned_by_itself_and_told(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    shown = await _sent(owner, SIDEWAYS)
    assert "xoay cho thẳng" in shown
    assert "⚠️" not in shown
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    (page,) = stage.database.run(lambda u: u.documents.of_draft(draft.id))
    assert page.turn == 270


async def test_a_tip_is_still_there_after_a_restart_and_its_old_button_is_harmless(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    await _sent(owner, BLURRED)
    stage.restart()
    assert "Trang 1 bị mờ" in await told(owner, "đầu năm ngoái")
    await owner.see()
    await owner.tap("Chụp lại")
    await owner.see()
    await owner.tap("Chụp lại")
    assert "Đã bỏ" not in "\n".join(await owner.see())


async def test_done_is_the_resident_s_word_as_well(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    await _sent(owner, BLURRED)
    assert "⚠️" not in await told(owner, "xong")


def _scanned(*photos: bytes) -> bytes:
    first, *rest = [Image.open(io.BytesIO(data)) for data in photos]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest)
    return out.getvalue()


async def test_a_page_of_a_pdf_is_judged_and_named_and_the_file_is_sent_again_as_a_whole(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    await owner.send([("quét.pdf", _scanned(GOOD, DARK))])
    shown = "\n".join(await owner.see())
    assert "Trong tệp PDF (mục 1 của giấy này):" in shown
    assert "Trang 2 tối quá" in shown
    await owner.tap("Chụp lại")
    shown = "\n".join(await owner.see())
    assert "Đã bỏ tệp PDF ở mục 1" in shown
    assert _pages(stage) == []
    await owner.send([("quét.pdf", _scanned(GOOD, OTHER))])
    shown = "\n".join(await owner.see())
    assert "⚠️" not in shown
    assert len(_pages(stage)) == 1


async def test_a_pdf_with_a_bad_page_may_be_used_all_the_same(stage: DirectStage) -> None:
    owner = await _at_papers(stage)
    await owner.send([("quét.pdf", _scanned(DARK))])
    assert "Trang 1 tối quá" in "\n".join(await owner.see())
    await owner.tap("Vẫn dùng ảnh này")
    shown = "\n".join(await owner.see())
    assert "⚠️" not in shown
    assert "[Xong]" in shown
