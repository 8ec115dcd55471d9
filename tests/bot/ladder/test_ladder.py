"""The ladder through the real services: a week with holidays, promises kept and broken, roles that nobody holds."""

from datetime import datetime, timedelta
from functools import partial

from bot.callbacks import Desk
from flows.dossier import Role
from flows.promises import BROKEN, SEEN
from storage.unit_of_work import UnitOfWork
from tests.bot.ladder.desk import LIBRARY, Desks

CALENDAR = LIBRARY.calendar
# Accepted Thursday 27/08: Friday 28/08 is day 1, then 31/08 to 02/09 are off, so it is due Friday 04/09.
WEEK = ["27/08", "28/08", "29/08", "30/08", "31/08", "01/09", "02/09", "03/09", "04/09", "05/09", "06/09", "07/09"]


def staffed(desks: Desks) -> Desks:
    for who, role in (("clerk", Role.CLERK), ("head", Role.HEAD), ("chairman", Role.CHAIRMAN)):
        desks.village.hire(who, role)
    return desks


def leave(desks: Desks, who: str) -> None:
    person, now = desks.village.person(who), desks.village.now
    for staff in desks.village.database.run(lambda u: u.staff.of(person)):
        desks.village.database.run(partial(_revoke, staff.id, now))


def _revoke(staff: int, now: datetime, u: UnitOfWork) -> None:
    u.staff.revoke(staff, now)


async def test_a_week_with_holidays_tells_each_post_what_is_theirs_and_nobody_at_night(desks: Desks) -> None:
    staffed(desks)
    await desks.to("27/08/2026 09:00")
    await desks.accepted()
    everybody = ("clerk", "head", "chairman")
    for who in everybody:
        desks.told(who)
    told: dict[str, list[tuple[str, str]]] = {who: [] for who in everybody}
    for day in WEEK:
        for hour in ("00:30", "06:59", "07:30", "08:00", "12:00", "15:00", "17:30", "23:00"):
            await desks.to(f"{day}/2026 {hour}")
            assert desks.quiet_ones(CALENDAR) == []
            for who in everybody:
                told[who] += [(f"{day} {hour}", line.split(":")[0]) for line in desks.told(who)]
    assert told["clerk"] == [
        ("28/08 08:00", "Còn 2 ngày làm việc đến hẹn trả"),
        ("03/09 08:00", "Sắp đến hẹn trả"),
        ("03/09 12:00", "Người nộp chưa đọc tin"),
        ("04/09 08:00", "Hôm nay đến hẹn trả"),
        ("07/09 07:30", "Hồ sơ quá hẹn sáng nay"),
        ("07/09 12:00", "Cần gọi điện hoặc đến tận nhà"),
    ]
    assert told["head"] == [
        ("03/09 08:00", "Sắp đến hẹn trả"),
        ("03/09 12:00", "Người nộp chưa đọc tin"),
        ("03/09 15:00", "Chưa duyệt thư xin lỗi"),
        ("04/09 08:00", "Hôm nay đến hẹn trả"),
        ("07/09 07:30", "Hồ sơ quá hẹn sáng nay"),
        ("07/09 12:00", "Cần gọi điện hoặc đến tận nhà"),
    ]
    assert told["chairman"] == [
        ("04/09 12:00", "Kính báo đồng chí Chủ tịch"),
        ("07/09 07:30", "Kính báo đồng chí Chủ tịch"),
    ]


async def test_a_make_up_saturday_is_a_day_like_any_other(desks: Desks) -> None:
    staffed(desks)
    await desks.to("19/08/2026 09:00")
    file = await desks.accepted()
    assert file.dossier.due_at is not None
    await desks.to("21/08/2026 08:00")
    assert desks.told("head") == desks_lines("Sắp đến hẹn trả")
    await desks.to("21/08/2026 15:00")
    assert desks.told("head") == desks_lines("Chưa duyệt thư xin lỗi")
    await desks.to("22/08/2026 08:00")
    assert desks.told("head") == desks_lines("Hôm nay đến hẹn trả")
    await desks.to("23/08/2026 08:00")
    assert desks.told("head") == []
    await desks.to("24/08/2026 07:30")
    assert desks.told("head") == ["Hồ sơ quá hẹn sáng nay: 1."]


def desks_lines(*begin: str) -> list[str]:
    return [f"{line}: Cấp giấy xác nhận tình trạng hôn nhân." for line in begin]


