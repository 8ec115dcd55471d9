"""What a helper may do is looked up at every press: forged, old and foreign buttons do and show nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import Chat, Said
from bot.services.mandates.rights import always_in_person, in_person
from flows.mandates import Ending, Mandate, Purpose, end
from tests.bot.mandates.conftest import (
    ANSWERS,
    CLERK,
    COPY,
    HELPER,
    NEIGHBOUR,
    drafts,
    files,
    filled,
    mandate,
    person,
    press,
)
from tests.bot.services.conftest import MORNING, arrived
from tests.papers import photo
from tests.replay import library
from tests.stage import DirectStage

SECRET = "0912345678"
STRANGERS = ("kẻ lạ", "người hỗ trợ anh Bình", CLERK)


async def seated(stage: DirectStage, *who: str) -> None:
    for one in (HELPER, NEIGHBOUR, *who):
        await stage.seat(one)


@pytest.mark.parametrize("who", STRANGERS)
async def test_nobody_else_reaches_a_mandate_by_its_buttons(stage: DirectStage, who: str) -> None:
    await seated(stage, who)
    record = mandate(stage, *Purpose)
    draft = await filled(stage, record)
    verbs = (
        "open",
        "file",
        "fill",
        "paper",
        "return",
        "returned",
        "pass",
        "revoke",
        "agree",
        "refuse",
        "check",
        "right",
    )
    for verb in verbs:
        card = await press(stage, who, f"w:mandates:{verb}:{record.tag}:{COPY}")
        assert "Nguyễn Thị Mẫu" not in card.text, verb
    for verb in ("review", "no", "counter"):
        assert SECRET not in (await press(stage, who, f"w:mandates:{verb}:{draft.tag}")).text
    for data in (f"a:{draft.tag}:copies:9", f"x:{draft.tag}:send", f"x:{draft.tag}:resume", f"x:{draft.tag}:drop"):
        assert SECRET not in (await press(stage, who, data)).text
    assert drafts(stage) == (draft,)
    assert stage.references() == []
    assert stage.database.run(lambda u: u.mandates.by_tag(record.tag)) == record


async def test_each_purpose_stops_at_its_own_deeds(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.NOTIFY, Purpose.COLLECT)
    card = await press(stage, HELPER, f"w:mandates:fill:{record.tag}:{COPY}")
    assert "không cho phép việc này" in card.text
    other = await press(stage, HELPER, f"w:mandates:fill:{record.tag}:marriage_registration")
    assert "không nhờ anh/chị việc này" in other.text
    assert drafts(stage) == ()


async def test_a_helper_without_the_purpose_to_submit_cannot_send_by_any_button(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST)
    draft = await filled(stage, record)
    for data in (f"x:{draft.tag}:send", f"w:mandates:counter:{draft.tag}", f"w:mandates:yes:{draft.tag}"):
        await press(stage, HELPER, data)
    await arrived(stage, HELPER, Said("gửi"), "typed")
    assert stage.references() == []
    assert drafts(stage) == (draft,)


async def test_a_neighbours_draft_is_not_a_helpers_to_delete(stage: DirectStage) -> None:
    await seated(stage)
    draft = await filled(stage, mandate(stage, Purpose.ASSIST))
    stop = await press(stage, HELPER, f"x:{draft.tag}:stop")
    assert "drop" not in " ".join(button.data for row in stop.rows for button in row)
    card = await press(stage, HELPER, f"x:{draft.tag}:drop")
    assert "không xóa được" in card.text
    assert drafts(stage) == (draft,)


async def test_whoever_is_no_helper_any_more_loses_every_right_at_once(stage: DirectStage) -> None:
    await seated(stage)
    helper = person(stage, HELPER)
    draft = await filled(stage, mandate(stage, Purpose.ASSIST), ANSWERS[:2])
    (staff,) = stage.database.run(lambda u: u.staff.of(helper))
    stage.database.run(lambda u: u.staff.revoke(staff.id, stage.now()))
    card = await press(stage, HELPER, f"a:{draft.tag}:language:vietnamese")
    assert "không còn là người hỗ trợ" in card.text
    assert drafts(stage) == (draft,)


async def test_a_pledge_of_last_year_has_to_be_given_anew(stage: DirectStage) -> None:
    await seated(stage)
    mandate(stage, Purpose.ASSIST)
    await stage.move_to(stage.now() + timedelta(days=300))
    record = mandate(stage, Purpose.ASSIST, days=365, pledges=False)
    assert (await press(stage, HELPER, f"w:mandates:fill:{record.tag}:{COPY}")).progress is not None
    await stage.move_to(stage.now() + timedelta(days=65))
    assert "cam kết lại" in (await press(stage, HELPER, f"w:mandates:fill:{record.tag}:{COPY}")).text
    assert "Lời cam kết" in (await press(stage, HELPER, "w:mandates:home")).text
    await press(stage, HELPER, "w:mandates:pledged")
    assert (await press(stage, HELPER, f"w:mandates:fill:{record.tag}:{COPY}")).progress is not None


async def test_an_expired_mandate_says_so_and_allows_nothing(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST, days=1)
    draft = await filled(stage, record, ANSWERS[:2])
    await stage.move_to(stage.now() + timedelta(days=1))
    card = await press(stage, HELPER, f"a:{draft.tag}:language:vietnamese")
    assert "Thời hạn bà con cho phép đã hết" in card.text
    assert drafts(stage) == (draft,)


async def test_a_helper_sees_neither_the_file_nor_its_photos_nor_earlier_answers(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, *Purpose, certified=True)
    helper = stage.drivers[HELPER]
    await filled(stage, record, ANSWERS[:5])
    await helper.send([("bản chính.jpg", photo("trang 1"))])
    for answer in ("xong", *ANSWERS[6:], "gửi"):
        await helper.say(answer)
    (file,) = files(stage)
    (page,) = stage.database.run(lambda u: u.documents.of_dossier(file.id))
    assert page.owner_person == person(stage, NEIGHBOUR)
    assert await stage.assistant.file(Chat("direct", HELPER), page.id) is None
    assert await stage.assistant.file(Chat("direct", NEIGHBOUR), page.id) is not None
    for verb in ("file", "withdraw!", "correct", "pdf", "kept"):
        assert SECRET not in (await press(stage, HELPER, f"m:{verb}:{file.reference}")).text
    card = await press(stage, HELPER, f"w:mandates:file:{record.tag}:{file.reference}")
    assert file.reference in card.text
    assert SECRET not in card.text
    begun = await press(stage, HELPER, f"w:mandates:fill:{record.tag}:{COPY}")
    assert file.reference not in begun.text
    assert files(stage)[0].dossier.state == file.dossier.state


async def test_a_helpers_own_files_are_not_mixed_with_those_they_filed(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, *Purpose)
    await filled(stage, record)
    await stage.drivers[HELPER].say("gửi")
    (file,) = files(stage)
    assert file.filer_id == person(stage, HELPER)
    assert file.reference not in (await press(stage, HELPER, "m:mine")).text
    assert file.reference in (await press(stage, NEIGHBOUR, "m:mine")).text


async def test_files_from_before_the_mandate_are_none_of_the_helpers_business(stage: DirectStage) -> None:
    await seated(stage)
    neighbour = stage.drivers[NEIGHBOUR]
    for said in ("sao y", "bắt đầu", "bà", *ANSWERS, "gửi"):
        await neighbour.say(said)
    (file,) = files(stage)
    await stage.move_to(stage.now() + timedelta(hours=1))
    record = mandate(stage, *Purpose)
    assert file.reference not in (await press(stage, HELPER, f"w:mandates:open:{record.tag}")).text
    await press(stage, HELPER, f"w:mandates:file:{record.tag}:{file.reference}")
    one = mandate(stage, Purpose.NOTIFY, file=file.id)
    assert file.reference in (await press(stage, HELPER, f"w:mandates:open:{one.tag}")).text


def test_what_the_parties_do_in_person_may_hang_on_the_answers() -> None:
    procedures = library("nam_thanh_mien").procedures
    several, marriage = procedures["foreign_element_civil_status"], procedures["marriage_registration"]
    assert in_person(several, {"act": "marriage"}, MORNING)
    assert not in_person(several, {"act": "birth"}, MORNING)
    assert in_person(marriage, {}, MORNING)
    assert not in_person(procedures[COPY], {}, MORNING)
    assert always_in_person(marriage)
    assert not always_in_person(several)


async def test_only_the_neighbour_revokes_and_only_once(stage: DirectStage) -> None:
    await seated(stage, "kẻ lạ")
    record = mandate(stage, Purpose.ASSIST)
    for who in (HELPER, "kẻ lạ"):
        await press(stage, who, f"w:mandates:revoke:{record.tag}")
    assert stage.database.run(lambda u: u.mandates.by_tag(record.tag)) == record
    assert "đã thôi nhờ" in (await press(stage, NEIGHBOUR, f"w:mandates:revoke:{record.tag}")).text
    assert "đã hết từ trước" in (await press(stage, NEIGHBOUR, f"w:mandates:revoke:{record.tag}")).text
    ended = stage.database.run(lambda u: u.mandates.by_tag(record.tag))
    expected = end(record.mandate, Ending.REVOKED, stage.now())
    assert isinstance(expected, Mandate)
    assert ended == replace(record, mandate=expected)
    assert [step.kind for step in stage.database.run(lambda u: u.mandates.steps(record.id))] == ["revoked"]
