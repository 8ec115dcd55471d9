"""The apology that lies ready: drafted by the clock, approved by the head, sent once, and a fact for reports."""

from bot.callbacks import Desk
from flows.apologies import DRAFTED, PROPOSED, standing
from flows.dossier import Role
from storage.records import DossierRecord
from tests.bot.ladder.desk import LIBRARY, Desks


def kinds(desks: Desks, file: DossierRecord) -> list[str]:
    return [event.kind for event in desks.village.events(file)]


def labels(desks: Desks, who: str) -> list[str]:
    return [button.label for row in desks.village.cards[who].rows for button in row]


async def ready(desks: Desks, *roles: tuple[str, Role]) -> DossierRecord:
    """A file on the last working day before its date (Tuesday 25/08), its letter drafted."""
    for who, role in roles:
        desks.village.hire(who, role)
    file = await desks.accepted()
    await desks.to("24/08/2026 08:00")
    return desks.village.file(file.reference)


CLERK, HEAD = ("clerk", Role.CLERK), ("head", Role.HEAD)


async def test_the_clock_drafts_the_letter_once_on_the_last_working_day_before_the_date(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    file = await desks.accepted()
    await desks.to("22/08/2026 16:00", "24/08/2026 07:59")
    assert DRAFTED not in kinds(desks, file)
    await desks.to("24/08/2026 08:00", "24/08/2026 12:00")
    assert kinds(desks, file).count(DRAFTED) == 1
    event = desks.village.events(file)[-1]
    assert (event.role, event.actor_id) == ("clock", None)
    assert event.data["until"] == "2026-08-28T01:30:00+00:00"


async def test_the_letter_names_person_file_date_and_reasons_and_lies_in_the_list(desks: Desks) -> None:
    file = await ready(desks, CLERK, HEAD)
    card = await desks.village.press("head", Desk("list"))
    assert "Thư xin lỗi chờ duyệt (1)" in labels(desks, "head")
    card = await desks.village.press("head", Desk("letters"))
    assert file.reference in card.text
    card = await desks.village.say("head", "1")
    assert "Kính gửi ông/bà Nguyễn Văn Bình" in card.text
    assert "Xin hẹn lại: **08 giờ 30, thứ Sáu 28/08/2026**" in card.text
    assert len([label for label in labels(desks, "head") if label[:1].isdigit()]) == 5
    desks.village.hire("chairman", Role.CHAIRMAN)
    await desks.village.press("chairman", Desk("list"))
    assert "Thư xin lỗi chờ duyệt (1)" not in labels(desks, "chairman")


async def test_where_there_is_a_head_the_owner_proposes_and_the_head_approves(desks: Desks) -> None:
    file = await ready(desks, CLERK, HEAD)
    await desks.does("clerk", "promise_new_date", file)
    card = await desks.does("clerk", "letter", file, "late_agency")
    assert "Trình duyệt" in labels(desks, "clerk")
    card = await desks.does("clerk", "promise!", file)
    assert "Đã trình phụ trách duyệt" in card.text
    assert kinds(desks, file)[-1] == PROPOSED
    assert "new_date" not in desks.village.kinds(file)
    desks.told("head")
    await desks.to("24/08/2026 08:05")
    assert desks.told("head") == ["Thư xin lỗi chờ đồng chí duyệt: Cấp giấy xác nhận tình trạng hôn nhân."]
    card = await desks.does("head", "promise_new_date", file)
    assert "Lý do: chờ cơ quan phối hợp trả lời." in card.text
    await desks.does("head", "letter", file, "as_proposed")
    card = await desks.does("head", "promise!", file)
    assert "Đã gửi lời xin lỗi" in card.text
    assert desks.village.kinds(file).count("new_date") == 1
    done = desks.village.file(file.reference)
    await desks.to("24/08/2026 15:00")
    assert desks.told("head") == []
    assert standing(done.dossier, desks.village.events(done), desks.village.now, LIBRARY.law) == "not_late"
    await desks.to("28/08/2026 09:00")
    assert standing(done.dossier, desks.village.events(done), desks.village.now, LIBRARY.law) == "in_time"


async def test_without_a_head_the_owner_sends_it_and_a_second_one_is_impossible(desks: Desks) -> None:
    file = await ready(desks, CLERK)
    await desks.does("clerk", "letter", file, "late_check")
    assert "Gửi lời xin lỗi" in labels(desks, "clerk")
    assert "Chọn ngày khác" in labels(desks, "clerk")
    await desks.does("clerk", "promise!", file)
    assert "promise_new_date" in kinds(desks, file)
    again = await desks.does("clerk", "letter", file, "late_check")
    assert "Đã xin lỗi và hẹn lại" in again.text
    assert "không hẹn lại lần thứ hai" in (await desks.does("clerk", "promise_new_date", file)).text


async def test_an_apology_in_the_officials_own_words_can_be_laid_before_the_head(desks: Desks) -> None:
    file = await ready(desks, CLERK, HEAD)
    await desks.does("clerk", "promise_new_date", file)
    await desks.village.say("clerk", "Máy in của xã hỏng từ hôm qua, đang chờ sửa")
    await desks.village.say("clerk", "27/8/2026")
    await desks.does("clerk", "promise!", file)
    card = await desks.does("head", "promise_new_date", file)
    assert "Máy in của xã hỏng" in card.text
    assert "27/08/2026" in card.text
    assert "as_proposed" in desks.village.cards["head"].rows[0][0].data


async def test_what_lies_nowhere_cannot_be_approved(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    file = await desks.accepted()
    assert (await desks.village.press("clerk", Desk("letters"))).text.startswith("**Hồ sơ cần xử lý")
    assert "Tình trạng" in (await desks.does("clerk", "letter", file, "late_load")).text
    assert "Không có hồ sơ" in (await desks.village.press("clerk", Desk("letter", "KHONG", "late_load"))).text
    assert "Không có hồ sơ" in (await desks.does("clerk", "letter", file, "because")).text
    await desks.to("24/08/2026 08:00")
    assert "chọn bên dưới" in (await desks.does("clerk", "letter", file, "as_proposed")).text
    assert kinds(desks, file).count("promise_new_date") == 0


async def test_a_proposal_overtaken_by_the_result_is_told(desks: Desks) -> None:
    file = await ready(desks, CLERK, HEAD)
    await desks.does("clerk", "letter", file, "late_agency")
    await desks.does("head", "record_result", file)
    await desks.does("head", "sure", file, "record_result")
    card = await desks.does("clerk", "promise!", file)
    assert "Chưa thực hiện được" in card.text
    assert PROPOSED not in kinds(desks, file)


async def test_a_late_file_without_apology_is_a_fact(desks: Desks) -> None:
    file = await ready(desks, CLERK)
    await desks.to("26/08/2026 07:30")
    text = desks.post.arrived["clerk"][-1][1].text
    assert "chưa xin lỗi" in text
    log = desks.village.events(file)
    assert standing(file.dossier, log, desks.village.now, LIBRARY.law) == "missing"
    await desks.does("clerk", "letter", file, "late_load")
    await desks.does("clerk", "promise!", file)
    late = desks.village.file(file.reference)
    assert standing(late.dossier, desks.village.events(late), desks.village.now, LIBRARY.law) == "too_late"