async def test_many_overdue_files_are_one_message_for_each_person_and_only_the_first_disturbs_the_chairman(
    desks: Desks,
) -> None:
    staffed(desks)
    files = [await desks.accepted() for _ in range(10)]
    await desks.to("25/08/2026 08:31")
    assert files[0].dossier.due_at is not None
    chairman = desks.told("chairman")
    assert len(chairman) == 1
    assert "đầu tiên trong tháng" in chairman[0]
    for who in ("clerk", "head"):
        desks.told(who)
    await desks.to("26/08/2026 07:30")
    for who in ("clerk", "head", "chairman"):
        cards = [card for _, card in desks.post.arrived[who]]
        assert len(cards) == 1
        text = cards[0].text
        assert "10" in text.split("\n")[0]
        assert "Còn 2 hồ sơ nữa" in text
        assert text.count("chưa xin lỗi") == 8
        assert sum(len(row) for row in cards[0].rows) == 9
    desks.post.arrived.clear()
    await desks.to("26/08/2026 08:00", "26/08/2026 16:00")
    assert desks.told("clerk") == desks.told("chairman") == []


async def test_nobody_opens_a_new_file_and_it_rises(desks: Desks) -> None:
    staffed(desks)
    await desks.village.send("resident")
    await desks.to("21/08/2026 08:31")
    assert [line.split(":")[0] for line in desks.told("clerk")] == ["Có hồ sơ mới"]
    await desks.to("21/08/2026 10:31")
    assert [line.split(":")[0] for line in desks.told("clerk")] == ["Hồ sơ mới chưa ai mở xem"]
    assert [line.split(":")[0] for line in desks.told("head")] == ["Có hồ sơ mới", "Hồ sơ mới chưa ai mở xem"]
    await desks.to("21/08/2026 14:31")
    assert [line.split(":")[0] for line in desks.told("clerk")] == ["Đã qua nửa thời gian trả lời"]
    await desks.to("22/08/2026 08:31")
    assert [line.split(":")[0] for line in desks.told("head")] == ["Đã quá hạn trả lời hồ sơ mới"]
    await desks.to("24/08/2026 07:30")
    card = desks.post.arrived["chairman"][-1][1]
    assert "chưa trả lời, hạn" in card.text


async def test_an_alert_that_was_overtaken_before_it_went_out_is_dropped(desks: Desks) -> None:
    staffed(desks)
    file = await desks.village.send("resident")
    await desks.to("21/08/2026 08:31")
    desks.told("clerk")
    desks.village.now += timedelta(hours=2)
    await desks.does("clerk", "open", file)
    await desks.keeper.run_all_ticks()
    assert desks.told("clerk") == []


async def test_a_promise_stops_the_ladder_of_its_file_until_it_is_broken(desks: Desks) -> None:
    staffed(desks)
    file = await desks.accepted()
    other = await desks.accepted()
    await desks.to("22/08/2026 08:00")
    for who in ("clerk", "head"):
        desks.told(who)
    card = await desks.does("clerk", "seen", file)
    assert "Chậm nhất: thứ Ba, 25/08/2026" in card.text
    await desks.does("clerk", "seen", file, "20260824")
    assert SEEN in [event.kind for event in desks.village.events(file)]
    await desks.to("24/08/2026 08:00", "24/08/2026 15:00")
    references = [card.text for _, card in desks.post.arrived["head"]]
    assert all(file.reference not in text and other.reference in text for text in references)
    desks.post.arrived.clear()
    await desks.to("25/08/2026 08:00")
    texts = "\n".join(card.text for _, card in desks.post.arrived["clerk"])
    assert "Quá ngày đã hẹn xong" in texts
    events = [(event.kind, event.role) for event in desks.village.events(file)]
    assert events.count((BROKEN, "clock")) == 1
    again = await desks.does("clerk", "seen", file)
    assert "sẽ xong trước ngày nào" in again.text


async def test_a_promise_is_asked_for_only_where_the_ladder_stands_and_once_at_a_time(desks: Desks) -> None:
    staffed(desks)
    file = await desks.accepted()
    assert "chưa cần hẹn ngày xong" in (await desks.does("clerk", "seen", file)).text
    await desks.to("22/08/2026 09:00")
    assert "chưa cần hẹn ngày xong" in (await desks.does("chairman", "seen", file)).text
    await desks.does("clerk", "seen", file)
    assert "Không hẹn được ngày này" in (await desks.village.say("clerk", "30/08/2026")).text
    assert "Chưa đọc được ngày" in (await desks.village.say("clerk", "hôm nào xong thì xong")).text
    assert "xong trước" in (await desks.village.say("clerk", "25/8/2026")).text
    assert "đã có người hẹn" in (await desks.does("clerk", "seen", file)).text
    assert "đã có người hẹn" in (await desks.does("head", "seen", file, "20260825")).text
    assert "chưa cần hẹn" not in (await desks.does("head", "open", file)).text
    assert [event.kind for event in desks.village.events(file)].count(SEEN) == 1
    assert "Không có hồ sơ" in (await desks.village.press("clerk", Desk("seen", "KHONG"))).text
    assert "Không có hồ sơ" in (await desks.village.press("clerk", Desk("seen", "KHONG", "20260825"))).text


