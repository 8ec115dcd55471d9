"""Answers of a person's own earlier files are offered, masked, at the same question, and taken only when pressed."""

from tests.bot.services.conftest import SENT, pressed, told
from tests.stage import DirectDriver, DirectStage

TO_THE_NAME = (*SENT[:2], *SENT[3:9])
ONE, ALL = "Dùng: Nguyễn Thị Mẫu", "Điền cả 2 câu như hồ sơ trước"


async def _first(stage: DirectStage) -> DirectDriver:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT)
    return owner


async def test_one_tap_answers_one_question_and_another_all_about_that_person(stage: DirectStage) -> None:
    owner = await _first(stage)
    (reference,) = stage.references()
    shown = await told(owner, *TO_THE_NAME)
    assert f"[{ONE}]" in shown
    assert f"[{ALL}]" in shown
    assert "không bấm thì máy không lấy" in shown
    await owner.tap(ONE)
    shown = "\n".join(await owner.see())
    assert f"Đã dùng lại câu này từ hồ sơ {reference}" in shown
    assert "[Dùng: 091•••678]" in shown  # others may look on
    shown = await told(owner, "như trước")
    assert f"Người đến quầy: Nguyễn Thị Mẫu – lấy từ hồ sơ {reference}" in shown
    assert f"Số điện thoại: 0912345678 – lấy từ hồ sơ {reference}" in shown


async def test_all_answers_of_a_person_are_filled_in_with_one_tap_and_can_be_mended(stage: DirectStage) -> None:
    owner = await _first(stage)
    await told(owner, *TO_THE_NAME)
    await owner.tap(ALL)
    shown = "\n".join(await owner.see())
    assert "Đã điền 2 câu" in shown
    assert "Xin bác xem lại trước khi gửi" in shown
    shown = await told(owner, "7", "Trần Thị Khác")
    assert "Người đến quầy: Trần Thị Khác\n" in shown
    assert "0912345678 – lấy từ" in shown


async def test_nothing_is_filled_in_unless_it_is_asked_for(stage: DirectStage) -> None:
    owner = await _first(stage)
    await told(owner, *TO_THE_NAME)
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    assert "name" not in draft.session.answers
    shown = await told(owner, "Lê Thị Lan")
    assert "Dùng:" not in shown  # the telephone of that file is somebody else's


async def test_typed_labels_mean_the_buttons(stage: DirectStage) -> None:
    owner = await _first(stage)
    assert "Đã điền 2 câu" in await told(owner, *TO_THE_NAME, "dien ca 2 cau nhu ho so truoc")


async def test_answers_of_other_people_are_neither_offered_nor_given(stage: DirectStage) -> None:
    await _first(stage)
    (reference,) = stage.references()
    other = await stage.seat("người khác")
    assert "Dùng:" not in await told(other, *SENT[:9])
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(2))
    for data in (f"a:{draft.tag}:name:={reference}", f"a:{draft.tag}:name:*{reference}", f"a:{draft.tag}:name:="):
        card = await pressed(stage, "người khác", data)
        assert "nút đó thuộc phần trước" in card.text
    (after,) = stage.database.run(lambda u: u.drafts.all_of(2))
    assert after.session == draft.session


async def test_an_old_button_explains_itself(stage: DirectStage) -> None:
    owner = await _first(stage)
    (reference,) = stage.references()
    await told(owner, *TO_THE_NAME, "Nguyễn Thị Mẫu")
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    card = await pressed(stage, "chủ hồ sơ", f"a:{draft.tag}:name:={reference}")
    assert "nút đó thuộc phần trước" in card.text
    card = await pressed(stage, "chủ hồ sơ", f"a:gone1:name:={reference}")
    assert "nút đó thuộc phần trước" in card.text


async def test_a_file_being_corrected_does_not_offer_its_own_answers(stage: DirectStage) -> None:
    owner = await _first(stage)
    (reference,) = stage.references()
    await pressed(stage, "chủ hồ sơ", f"m:correct:{reference}")
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    card = await pressed(stage, "chủ hồ sơ", f"x:{draft.tag}:fix:name")
    assert "Dùng:" not in "".join(button.label for row in card.rows for button in row)
    await told(owner, "Trần Thị Khác", "gửi")
