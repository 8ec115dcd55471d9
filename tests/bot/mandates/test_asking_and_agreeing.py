"""How a mandate is asked for and agreed to: each purpose by itself, nothing ticked beforehand, the text kept."""

from datetime import timedelta

import pytest

from bot.ports import Opened, Said
from flows.mandates import Ending, Means, Phase, Purpose, phase
from storage.records_mandates import MandateRecord
from storage.unit_of_work import UnitOfWork
from tests.bot.mandates.conftest import HELPER, NEIGHBOUR, files, mandate, person, press
from tests.bot.services.conftest import arrived, data_of
from tests.stage import DirectStage


async def offered(
    stage: DirectStage, *said: str, wants: tuple[str, ...] = ("assist", "notify")
) -> tuple[MandateRecord, str]:
    """What a helper offers, and the code for the neighbour."""
    for one in (HELPER, NEIGHBOUR):
        await stage.seat(one)
    await press(stage, HELPER, "w:mandates:pledged")
    await press(stage, HELPER, "w:mandates:new")
    for words in ("Nguyễn Thị Mẫu", *(said or ("sao y",))):
        await stage.drivers[HELPER].say(words)
    await press(stage, HELPER, "w:mandates:picked")
    for purpose in wants:
        await press(stage, HELPER, f"w:mandates:want:{purpose}")
    card = await press(stage, HELPER, "w:mandates:days:31")
    agent = person(stage, HELPER)
    (record,) = stage.database.run(lambda u: u.mandates.offers_of(agent, stage.now()))
    return record, card.text.split("gõ mã: ")[1][:9]


def found(stage: DirectStage, record: MandateRecord) -> MandateRecord:
    again = stage.database.run(lambda u: u.mandates.by_tag(record.tag))
    assert again is not None
    return again


async def test_nothing_is_ticked_beforehand_and_silence_agrees_to_nothing(stage: DirectStage) -> None:
    record, code = await offered(stage)
    card = await arrived(stage, NEIGHBOUR, Opened(code), "open")
    assert "☑" not in card.text
    card = await press(stage, NEIGHBOUR, data_of(card, "Đồng ý"))
    assert "chưa chọn việc nào" in card.text
    assert found(stage, record) == record


async def test_what_is_ticked_is_agreed_to_and_the_text_as_read_is_kept_with_its_version(stage: DirectStage) -> None:
    record, code = await offered(stage)
    await arrived(stage, NEIGHBOUR, Opened(code), "open")
    card = await press(stage, NEIGHBOUR, f"w:mandates:tick:{record.tag}:notify")
    shown = card.text
    await press(stage, NEIGHBOUR, data_of(card, "Đồng ý"))
    made = found(stage, record)
    assert (made.mandate.purposes, made.mandate.means) == ((Purpose.NOTIFY,), Means.TAP)
    assert made.principal_id == person(stage, NEIGHBOUR)
    assert made.about.text in shown
    assert len(made.about.version) == 8
    (_, step) = stage.database.run(lambda u: u.mandates.steps(record.id))
    assert (step.kind, step.data["version"]) == ("agreed", made.about.version)


async def test_a_button_of_a_card_that_showed_other_ticks_agrees_to_nothing(stage: DirectStage) -> None:
    record, code = await offered(stage)
    await arrived(stage, NEIGHBOUR, Opened(code), "open")
    before = await press(stage, NEIGHBOUR, f"w:mandates:tick:{record.tag}:notify")
    await press(stage, NEIGHBOUR, f"w:mandates:tick:{record.tag}:assist")
    await press(stage, NEIGHBOUR, data_of(before, "Đồng ý"))
    assert found(stage, record) == record


async def test_a_purpose_that_was_not_asked_for_cannot_be_ticked_in(stage: DirectStage) -> None:
    record, code = await offered(stage)
    await arrived(stage, NEIGHBOUR, Opened(code), "open")
    await press(stage, NEIGHBOUR, f"w:mandates:tick:{record.tag}:submit")
    await press(stage, NEIGHBOUR, f"w:mandates:agree:{record.tag}:s")
    assert found(stage, record) == record


async def test_only_who_opened_the_code_can_answer_and_the_helper_cannot_agree_for_them(stage: DirectStage) -> None:
    record, code = await offered(stage)
    assert "không tự đồng ý thay" in (await arrived(stage, HELPER, Said(code), "own")).text
    for who in (HELPER, "kẻ lạ"):
        await press(stage, who, f"w:mandates:tick:{record.tag}:assist")
        await press(stage, who, f"w:mandates:agree:{record.tag}:a")
        await press(stage, who, f"w:mandates:refuse:{record.tag}")
    assert found(stage, record) == record


