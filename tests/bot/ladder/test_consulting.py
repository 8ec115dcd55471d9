"""Opinions of other units: only those asked read the question and what is shared, in time, once, and by the clock."""

from dataclasses import replace

from bot.callbacks import Work
from bot.ports import Card
from bot.services.rounds import ROUNDS
from flows.dossier import Role, State
from storage.consultations import Consultation
from storage.records import DossierRecord
from tests.bot.ladder.desk import Desks

QUESTION = "Thửa đất số 12 có đang tranh chấp không?"
ANSWER = "Thửa đất không có tranh chấp."


async def hired(desks: Desks) -> DossierRecord:
    """A clerk and the head of civil status, two land officials, the police; and a file that is in hand."""
    people = (("clerk", Role.CLERK), ("head", Role.HEAD))
    for who, role in people:
        desks.village.hire(who, role, "civil_status")
    for who in ("land", "other"):
        desks.village.hire(who, Role.SPECIALIST, "land")
    desks.village.hire("police", Role.SPECIALIST, "residence")
    file = await desks.accepted()
    await desks.does("clerk", "sure", file, "start")
    return file


async def ask(desks: Desks, file: DossierRecord, to: str = "u.land", days: str = "2") -> Card:
    """The clerk asks on Friday 21/08; Saturday 22/08 is worked in exchange for a holiday. The last card."""
    await desks.village.press("clerk", Work("inbox", "askabout", file.reference, to))
    await desks.village.say("clerk", QUESTION)
    await desks.village.press("clerk", Work("inbox", "askday", file.reference, days))
    return await desks.village.press("clerk", Work("inbox", "asksend", file.reference))


def asked(desks: Desks, file: DossierRecord) -> tuple[Consultation, ...]:
    return desks.village.database.run(lambda u: u.consultations.of_dossier(file.id))


def state(desks: Desks, file: DossierRecord) -> State:
    return desks.village.file(file.reference).dossier.state


async def test_a_question_is_asked_answered_and_the_file_moves_there_and_back(desks: Desks) -> None:
    file = await hired(desks)
    before = desks.village.file(file.reference).dossier.due_at
    assert "Đã gửi câu hỏi" in (await ask(desks, file)).text
    (one,) = asked(desks, file)
    assert state(desks, file) is State.CHO_PHOI_HOP
    card = await desks.village.press("land", Work("inbox", "opinion", one.tag))
    assert QUESTION in card.text
    assert "Nguyễn Văn Bình" not in card.text
    assert ANSWER in (await desks.village.say("land", ANSWER)).text
    assert asked(desks, file)[0].is_open
    assert "Đã chuyển ý kiến" in (await desks.village.press("land", Work("inbox", "opine", one.tag))).text
    assert state(desks, file) is State.DANG_XU_LY
    assert desks.village.file(file.reference).dossier.due_at == before
    assert ANSWER in (await desks.village.press("clerk", Work("inbox", "opinion", one.tag))).text


async def test_the_file_waits_until_the_last_question_is_answered_or_taken_back(desks: Desks) -> None:
    file = await hired(desks)
    await ask(desks, file)
    await ask(desks, file, "u.police")
    land, police = asked(desks, file)
    await desks.village.press("land", Work("inbox", "opinion", land.tag))
    await desks.village.say("land", ANSWER)
    await desks.village.press("land", Work("inbox", "opine", land.tag))
    assert state(desks, file) is State.CHO_PHOI_HOP
    assert "Đã rút câu hỏi" in (await desks.village.press("clerk", Work("inbox", "unask", police.tag))).text
    assert state(desks, file) is State.DANG_XU_LY
    card = await desks.village.press("police", Work("inbox", "opinion", police.tag))
    assert QUESTION not in card.text
    assert "rút lại" in card.text


async def test_what_is_sent_or_answered_twice_counts_once(desks: Desks) -> None:
    file = await hired(desks)
    await ask(desks, file)
    await desks.village.press("clerk", Work("inbox", "asksend", file.reference))
    (one,) = asked(desks, file)
    for who in ("land", "other"):
        await desks.village.press(who, Work("inbox", "opinion", one.tag))
        await desks.village.say(who, f"{ANSWER} ({who})")
    for who in ("land", "other", "land"):
        card = await desks.village.press(who, Work("inbox", "opine", one.tag))
    assert "(land)" in card.text
    assert asked(desks, file)[0].answer == f"{ANSWER} (land)"
    assert "trước đó" in (await desks.village.press("clerk", Work("inbox", "unask", one.tag))).text
    assert asked(desks, file)[0].withdrawn_at is None


async def test_nobody_else_reads_answers_or_takes_back_a_question(desks: Desks) -> None:
    file = await hired(desks)
    await ask(desks, file)
    (one,) = asked(desks, file)
    for stranger in ("police", "resident", "neighbour"):
        for press in (
            Work("inbox", "opinion", one.tag),
            Work("inbox", "opine", one.tag),
            Work("inbox", "unask", one.tag),
            Work("inbox", "asks", file.reference),
            Work("inbox", "askto", file.reference),
        ):
            card = await desks.village.press(stranger, press)
            assert QUESTION not in card.text
            assert "Hỏi ý kiến ai" not in card.text
    await desks.village.press("land", Work("inbox", "unask", one.tag))
    assert asked(desks, file)[0].is_open


async def test_reminders_reach_the_asked_and_what_is_late_is_told_once_to_asker_and_head(desks: Desks) -> None:
    file = await hired(desks)
    desks = replace(desks, rounds={"opinions": ROUNDS["opinions"]})
    await ask(desks, file)
    for moment, who, words in (
        ("21/08/2026 09:00", "land", "Đồng chí được xin ý kiến"),
        ("22/08/2026 08:00", "land", "Ngày mai là hạn cho ý kiến"),
        ("24/08/2026 08:00", "other", "Hôm nay là hạn cho ý kiến"),
        ("25/08/2026 08:00", "land", "Quá hạn cho ý kiến"),
    ):
        await desks.to(moment)
        told = desks.told(who)
        assert len([line for line in told if line.startswith(words)]) == 1, (moment, told)
    for who in ("clerk", "head"):
        assert len([line for line in desks.told(who) if "chưa cho ý kiến" in line]) == 1
    await desks.to("26/08/2026 08:00")
    assert not [line for who in ("land", "clerk", "head") for line in desks.told(who) if " về hồ sơ " in line]
    await desks.keeper.stop()


async def test_a_late_answer_is_taken_and_called_late(desks: Desks) -> None:
    file = await hired(desks)
    await ask(desks, file)
    (one,) = asked(desks, file)
    await desks.to("31/08/2026 09:00")
    await desks.village.press("land", Work("inbox", "opinion", one.tag))
    await desks.village.say("land", ANSWER)
    await desks.village.press("land", Work("inbox", "opine", one.tag))
    assert "chậm" in (await desks.village.press("clerk", Work("inbox", "asks", file.reference))).text


async def test_who_asked_a_unit_by_phone_writes_down_its_answer(desks: Desks) -> None:
    file = await hired(desks)
    await ask(desks, file, "u.land_office")
    (one,) = asked(desks, file)
    card = await desks.village.press("clerk", Work("inbox", "opinion", one.tag))
    assert "Gõ ý kiến" in card.text
    await desks.village.say("clerk", ANSWER)
    await desks.village.press("clerk", Work("inbox", "opine", one.tag))
    assert asked(desks, file)[0].answer == ANSWER
    assert state(desks, file) is State.DANG_XU_LY
