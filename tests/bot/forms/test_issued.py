"""Each move yields its form, under the decree of the file; nobody gets a form that was not issued."""

from pathlib import Path

import pytest

from bot.services.issued import BY_MOVE, CONTROL, SLIP
from flows.lifecycle import MOVES
from tests.bot.forms.played import CLERK, RESIDENT, missing, play, read, record_of, script_of, stage_of
from tests.bot.services.conftest import pressed

CASES = {
    "dossier/accepted_finished_handed_over": {"receipt"},
    "dossier/supplement_before_acceptance": {"receipt", "supplement"},
    "dossier/supplement_after_acceptance": {"receipt", "supplement"},
    "dossier/refused": {"refusal"},
    "dossier/declined_and_the_right_to_complain": {"receipt", "refusal"},
    "dossier/late_with_apology": {"receipt", "apology"},
    "dossier/withdrawal_confirmed": {"receipt", "stop"},
    "dossier/withdrawn_before_acceptance": set(),
    "dossier/supplement_unanswered_closes": {"supplement"},
}
NAMES = {*BY_MOVE.values()}


@pytest.mark.parametrize("case", CASES)
async def test_who_sent_a_file_gets_the_forms_that_were_issued_and_no_other(case: str, tmp_path: Path) -> None:
    with stage_of(script := script_of(case), tmp_path) as stage:
        await play(stage, script)
        code = record_of(stage).official_code or stage.references()[0]
        for form in NAMES:
            said = await read(stage, RESIDENT, form)
            assert bool(said) is (form in CASES[case]), form
            assert not said or code in said
        assert await read(stage, RESIDENT, CONTROL) == ""
        assert stage.references()[0] in await read(stage, RESIDENT, SLIP)


@pytest.mark.parametrize("case", CASES)
async def test_an_official_gets_the_same_and_the_control_slip_of_an_accepted_file(case: str, tmp_path: Path) -> None:
    with stage_of(script := script_of(case), tmp_path) as stage:
        await play(stage, script)
        for form in NAMES:
            assert bool(await read(stage, CLERK, form)) is (form in CASES[case]), form
        assert bool(await read(stage, CLERK, CONTROL)) is (record_of(stage).dossier.accepted_at is not None)


@pytest.mark.parametrize("case", CASES)
async def test_the_buttons_are_those_of_the_forms_there_are(case: str, tmp_path: Path) -> None:
    with stage_of(script := script_of(case), tmp_path) as stage:
        await play(stage, script)
        reference = stage.references()[0]
        mine = await pressed(stage, RESIDENT, f"m:file:{reference}")
        theirs = await pressed(stage, CLERK, f"d:open:{reference}")
    wanted = {*CASES[case], SLIP}
    offered = [b.data for row in mine.rows for b in row if b.data.startswith("m:print:")]
    assert {data.split(":")[3] for data in offered} - {"declaration"} == wanted
    offered = [b.data for row in theirs.rows for b in row if b.data.startswith("d:print:")]
    assert {data.split(":")[3] for data in offered} - {"declaration", CONTROL} == wanted


def test_every_move_that_the_law_gives_a_form_has_one() -> None:
    assert set(BY_MOVE) <= {rule.name for rule in MOVES}
    assert set(BY_MOVE) == {"accept", "ask_supplement", "refuse", "decline", "promise_new_date", "stop"}


async def test_the_receipt_says_what_the_file_says(tmp_path: Path) -> None:
    with stage_of(script := script_of("dossier/accepted_finished_handed_over"), tmp_path) as stage:
        await play(stage, script)
        record, said = record_of(stage), await read(stage, RESIDENT, "receipt")
        card = await pressed(stage, RESIDENT, f"m:print:{record.reference}:receipt")
    assert missing(said, str(record.official_code), "Nguyễn Văn Bình", "Cấp giấy xác nhận tình trạng hôn nhân") == []
    assert missing(said, "Tờ khai cấp giấy xác nhận tình trạng hôn nhân bản chính 1", "3 ngày làm việc") == []
    assert missing(said, "Số: 1/TNHS", "Quyển số 01/2026, Số thứ tự 1", "Quầy 1: hộ tịch, chứng thực") == []
    assert missing(said, "Mẫu số 01", "03/2025/TT-VPCP", "5.000 đồng") == []
    (file,) = card.files
    assert (file.file_id, file.media_type) == (f"form:{record.reference}:receipt", "application/pdf")
    assert file.file_name == f"Giấy tiếp nhận – {record.reference}.pdf"


async def test_a_receipt_after_a_supplement_has_the_new_date_and_says_why(tmp_path: Path) -> None:
    with stage_of(script := script_of("dossier/supplement_after_acceptance"), tmp_path) as stage:
        await play(stage, script)
        record, said = record_of(stage), await read(stage, RESIDENT, "receipt")
        due = record.dossier.due_at
        assert due is not None
        assert missing(said, "Thời hạn tính lại từ đầu sau khi nhận đủ hồ sơ") == []
        assert f"{due:%d}tháng{due:%m}năm{due:%Y}" in said
        asked = await read(stage, RESIDENT, "supplement")
    assert missing(asked, "Mẫu số 02", "Điều 19 khoản 5", "NGƯỜI HƯỚNG DẪN") == []


async def test_a_refusal_has_the_officials_own_words_and_the_last_day_to_complain(tmp_path: Path) -> None:
    with stage_of(script := script_of("dossier/refusal_and_the_right_to_complain"), tmp_path) as stage:
        await play(stage, script)
        record = record_of(stage)
        (event,) = (one for one in stage.database.run(lambda u: u.dossiers.events(record.id)) if one.kind == "refuse")
        said = await read(stage, RESIDENT, "refusal")
    assert missing(said, str(event.data["note"]), "có quyền khiếu nại", "chậm nhất ngày", "Mẫu số 03") == []
    assert "other" not in said


async def test_an_apology_has_reason_and_both_dates(tmp_path: Path) -> None:
    with stage_of(script := script_of("dossier/late_with_apology"), tmp_path) as stage:
        await play(stage, script)
        dossier, said = record_of(stage).dossier, await read(stage, RESIDENT, "apology")
    assert dossier.due_at is not None
    assert dossier.promised_at is not None
    for day in (dossier.due_at, dossier.promised_at):
        assert f"ngày{day:%d}tháng{day:%m}năm{day:%Y}" in said
    assert missing(said, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "xin lỗi", "Mẫu số 04", "Lý do") == []


async def test_a_control_slip_tells_every_hand_and_that_it_was_early(tmp_path: Path) -> None:
    with stage_of(script := script_of("dossier/accepted_finished_handed_over"), tmp_path) as stage:
        await play(stage, script)
        said = await read(stage, CLERK, CONTROL)
    assert missing(said, "1. Giao: Người nộp hồ sơ", "2. Nhận: Công chức chuyên môn", "Mẫu số 06") == []
    assert missing(said, "09 giờ 01 phút, ngày 23/11/2026", "14 giờ 00 phút, ngày 25/11/2026") == []
