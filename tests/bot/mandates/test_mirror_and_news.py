"""Neighbours hear what helpers did, helpers how the file stands: each in their own words, and what each may know."""

from datetime import timedelta

from flows.mandates import Purpose
from tests.bot.mandates.conftest import ANSWERS, CLERK, HELPER, NEIGHBOUR, drafts, files, filled, mandate, person, press
from tests.bot.services.conftest import data_of
from tests.stage import DirectStage

MINUTE = timedelta(minutes=1)
NUMBER = "0912345678"


async def seated(stage: DirectStage) -> None:
    for one in (HELPER, NEIGHBOUR, CLERK):
        await stage.seat(one)


async def heard(stage: DirectStage, who: str, after: timedelta) -> str:
    """What somebody is pushed until then."""
    await stage.drivers[who].see()
    await stage.move_to(stage.now() + after)
    return "\n".join(await stage.drivers[who].see())


async def sent_in(stage: DirectStage) -> str:
    """A file that the helper filled in and the neighbour confirmed; its reference."""
    (draft,) = drafts(stage)
    card = await press(stage, NEIGHBOUR, f"w:mandates:review:{draft.tag}")
    await press(stage, NEIGHBOUR, data_of(card, "Đúng, gửi đi"))
    return files(stage)[0].reference


async def accepted(stage: DirectStage, reference: str) -> None:
    await press(stage, CLERK, f"d:accept:{reference}")
    await stage.drivers[CLERK].say("H24.31.45-261123-0001")


async def test_one_sitting_is_one_message_in_plain_words_without_any_answer(stage: DirectStage) -> None:
    await seated(stage)
    await filled(stage, mandate(stage, Purpose.ASSIST))
    assert "vừa giúp" not in await heard(stage, NEIGHBOUR, 10 * MINUTE)
    told = await heard(stage, NEIGHBOUR, 15 * MINUTE)
    assert told.count("vừa giúp") == 1
    assert "trả lời 8 câu" in told
    assert NUMBER not in told
    assert "vừa giúp" not in await heard(stage, NEIGHBOUR, 60 * MINUTE)


async def test_a_second_sitting_waits_an_hour_after_the_first_message(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST)
    await filled(stage, record, ANSWERS[:2])
    assert "trả lời 2 câu" in await heard(stage, NEIGHBOUR, 21 * MINUTE)
    await stage.drivers[HELPER].say(ANSWERS[2])
    assert "vừa giúp" not in await heard(stage, NEIGHBOUR, 50 * MINUTE)
    assert "trả lời 1 câu" in await heard(stage, NEIGHBOUR, 15 * MINUTE)


async def test_what_was_done_can_be_read_later_by_the_neighbour_alone(stage: DirectStage) -> None:
    await seated(stage)
    await filled(stage, mandate(stage, Purpose.ASSIST))
    assert "trả lời 8 câu" in (await press(stage, NEIGHBOUR, "w:mandates:did")).text
    assert "trả lời" not in (await press(stage, HELPER, "w:mandates:did")).text


async def test_the_neighbours_own_answers_are_no_deeds_of_the_helper(stage: DirectStage) -> None:
    await seated(stage)
    await filled(stage, mandate(stage, Purpose.ASSIST), ANSWERS[:2])
    owner = person(stage, NEIGHBOUR)
    before = stage.database.run(lambda u: u.deeds.of_principal(owner, 100))
    assert len(before) == 3
    (draft,) = drafts(stage)
    await press(stage, NEIGHBOUR, f"a:{draft.tag}:language:vietnamese")
    assert drafts(stage)[0].session.answers != draft.session.answers
    assert stage.database.run(lambda u: u.deeds.of_principal(owner, 100)) == before


async def test_a_helper_who_may_be_told_hears_how_the_file_stands_without_names_of_answers(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST, Purpose.NOTIFY)
    await filled(stage, record)
    reference = await sent_in(stage)
    await accepted(stage, reference)
    told = await heard(stage, HELPER, MINUTE)
    assert "Đã tiếp nhận" in told
    assert reference in told
    assert NUMBER not in told


async def test_a_look_at_the_file_and_a_print_of_the_declaration_are_told_as_well(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST, Purpose.NOTIFY, procedures=("certify_copy", "birth_registration"))
    draft = await filled(stage, record)
    await press(stage, HELPER, f"x:{draft.tag}:declare")
    reference = await sent_in(stage)
    await press(stage, HELPER, f"w:mandates:file:{record.tag}:{reference}")
    told = await heard(stage, NEIGHBOUR, 21 * MINUTE)
    assert "xem hồ sơ đến đâu" in told
    assert "in tờ khai" in told


async def test_without_that_purpose_or_after_the_end_the_helper_hears_nothing(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST)
    await filled(stage, record)
    reference = await sent_in(stage)
    await heard(stage, HELPER, MINUTE)
    await accepted(stage, reference)
    assert "tiếp nhận" not in await heard(stage, HELPER, MINUTE)
    told = mandate(stage, Purpose.NOTIFY, file=files(stage)[0].id)
    await press(stage, CLERK, f"d:record_result:{reference}")
    await press(stage, CLERK, f"d:sure:{reference}:record_result")
    assert files(stage)[0].dossier.finished_at is not None
    await press(stage, NEIGHBOUR, f"w:mandates:revoke:{told.tag}")
    assert "có kết quả" not in await heard(stage, HELPER, MINUTE)
