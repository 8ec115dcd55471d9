"""Delays are noted once, by whoever answers for them, also after days without the program; and stay private."""

from datetime import date

import pytest

from bot.callbacks import Menu, Work
from bot.ports import Chat
from bot.services.discipline.report import commended, rows
from flows.answers import Data
from flows.conduct import Delay
from flows.delays import Step
from flows.dossier import Role
from storage.records import DossierRecord
from tests.bot.ladder.desk import Desks, at

WORDS = "Máy chủ bị lỗi từ 14 giờ, đã báo kỹ thuật."
POSTS = {
    "clerk": Role.CLERK,
    "colleague": Role.CLERK,
    "head": Role.HEAD,
    "chairman": Role.CHAIRMAN,
    "vice": Role.VICE_CHAIRMAN,
    "organiser": Role.ORGANISER,
    "helper": Role.HELPER,
}


def staffed(desks: Desks) -> None:
    for who, role in POSTS.items():
        desks.village.hire(who, role)


def delays(desks: Desks) -> tuple[Delay, ...]:
    return desks.village.database.run(lambda u: u.discipline.delays(at("01/01/2026 00:00")))


async def taken(desks: Desks) -> DossierRecord:
    """A file due in three working days at 08:30, with the clerk as its owner."""
    file = await desks.accepted("clerk")
    if file.owner_id is None:
        await desks.does("clerk", "claim", file)
    return desks.village.file(file.reference)


async def go(desks: Desks, who: str, verb: str, *rest: str) -> str:
    """An arrival at a button of discipline; what is shown."""
    return (await desks.village.press(who, Work("discipline", verb, *rest))).text


async def test_a_missed_date_is_noted_once_however_often_the_clock_looks(desks: Desks) -> None:
    staffed(desks)
    file = await taken(desks)
    assert file.dossier.due_at == at("05/03/2026 08:30")
    await desks.to("05/03/2026 08:30")
    assert delays(desks) == ()
    await desks.to("05/03/2026 08:31", "05/03/2026 12:00", "06/03/2026 08:00")
    (one,) = delays(desks)
    assert (one.file, one.step, one.owner) == (file.id, Step.RESULT, desks.village.person("clerk"))
    assert sum("Đề nghị giải trình" in line for line in desks.told("clerk")) == 1
    assert not any("giải trình" in line for line in desks.told("colleague"))


async def test_after_days_without_the_program_what_ended_late_meanwhile_is_found_too(desks: Desks) -> None:
    staffed(desks)
    running, ended, in_time = [await taken(desks) for _ in range(3)]
    await desks.to("04/03/2026 09:00")
    await desks.does("clerk", "record_result", in_time)
    await desks.does("clerk", "sure", in_time, "record_result")
    desks.village.now = at("06/03/2026 10:00")  # no tick since; the desk still worked
    await desks.does("clerk", "record_result", ended)
    await desks.does("clerk", "sure", ended, "record_result")
    await desks.to("09/03/2026 07:30")
    assert {one.file for one in delays(desks)} == {running.id, ended.id}


async def test_for_a_file_that_nobody_took_up_the_head_answers_and_without_a_head_nobody(desks: Desks) -> None:
    desks.village.hire("head", Role.HEAD)
    first = await desks.village.send("resident")
    await desks.to("04/03/2026 08:00")
    (one,) = delays(desks)
    assert (one.file, one.step, one.owner) == (first.id, Step.ANSWER, desks.village.person("head"))


async def test_late_files_of_one_cause_on_one_day_are_settled_by_one_reminder(desks: Desks) -> None:
    staffed(desks)
    for _ in range(3):
        await taken(desks)
    await desks.to("05/03/2026 09:00", "10/03/2026 08:00")
    first, second, third = delays(desks)
    assert len({one.detected_at for one in (first, second, third)}) == 1
    await go(desks, "chairman", "issue", str(first.id), "reminder")
    await desks.village.say("chairman", "12/TB-UBND")
    await go(desks, "chairman", "usual", str(first.id), "reminder")
    assert "1 lần" in await go(desks, "chairman", "sign", str(first.id), "reminder")
    for other in (second, third):
        assert "đã xong" in await go(desks, "chairman", "issue", str(other.id), "reminder")
    counts = desks.village.database.run(lambda u: list(rows(u, date(2026, 3, 1), date(2026, 3, 31))))
    assert [row[2:] for row in counts] == [("3", "0", "0", "3", "1", "0", "0", "0")] * 2


