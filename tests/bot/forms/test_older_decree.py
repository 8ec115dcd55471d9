"""A file received under NĐ 61/2018: the older numbers and names of the forms, and no notice of a stop."""

from pathlib import Path

from tests.bot.forms.played import CLERK, RESIDENT, missing, play, read, record_of, script_of, stage_of
from tests.bot.services.conftest import pressed

ACCEPTED = """
@ 2023-05-10 09:30
cán bộ> [Xem hồ sơ]
cán bộ> [Tiếp nhận]
cán bộ> 000.09.33.H23-230510-0001
"""


async def test_forms_of_2018(tmp_path: Path) -> None:
    script = script_of("birth_registration/in_2023_usual")
    begin = script.index("\n> ")
    script = f"{script[:begin]}\ncán bộ> /start\n{script[begin:]}{ACCEPTED}"
    with stage_of(script, tmp_path) as stage:
        await play(stage, script)
        assert stage.content.law.of(record_of(stage).dossier).id == "2018"
        receipt, control = await read(stage, RESIDENT, "receipt"), await read(stage, CLERK, "control")
        declared = await read(stage, RESIDENT, "birth_declaration")
        await pressed(stage, RESIDENT, f"m:withdraw!:{stage.references()[0]}")
        await pressed(stage, CLERK, f"d:sure:{stage.references()[0]}:stop")
        stopped, card = await read(stage, RESIDENT, "stop"), await pressed(stage, RESIDENT, "m:mine")
    assert missing(receipt, "Mẫu số 01", "01/2018/TT-VPCP", "000.09.33.H23-230510-0001", "XÃ CHI LĂNG BẮC") == []
    assert missing(control, "Mẫu số 05", "Phiếu kiểm soát quá trình giải quyết hồ sơ".upper()) == []
    assert missing(declared, "TỜ KHAI ĐĂNG KÝ KHAI SINH", "01/05/2023", "Quan hệ với người được khai sinh: Cha") == []
    assert stopped == ""
    assert "Đã dừng xử lý" in card.text