async def test_nobody_agrees_on_the_helpers_own_phone_in_the_name_of_somebody_who_shares_it(stage: DirectStage) -> None:
    record, code = await offered(stage)
    agent = person(stage, HELPER)
    (seat,) = stage.database.run(lambda u: u.people.seats_of(agent))
    other = stage.database.run(lambda u: u.people.add(stage.now()))

    def shares(u: UnitOfWork) -> None:
        u.companions.add(seat.chat_id, agent, "chị Lan", stage.now())
        u.companions.add(seat.chat_id, other, "bà Mẫu", stage.now())
        u.people.join(seat.chat_id, other)

    stage.database.run(shares)
    assert "không tự đồng ý thay" in (await arrived(stage, HELPER, Opened(code), "as another")).text
    await press(stage, HELPER, f"w:mandates:tick:{record.tag}:assist")
    await press(stage, HELPER, f"w:mandates:agree:{record.tag}:a")
    assert found(stage, record) == record


async def test_a_refusal_ends_the_offer_and_an_old_code_explains_itself(stage: DirectStage) -> None:
    record, code = await offered(stage)
    await arrived(stage, NEIGHBOUR, Opened(code), "open")
    await press(stage, NEIGHBOUR, f"w:mandates:refuse:{record.tag}")
    assert found(stage, record).mandate.ending is Ending.REFUSED
    assert "đã được trả lời hoặc đã hết hạn" in (await arrived(stage, NEIGHBOUR, Said(code), "again")).text


async def test_an_offer_lapses_after_a_week(stage: DirectStage) -> None:
    record, code = await offered(stage)
    await stage.move_to(stage.now() + timedelta(days=7))
    assert phase(record.mandate, stage.now()) is Phase.LAPSED
    assert "đã hết hạn" in (await arrived(stage, NEIGHBOUR, Said(code), "late")).text


@pytest.mark.parametrize("procedure", ["đăng ký kết hôn", "nhận cha mẹ con"])
async def test_where_the_parties_act_in_person_nobody_is_even_asked_to_let_others_send_in(
    stage: DirectStage, procedure: str
) -> None:
    record, _ = await offered(stage, procedure, wants=("submit", "collect", "assist"))
    assert record.mandate.purposes == (Purpose.ASSIST,)


async def test_a_mandate_for_one_file_is_agreed_to_by_its_owner_only(stage: DirectStage) -> None:
    await stage.seat("ông Tư")
    for said in ("sao y", "bắt đầu", "ông", "1", "1", "1", "2", "3", "bỏ qua", "Trần Văn Tư", "bỏ qua", "gửi"):
        await stage.drivers["ông Tư"].say(said)
    (file,) = files(stage, "ông Tư")
    record, code = await offered(stage, file.reference, wants=("notify",))
    assert record.mandate.file == file.id
    assert "không phải của" in (await arrived(stage, NEIGHBOUR, Said(code), "foreign")).text
    assert file.reference in (await arrived(stage, "ông Tư", Said(code), "own")).text
    card = await press(stage, "ông Tư", f"w:mandates:tick:{record.tag}:notify")
    await press(stage, "ông Tư", data_of(card, "Đồng ý"))
    assert found(stage, record).principal_id == file.person_id


async def test_residents_are_not_offered_the_helpers_side_and_cannot_reach_it(stage: DirectStage) -> None:
    await stage.seat(NEIGHBOUR)
    for verb in ("home", "new", "pledged", "picked", "wanted", "days:31"):
        card = await press(stage, NEIGHBOUR, f"w:mandates:{verb}")
        assert "Giúp ai" not in card.text, verb
    owner = person(stage, NEIGHBOUR)
    assert stage.database.run(lambda u: u.deeds.pledged_at(owner)) is None
    assert stage.database.run(lambda u: u.mandates.offers_of(owner, stage.now())) == ()


async def test_passing_on_changes_nothing_until_the_neighbour_agrees_and_then_ends_the_old_one(
    stage: DirectStage,
) -> None:
    for one in (HELPER, NEIGHBOUR, "người hỗ trợ anh Bình"):
        await stage.seat(one)
    record, colleague = mandate(stage, Purpose.ASSIST), person(stage, "người hỗ trợ anh Bình")
    await press(stage, HELPER, f"w:mandates:to:{record.tag}:{person(stage, NEIGHBOUR)}")
    assert stage.database.run(lambda u: u.mandates.offers_of(colleague, stage.now())) == ()
    await press(stage, HELPER, f"w:mandates:to:{record.tag}:{colleague}")
    (new,) = stage.database.run(lambda u: u.mandates.offers_of(colleague, stage.now()))
    assert found(stage, record) == record
    await press(stage, "người hỗ trợ anh Bình", f"w:mandates:consent:{new.tag}")
    await press(stage, NEIGHBOUR, f"w:mandates:consent:{new.tag}")
    card = await press(stage, NEIGHBOUR, f"w:mandates:tick:{new.tag}:assist")
    await press(stage, NEIGHBOUR, data_of(card, "Đồng ý"))
    assert found(stage, record).mandate.ending is Ending.PASSED_ON
    assert phase(found(stage, new).mandate, stage.now()) is Phase.ACTIVE