async def test_nobody_but_the_person_leaders_and_who_keeps_the_books_sees_anything(desks: Desks) -> None:
    staffed(desks)
    file = await taken(desks)
    await desks.to("05/03/2026 09:00", "10/03/2026 08:00")
    (one,) = delays(desks)
    for who in ("colleague", "head", "helper", "resident"):
        for verb in (
            "case",
            "judge",
            "why",
            "issue",
            "decide",
            "person",
            "people",
            "list",
            "reviews",
            "measure",
            "given",
        ):
            shown = await go(desks, who, verb, str(one.id), "rests")
            assert "Chậm hạn" not in shown, (who, verb)
            assert "không giải trình" not in shown, (who, verb)
        assert "không giải trình" not in await go(desks, who, "person", str(one.owner)), who
    for who in ("chairman", "vice", "organiser"):
        shown = await go(desks, who, "judge", str(one.id))
        assert "Chậm hạn" in shown, who
        assert file.reference in shown, who
    assert "Chậm hạn" in await go(desks, "clerk", "case", str(one.id))
    await go(desks, "organiser", "decide", str(one.id), "rests")
    await desks.village.say("organiser", "Tôi cho qua việc này nhé.")
    await go(desks, "clerk", "decide", str(one.id), "accepted")
    assert desks.village.database.run(lambda u: u.discipline.history(at("01/01/2026 00:00"))) == ()


async def test_a_leader_who_owns_the_file_does_not_decide_about_it(desks: Desks) -> None:
    for who, role in (("head", Role.HEAD), ("chairman", Role.CHAIRMAN)):
        desks.village.hire(who, role)
    desks.village.hire("head", Role.VICE_CHAIRMAN)
    await desks.village.send("resident")
    await desks.to("04/03/2026 08:00", "10/03/2026 08:00")
    (one,) = delays(desks)
    assert one.owner == desks.village.person("head")
    await go(desks, "head", "decide", str(one.id), "rests")
    assert "chính mình" in (await desks.village.say("head", "Không có lỗi của ai cả.")).text
    await go(desks, "chairman", "decide", str(one.id), "rests")
    assert "không xử lý" in (await desks.village.say("chairman", "Đã trao đổi trực tiếp.")).text


async def test_december_raises_the_review_again_and_a_declined_one_says_why(desks: Desks) -> None:
    staffed(desks)
    desks.village.now = at("02/11/2026 08:30")
    await desks.to("02/11/2026 08:30")
    clerk, chairman = desks.village.person("clerk"), desks.village.person("chairman")
    data: dict[str, Data] = {"sanction": "reminder", "number": "1/TB", "text": "Nhắc nhở", "delays": []}
    days = [at(f"{10 + number}/11/2026 09:00") for number in range(3)]
    desks.village.database.run(lambda u: [u.discipline.add("measured", clerk, chairman, day, data) for day in days])
    desks.told("chairman")
    await desks.to("01/12/2026 07:30")
    assert any("hồ sơ kiểm điểm cuối năm 2026" in line for line in desks.told("chairman"))
    await desks.to("02/12/2026 07:30")
    assert not any("kiểm điểm" in line for line in desks.told("chairman"))
    assert "chờ Chủ tịch" in await go(desks, "chairman", "review", str(clerk))
    for who in ("vice", "organiser"):
        await go(desks, who, "settle", str(clerk), "review_declined")
        await desks.village.say(who, "Tôi không đồng ý kiểm điểm.")
    assert "chờ Chủ tịch" in await go(desks, "chairman", "reviews")
    await go(desks, "chairman", "settle", str(clerk), "review_declined")
    assert "10 chữ" in (await desks.village.say("chairman", "chưa")).text
    await go(desks, "chairman", "settle", str(clerk), "review_declined")
    assert (
        "không đề nghị (Đã khắc phục, tiến bộ rõ.)"
        in (await desks.village.say("chairman", "Đã khắc phục, tiến bộ rõ.")).text
    )


