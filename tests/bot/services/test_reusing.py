"""A paper sent once is used again with one tap, by its owner alone, and stands in the new file by itself."""

from tests.bot.services.conftest import SENT, pressed, told
from tests.imaging.shots import Shot
from tests.stage import DirectDriver, DirectStage

PAGES = [("một.jpg", Shot("letter", 11).jpeg()), ("hai.jpg", Shot("letter", 17, turn=90).jpeg())]
AGAIN = (*SENT[:2], *SENT[3:8])


async def _first(stage: DirectStage) -> DirectDriver:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT[:8])
    await owner.send(PAGES)
    await told(owner, "xong", "Nguyễn Thị Mẫu", "0912345678", "gửi")
    return owner


async def test_the_pages_of_an_earlier_file_are_used_again_with_one_tap(stage: DirectStage) -> None:
    owner = await _first(stage)
    (reference,) = stage.references()
    shown = await told(owner, *AGAIN)
    assert f"[Dùng lại giấy đã gửi (hồ sơ {reference})]" in shown
    await owner.tap(f"Dùng lại giấy đã gửi (hồ sơ {reference})")
    shown = "\n".join(await owner.see())
    assert "Đã dùng lại 2 trang" in shown
    assert "Đã nhận 2 trang" in shown
    await told(owner, "xong", "Nguyễn Thị Mẫu", "0912345678", "gửi")
    old = stage.database.run(lambda u: u.documents.of_dossier(1))
    new = stage.database.run(lambda u: u.documents.of_dossier(2))
    assert [page.sha256 for page in old] == [page.sha256 for page in new]
    assert [page.turn for page in new] == [0, 270]
    assert {page.id for page in old}.isdisjoint(page.id for page in new)


async def test_another_person_s_paper_is_neither_offered_nor_given(stage: DirectStage) -> None:
    await _first(stage)
    (reference,) = stage.references()
    other = await stage.seat("người khác")
    assert "Dùng lại" not in await told(other, *SENT[:8])
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(2))
    card = await pressed(stage, "người khác", f"x:{draft.tag}:reuse:{reference}")
    assert "Đã dùng lại" not in card.text
    assert stage.database.run(lambda u: u.documents.of_draft(draft.id)) == ()


async def test_a_paper_that_was_erased_or_is_held_is_not_offered(stage: DirectStage) -> None:
    owner = await _first(stage)
    pages = stage.database.run(lambda u: u.documents.of_dossier(1))
    stage.database.run(lambda u: u.documents.judge(pages[0].id, 0, pages[0].verdict, "held"))
    assert "Dùng lại" not in await told(owner, *AGAIN)
    stage.database.run(lambda u: u.documents.remove([page.id for page in pages]))
    assert "Dùng lại" not in await told(owner, "đầu năm")
