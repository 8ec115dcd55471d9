"""Tasks from a file: what is right is written, each wrong row is named, and a file that is no plan is refused."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.services.people import appoint, hashed
from bot.services.plan.importing import LARGEST, BadPlan, read_rows, write
from flows.calendar import ZONE
from storage.database import Database, open_database
from storage.keys import new_key
from storage.records_staff import Appointment
from tests.replay import library

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=ZONE)
LIBRARY = library("nam_thanh_mien")
CSV = """Mã;Nhiệm vụ;Bộ phận;Người thực hiện;Chỉ tiêu;Đơn vị tính;Thời hạn
01;Số hóa hồ sơ;Quầy 1: hộ tịch, chứng thực;hạnh;95,5;%;30/9/2027
02;Giao ban;Văn phòng;;4;buổi;31/12/2027

03;Không có số;Văn phòng;;nhiều;buổi;31/12/2027
04;Sai năm;Văn phòng;;4;buổi;31/12/2026
05;Người lạ;Văn phòng;Ai Đó;4;buổi;31/12/2027
"""
TOML = """
[[tasks]]
code = "01"
title = "Số hóa"
unit = "land"
target = 90
due = "2027-06-30"
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = open_database(f"sqlite:///{tmp_path / 'plan.db'}", new_key())
    person = made.run(lambda u: u.people.meet("web", "hanh", NOW).person.id)
    code = made.run(lambda u: appoint(u, Appointment("clerk", name="Hạnh"), NOW))
    made.run(lambda u: u.staff.redeem(hashed(code), person, NOW))
    return made


def test_right_rows_are_written_and_wrong_ones_named_by_row_and_cell(database: Database) -> None:
    rows = read_rows(CSV.encode(), LIBRARY)
    outcomes = database.run(lambda u: write(u, LIBRARY, 2027, rows, NOW))
    assert [(one.row.number, one.wrong) for one in outcomes] == [
        (2, ""),
        (3, ""),
        (5, "target"),
        (6, "due"),
        (7, "person"),
    ]
    first, second = database.run(lambda u: u.yearplan.tasks(2027))
    assert (first.unit, first.target, first.measure) == ("justice", Decimal("95.5"), "%")
    assert first.person == database.run(lambda u: u.staff.everybody())[0].person_id
    assert (second.unit, second.person) == ("Văn phòng", None)
    database.close()


def test_a_dry_run_writes_nothing_and_a_second_run_replaces(database: Database) -> None:
    rows = read_rows(CSV.encode("utf-16"), LIBRARY)
    database.run(lambda u: write(u, LIBRARY, 2027, rows, NOW, dry_run=True))
    assert database.run(lambda u: u.yearplan.tasks(2027)) == ()
    for _ in range(2):
        database.run(lambda u: write(u, LIBRARY, 2027, rows, NOW))
    assert [one.code for one in database.run(lambda u: u.yearplan.tasks(2027))] == ["01", "02"]
    database.close()


def test_a_toml_file_is_read_too() -> None:
    (row,) = read_rows(TOML.encode(), LIBRARY)
    assert row.cells == {"code": "01", "title": "Số hóa", "unit": "land", "target": "90", "due": "2027-06-30"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"x" * (LARGEST + 1), "file_too_big"),
        (b"\xff\x00\xc3", "no_text"),
        (b"a;b\n1;2\n", "columns_missing"),
        (b"", "columns_missing"),
        (b"[[tasks]]\ncode = ", "no_toml"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(BadPlan, match=why):
        read_rows(data, LIBRARY)


def test_the_command_says_what_was_written_and_ends_with_1_when_a_row_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "data"))
    file = tmp_path / "plan.csv"
    file.write_text(CSV, encoding="utf-8")
    runner = CliRunner()
    missing = runner.invoke(app, ["plan", "import", str(file), "--year", "2027"])
    assert missing.exit_code == 1
    invited = runner.invoke(app, ["invite", "clerk"])
    assert invited.exit_code == 0, invited.output
    done = runner.invoke(app, ["plan", "import", str(file), "--year", "2027"])
    assert done.exit_code == 1
    assert "kế hoạch 2027: 1 nhiệm vụ được ghi, 4 dòng chưa đúng" in done.output
    assert "Dòng 5 (03): chưa đúng ở cột chỉ tiêu" in done.output
    bad = tmp_path / "bad.csv"
    bad.write_text("a;b\n", encoding="utf-8")
    assert "Thiếu cột" in runner.invoke(app, ["plan", "import", str(bad), "--year", "2027"]).output
    assert runner.invoke(app, ["plan", "import", str(tmp_path / "none.csv"), "--year", "2027"]).exit_code == 1