async def test_commendations_are_entered_step_by_step_and_struck_by_mistake_only(desks: Desks) -> None:
    staffed(desks)
    await go(desks, "organiser", "praise_ask", "0")
    for words in ("Hạnh", "Lập nhóm hỗ trợ tại thôn", "Giảm một nửa thời gian", "Trưởng bộ phận", "5/QĐ", "31/12/2026"):
        card = await desks.village.say("organiser", words)
    assert "Ngày chưa đúng" in card.text
    card = await desks.village.say("organiser", "1/3/2026")
    assert (
        "1. Hạnh: Lập nhóm hỗ trợ tại thôn – Giảm một nửa thời gian; đề nghị: Trưởng bộ phận; số 5/QĐ, 2026-03-01"
        in card.text
    )
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert desks.village.database.run(lambda u: list(commended(u, *year))) == [
        ("Hạnh", "Lập nhóm hỗ trợ tại thôn", "Giảm một nửa thời gian", "Trưởng bộ phận", "5/QĐ", "2026-03-01")
    ]
    (one,) = desks.village.database.run(lambda u: u.commendations.all())
    for who in ("clerk", "helper"):
        await go(desks, who, "strike", str(one.id))
    assert len(desks.village.database.run(lambda u: u.commendations.all())) == 1
    assert "Chưa có" in await go(desks, "chairman", "strike", str(one.id))


async def test_heads_are_reminded_of_their_duties_until_they_note_them(desks: Desks) -> None:
    staffed(desks)
    await desks.to("25/03/2026 07:30")
    told = desks.told("head")
    assert [line for line in told if "2026" in line] == [
        "Báo cáo tháng về thái độ, tác phong – 2026-03",
        "Giao ban với các bộ phận (3 tháng một lần) – 2026-Q1",
    ]
    await go(desks, "head", "did", "conduct")
    assert "đã làm" in (await desks.village.say("head", "Không có phản ánh nào trong tháng.")).text
    assert "Không có phản ánh" not in await go(desks, "clerk", "duties")
    await desks.village.press("head", Menu("work"))


@pytest.mark.parametrize("who", ["clerk", "organiser"])
async def test_what_was_never_there_answers_nobody(desks: Desks, who: str) -> None:
    staffed(desks)
    for verb in ("case", "given", "judge", "measure", "review", "person", "strike", "sure", "sign", "x"):
        for id in ("", "999", "-1", "9" * 30, "²"):
            assert "giải trình về" not in await go(desks, who, verb, id, "system")


async def test_the_figures_of_the_last_quarter_recommend_who_was_never_late(desks: Desks) -> None:
    staffed(desks)
    for _ in range(20):
        file = await taken(desks)
        for verb in ("record_result", "hand_over"):
            await desks.does("clerk", verb, file)
            await desks.does("clerk", "sure", file, verb)
    await desks.to("01/04/2026 09:00")
    for who, expected in (("chairman", 1), ("organiser", 1), ("clerk", None), ("resident", None)):
        file_of = await desks.village.assistant.file(Chat("web", who), "w:discipline:candidates")
        lines = None if file_of is None else file_of.data.decode("utf-8-sig").splitlines()[1:]
        assert (None if lines is None else len(lines)) == expected, who
        assert lines is None or lines[0].endswith(",20,9.0"), lines
    await desks.to("01/07/2026 09:00")
    later = await desks.village.assistant.file(Chat("web", "chairman"), "w:discipline:candidates")
    assert later is not None
    assert len(later.data.decode("utf-8-sig").splitlines()) == 1
