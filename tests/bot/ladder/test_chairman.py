"""What a chairman sees at the desk: the files of all fields, shorter lists, a file by its code, its log."""

from bot.callbacks import Desk
from flows.dossier import Role
from tests.bot.ladder.desk import Desks


def labels(desks: Desks, who: str) -> list[str]:
    return [button.label for row in desks.village.cards[who].rows for button in row]


def staffed(desks: Desks) -> None:
    for who, role in (("clerk", Role.CLERK), ("head", Role.HEAD), ("chairman", Role.CHAIRMAN)):
        desks.village.hire(who, role)
    desks.village.hire("other", Role.CLERK, "land")


async def test_the_desk_lists_what_is_overdue_and_what_of_it_had_no_apology(desks: Desks) -> None:
    staffed(desks)
    late, sorry, done = [await desks.accepted() for _ in range(3)]
    await desks.to("24/08/2026 08:00")
    await desks.does("head", "promise_new_date", sorry)
    await desks.does("head", "letter", sorry, "late_check")
    await desks.does("head", "promise!", sorry)
    await desks.does("clerk", "record_result", done)
    await desks.does("clerk", "sure", done, "record_result")
    await desks.to("26/08/2026 09:00")
    await desks.village.press("chairman", Desk("list"))
    assert [label for label in labels(desks, "chairman") if "(" in label][:3] == [
        "🔴 Quá hạn (1)",
        "Quá hẹn (2)",
        "Chưa xin lỗi (1)",
    ]
    card = await desks.village.say("chairman", "quá hẹn (2)")
    assert card.text.startswith("**Hồ sơ quá hẹn: 2**")
    assert late.reference in card.text
    assert sorry.reference in card.text
    assert done.reference not in card.text
    card = await desks.village.press("chairman", Desk("list", "bare"))
    assert card.text.startswith("**Hồ sơ quá hẹn chưa xin lỗi: 1**")
    assert late.reference in card.text
    card = await desks.village.press("chairman", Desk("list", "nonsense"))
    assert card.text.startswith("**Hồ sơ cần xử lý: 3**")
    assert "Không có" in (await desks.village.press("other", Desk("open", late.reference))).text


async def test_an_official_opens_a_file_by_its_typed_code_even_when_it_has_ended(desks: Desks) -> None:
    staffed(desks)
    file = await desks.accepted()
    await desks.does("clerk", "record_result", file)
    await desks.does("clerk", "sure", file, "record_result")
    await desks.does("clerk", "hand_over", file)
    await desks.does("clerk", "sure", file, "hand_over")
    await desks.village.press("chairman", Desk("list"))
    assert "Đã trả kết quả" in (await desks.village.say("chairman", file.reference.lower())).text
    code = desks.village.file(file.reference).official_code
    assert code is not None
    assert file.reference in (await desks.village.say("chairman", code)).text
    views = desks.village.database.run(lambda u: u.views.of(file.id))
    assert "file" in [view.what for view in views if view.person_id == desks.village.person("chairman")]
    for stranger in ("other", "neighbour"):
        assert "Số định danh" not in (await desks.village.say(stranger, file.reference)).text
        assert "Số định danh" not in (await desks.village.say(stranger, code)).text


async def test_the_log_says_who_did_what_with_which_words_and_is_shown_to_the_field_only(desks: Desks) -> None:
    staffed(desks)
    file = await desks.accepted()
    await desks.to("24/08/2026 08:00")
    await desks.does("clerk", "seen", file, "20260824")
    await desks.to("25/08/2026 08:00")
    await desks.does("clerk", "promise_new_date", file)
    await desks.does("clerk", "letter", file, "late_signer")
    await desks.does("clerk", "promise!", file)
    card = await desks.does("chairman", "log", file)
    lines = card.text.split("\n")[1:]
    assert all(line.startswith("• ") for line in lines)
    assert [line.split(" – ", 1)[1] for line in lines] == [
        "người nộp: gửi hồ sơ",
        "cán bộ tiếp nhận: tiếp nhận hồ sơ, hẹn trả 08 giờ 30, thứ Ba 25/08/2026",
        "hệ thống: soạn sẵn thư xin lỗi, hẹn lại 08 giờ 30, thứ Sáu 28/08/2026",
        "cán bộ tiếp nhận: đã xem, sẽ xong trước 17 giờ 30, thứ Hai 24/08/2026",
        "hệ thống: ghi nhận quá ngày đã hẹn xong (thứ Hai, 24/08/2026)",
        "cán bộ tiếp nhận: trình duyệt thư xin lỗi, hẹn lại 08 giờ 30, thứ Sáu 28/08/2026 (người ký đi công tác)",
    ]
    assert "đồng chí: tiếp nhận" in (await desks.does("clerk", "log", file)).text
    assert "Không có hồ sơ" in (await desks.does("other", "log", file)).text
    views = desks.village.database.run(lambda u: u.views.of(file.id))
    assert "log" in [view.what for view in views if view.person_id == desks.village.person("chairman")]
    card = await desks.does("chairman", "open", file)
    assert "Phụ trách: cán bộ khác" in card.text
    assert "Thư xin lỗi chờ duyệt, hẹn lại: 08 giờ 30, thứ Sáu 28/08/2026" in card.text
