"""The slip in large type: what somebody without a telephone has to know, at every stage of a file, and no name."""

from pathlib import Path

import pytest

from tests.bot.forms.played import RESIDENT, missing, play, read, record_of, script_of, stage_of
from tests.bot.services.conftest import pressed

PLACE = ("Quầy 1: hộ tịch, chứng thực", "trụ sở Ủy ban nhân dân xã Nam Thanh Miện", "07 giờ 30 – 11 giờ 30", "0220")
CASE = "dossier/accepted_finished_handed_over"


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("@ 2026-11-23 09:01", ("Chờ tiếp nhận", "dự kiến", "Tờ khai cấp giấy xác nhận", "Thẻ căn cước")),
        ("@ 2026-11-23 10:00", ("Đã tiếp nhận", "H24.31.45-261123-0001", "09 giờ 01, thứ Sáu 27/11/2026")),
        ("@ 2026-11-26 08:30", ("Đã có kết quả", "Giấy ủy quyền, nếu nhận thay", "Thẻ căn cước")),
    ],
)
async def test_the_slip_says_what_holds_now(tmp_path: Path, until: str, words: tuple[str, ...]) -> None:
    script = script_of(CASE).split(until)[0]
    with stage_of(script, tmp_path) as stage:
        await play(stage, script)
        said = await read(stage, RESIDENT, "slip")
        assert missing(said, stage.references()[0], *PLACE, *words) == []
    assert "NguyễnVănBình" not in said
    assert "030095001234" not in said


async def test_the_slip_speaks_the_readers_language_and_official_forms_have_a_gloss(tmp_path: Path) -> None:
    with stage_of(script := script_of(CASE), tmp_path) as stage:
        await play(stage, script)
        await pressed(stage, RESIDENT, "m:lang:en")
        slip, receipt = await read(stage, RESIDENT, "slip"), await read(stage, RESIDENT, "receipt")
    assert missing(slip, "FILE SLIP", "Status", "Monday") == []
    assert missing(receipt, "Thời gian trả kết quả (Result at)", "Giấy tiếp nhận hồ sơ".upper()) == []


async def test_a_file_without_a_declaration_has_its_slip(tmp_path: Path) -> None:
    with stage_of(script := script_of("dossier/same_day_copy"), tmp_path) as stage:
        await play(stage, script)
        record = record_of(stage)
        card = await pressed(stage, RESIDENT, f"m:file:{record.reference}")
        assert record.procedure == "certify_copy"
    labels = [button.label for row in card.rows for button in row]
    assert "In phiếu" in labels
    assert "Tờ khai đã điền" not in labels