async def test_the_digest_says_how_many_more_somebody_has_promised_to_finish(desks: Desks) -> None:
    staffed(desks)
    files = [await desks.accepted() for _ in range(2)]
    await desks.to("25/08/2026 09:00")
    card = await desks.does("clerk", "seen", files[0])
    assert "Chậm nhất: thứ Sáu, 04/09/2026" in card.text
    await desks.does("clerk", "seen", files[0], "20260828")
    desks.post.arrived.clear()
    await desks.to("26/08/2026 07:30")
    text = desks.post.arrived["head"][0][1].text
    assert "sáng nay: 1." in text
    assert "Ngoài ra 1 hồ sơ quá hẹn đã có cán bộ hẹn ngày xong." in text


async def test_the_first_who_moves_a_file_owns_it_and_a_claim_takes_it_over(desks: Desks) -> None:
    staffed(desks)
    desks.village.hire("other", Role.SPECIALIST)
    file = await desks.accepted()
    assert file.owner_id == desks.village.person("clerk")
    await desks.to("22/08/2026 08:00")
    assert "Còn 2 ngày" in " ".join(desks.told("clerk"))
    assert "Còn 2 ngày" not in " ".join(desks.told("other"))
    card = await desks.does("other", "open", file)
    claim = next(button.data for row in card.rows for button in row if button.label == "Nhận xử lý")
    assert claim == f"d:claim:{file.reference}:{file.owner_id}"
    assert "vừa nhận hồ sơ này" in (await desks.does("other", "claim", file)).text
    assert "Từ nay đồng chí phụ trách" in (await desks.does("other", "claim", file, str(file.owner_id))).text
    assert desks.village.file(file.reference).owner_id == desks.village.person("other")
    assert "Từ nay đồng chí phụ trách" in (await desks.does("other", "claim", file, "")).text
    assert [event.kind for event in desks.village.events(file)].count("claim") == 1
    assert "dành cho cán bộ" in (await desks.does("chairman", "claim", file)).text
    assert "Không có hồ sơ" in (await desks.village.press("other", Desk("claim", "KHONG"))).text
    await desks.to("24/08/2026 08:00")
    assert "Sắp đến hẹn trả" in " ".join(desks.told("other"))
    assert "Sắp đến hẹn trả" not in " ".join(desks.told("clerk"))


async def test_a_promise_about_a_file_without_owner_makes_one(desks: Desks) -> None:
    staffed(desks)
    desks.village.hire("other", Role.SPECIALIST)
    file = await desks.accepted("head")
    assert file.owner_id == desks.village.person("head")
    leave(desks, "head")
    await desks.to("22/08/2026 08:00")
    assert "Còn 2 ngày" in " ".join(desks.told("other"))
    assert "Còn 2 ngày" in " ".join(desks.told("clerk"))


async def test_where_nobody_holds_a_post_the_next_one_up_is_told_and_never_at_night(desks: Desks) -> None:
    desks.village.hire("chairman", Role.CHAIRMAN)
    desks.village.hire("both", Role.CLERK)
    desks.village.hire("both", Role.HEAD)
    file = await desks.accepted("both")
    await desks.to("24/08/2026 08:00")
    assert len([line for line in desks.told("both") if "Sắp đến hẹn trả" in line]) == 1
    leave(desks, "both")
    await desks.to("24/08/2026 15:00")
    assert [line.split(":")[0] for line in desks.told("chairman")] == ["Sắp đến hẹn trả", "Chưa duyệt thư xin lỗi"]
    await desks.to("24/08/2026 22:00", "25/08/2026 03:00")
    assert desks.told("chairman") == []
    await desks.to("25/08/2026 08:00")
    assert [line.split(":")[0] for line in desks.told("chairman")] == ["Hôm nay đến hẹn trả"]
    assert file.dossier.finished_at is None


async def test_an_office_without_anybody_loses_nothing_and_does_not_break(desks: Desks) -> None:
    await desks.village.send("resident")
    await desks.to("21/08/2026 11:00")
    desks.village.hire("clerk", Role.CLERK)
    await desks.to("21/08/2026 11:30")
    assert [line.split(":")[0] for line in desks.told("clerk")] == ["Hồ sơ mới chưa ai mở xem"]
