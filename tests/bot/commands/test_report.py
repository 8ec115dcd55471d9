"""`motcua report figures`: real files of a real database, in words and as rows."""

from datetime import datetime, timedelta

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from flows.moves import PromiseNewDate, RecordResult
from storage.database import Database
from tests.bot.commands.reported import EARLY, LATE, ON_TIME, TAKEN, sent
from tests.flows.calendars import at

PERIOD = ("--from", "2026-03-01", "--to", "2026-03-31")


def report(*options: str) -> Result:
    return CliRunner().invoke(app, ["report", "figures", *options])


def test_the_report_tells_counts_shares_and_how_they_are_reckoned(database: Database) -> None:
    sent(database, TAKEN, (RecordResult(), EARLY), online=True, procedure="birth_registration")
    sent(database, TAKEN, (RecordResult(), ON_TIME))
    sent(database, TAKEN, (RecordResult(), LATE))
    sent(database, TAKEN, (PromiseNewDate(at("12/03/2026 17:00"), "late_load"), "09/03/2026 08:00"))
    sent(database)
    done = report(*PERIOD)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[:13] == [
        "Số liệu hồ sơ xã Nam Thanh Miện, từ 01/03/2026 đến hết 31/03/2026",
        "Tiếp nhận: 4 hồ sơ, trong đó nộp trực tuyến 1 (25,0 %)",
        "Đã giải quyết: 3 hồ sơ",
        "– Trước hạn: 1 (33,3 %)",
        "– Đúng hạn: 1 (33,3 %)",
        "– Trễ hạn: 1 (33,4 %), chưa có văn bản xin lỗi: 1",
        "– Trước hạn / đúng hạn / trễ hạn: 33,3 % / 33,3 % / 33,4 %",
        "– Mới có 3 hồ sơ: tỷ lệ chưa nói lên nhiều, xin xem số hồ sơ.",
        "Đang giải quyết cuối kỳ: 1 hồ sơ, quá hạn 1, chưa có văn bản xin lỗi: 0",
        "Chờ tiếp nhận cuối kỳ: 1 hồ sơ; không được tiếp nhận hoặc rút trước khi tiếp nhận: 0",
        "Theo lĩnh vực (tiếp nhận; trực tuyến; trước hạn / đúng hạn / trễ hạn; đang giải quyết):",
        "– Chứng thực: 3; 0; 0 / 1 / 1; 1",
        "– Hộ tịch: 1; 1; 1 / 0 / 0; 0",
    ]
    assert "Cách tính:" in done.stdout
    english = report(*PERIOD, "--language", "en").stdout
    assert "Early / on time / late: 33.3 % / 33.3 % / 33.4 %" in english
    assert "How this is reckoned:" in english


def test_an_empty_period_is_told_in_a_sentence_and_has_no_shares(database: Database) -> None:
    sent(database, TAKEN, (RecordResult(), EARLY))
    done = report("--from", "2025-01-01", "--to", "2025-12-31")
    assert done.exit_code == 0
    assert "Trong kỳ này chưa tiếp nhận hồ sơ nào." in done.stdout
    assert "chưa có tỷ lệ" in done.stdout
    assert " %" not in done.stdout.split("Cách tính")[0]
    assert ",,0" not in report("--to", "2025-12-31", "--csv").stdout


def test_rows_for_a_spreadsheet_hold_the_office_and_every_field(database: Database) -> None:
    for _ in range(2):
        sent(database, TAKEN, (RecordResult(), EARLY), online=True)
    done = report(*PERIOD, "--csv").stdout.splitlines()
    assert done[0] == "measure,field,count,share"
    assert {"decided,all,2,", "early,all,2,100.0", "late,certification,0,0.0", "online,all,2,100.0"} <= set(done)
    assert len(done) == 1 + 2 * 12


@pytest.mark.parametrize(
    "options", [("--from", "01/03/2026"), ("--to", "hôm nay"), ("--from", "2026-03-02", "--to", "2026-03-01")]
)
def test_a_period_that_is_none_is_refused_in_words(database: Database, options: tuple[str, ...]) -> None:
    done = report(*options)
    assert (done.exit_code, bool(done.stderr), "Traceback" in done.output) == (2, True, False)


def test_without_days_the_report_is_of_this_year_until_today(database: Database) -> None:
    today = datetime.now(at("02/03/2026 08:00").tzinfo)
    first = report().stdout.splitlines()[0]
    assert f"từ 01/01/{today.year}" in first
    assert any(f"{day:%d/%m/%Y}" in first for day in (today, today - timedelta(minutes=5)))
