"""`motcua report NAME`: every report of one small month against golden rows, traced to its files, and as a workbook."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.services.reports import making
from bot.services.reports.export import Written, csv_text, safe, xlsx_bytes
from bot.services.reports.naming import Naming
from bot.services.reports.registry import REPORTS, Asked, Report
from flows.moves import AskSupplement, PromiseNewDate, RecordResult
from flows.reports.form06a import COLUMNS
from flows.reports.periods import Period, named
from flows.reports.table import Figure, Line, Table
from storage.database import Database
from tests.bot.commands.reported import EARLY, LATE, LIBRARY, ON_TIME, TAKEN, sent
from tests.flows.calendars import at

GOLDEN = Path(__file__).parent / "golden"
PERIOD = ("--from", "2026-03-01", "--to", "2026-03-31")
NAMES = sorted(set(REPORTS) - {"figures"})


def month(database: Database) -> dict[str, str]:
    """Seven files, called A to G in what is compared: one online and early, two others on time and late of a copy, one
    promised anew and running, one waiting for its resident, one sent only, and a birth taken at the desk.
    """
    apology = (PromiseNewDate(at("12/03/2026 17:00"), "late_load"), "09/03/2026 08:00")
    references = (
        sent(database, TAKEN, (RecordResult(), EARLY), online=True, procedure="birth_registration"),
        sent(database, TAKEN, (RecordResult(), ON_TIME)),
        sent(database, TAKEN, (RecordResult(), LATE)),
        sent(database, TAKEN, apology),
        sent(database, TAKEN, (AskSupplement("proof", "blurred"), "04/03/2026 09:00")),
        sent(database),
        sent(database, TAKEN, (RecordResult(), EARLY), procedure="birth_registration"),
    )
    return dict(zip(references, "ABCDEFG", strict=True))


def report(*options: str) -> Result:
    return CliRunner().invoke(app, ["report", *options])


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_of_each_report_are_as_a_clerk_signed_them(
    database: Database, name: str, request: pytest.FixtureRequest
) -> None:
    names = month(database)
    written = "".join(report(name, *PERIOD, how).stdout for how in ("--csv", "--files"))
    for reference, letter in names.items():
        written = written.replace(reference, letter)
    golden = GOLDEN / f"{name}.csv"
    if request.config.getoption("--update-transcripts"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_each_report_says_its_period_and_how_it_is_reckoned(database: Database, name: str) -> None:
    month(database)
    for language in ("vi", "en"):
        done = report(name, *PERIOD, "--language", language)
        assert done.exit_code == 0, done.output
        naming = Naming(LIBRARY, language)
        assert naming.say(f"long_{name}") in done.stdout.splitlines()[0]
        assert "31/03/2026" in done.stdout.splitlines()[1]
        assert all(line in done.stdout for line in naming.how(Table(name, (), ())))
        assert naming.how(Table(name, (), ()))


def test_a_workbook_holds_the_report_how_it_is_reckoned_and_its_files(database: Database, tmp_path: Path) -> None:
    names = month(database)
    path = tmp_path / "06a.xlsx"
    assert report("06a", *PERIOD, "--xlsx", str(path)).exit_code == 0
    book = load_workbook(path)
    assert book.sheetnames == ["Báo cáo", "Cách tính", "Hồ sơ"]
    rows = list(book["Báo cáo"].iter_rows(values_only=True))
    assert rows[0][0] == "Biểu số II.06a/VPCP/KSTT: tình hình, kết quả giải quyết thủ tục hành chính, xã Nam Thanh Miện"
    assert rows[3][2:4] == ("(3) Tiếp nhận: tổng số", "(4) Trong kỳ: trực tuyến")
    assert rows[4][:6] == ("all", "Toàn xã", 6, 1, 5, 0)
    traced = {(row[0], row[2], names[row[3]]) for row in book["Hồ sơ"].iter_rows(min_row=2, values_only=True)}
    assert ("all", "(10) Quá hạn", "C") in traced
    assert report("figures", *PERIOD, "--xlsx", str(path)).exit_code == 0
    assert list(load_workbook(path)["Báo cáo"].iter_rows(values_only=True))[4][2] == 6


def test_a_period_of_the_law_can_be_named(database: Database) -> None:
    month(database)
    assert "15/02/2026 đến hết 14/03/2026" in report("06a", "--period", "2026-03").stdout
    wrong = report("06a", "--period", "2026-13")
    assert (wrong.exit_code, "2026-Q3" in wrong.stderr) == (2, True)


def test_an_unknown_report_is_refused_with_those_there_are(database: Database) -> None:
    done = report("tea")
    assert (done.exit_code, "06a" in done.stderr) == (2, True)


def test_a_report_that_contradicts_itself_is_not_handed_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counting is replaced by one that counts a file as received only."""

    async def wrong(_: Database, asked: Asked) -> Table:
        cells = (Figure(1, ("HS-7",)) if column in ("received", "online") else Figure(0) for column in COLUMNS)
        return Table("06a", COLUMNS, (Line("field:land", tuple(cells)),))

    monkeypatch.setitem(making.__dict__, "REPORTS", {**REPORTS, "06a": Report(wrong)})
    done = report("06a", *PERIOD)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Đất đai, (3) Tiếp nhận: tổng số không bằng (7) Đã giải quyết: tổng số + (11)" in done.stderr
    assert "HS-7" in done.stderr


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", "\rx", "\n=x"])
def test_what_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_names_with_formulas_reach_no_spreadsheet_as_formulas() -> None:
    period = named("2026-03")
    assert isinstance(period, Period)
    table = Table("nine", ("grade",), (Line("person:7", (Figure("=cmd", ("-1",)),)),))
    written = Written(table, period, Naming(LIBRARY, "vi", {7: '=HYPERLINK("x")'}))
    rows = list(csv.reader(io.StringIO(csv_text(written))))
    assert rows[1] == ["person:7", '\'=HYPERLINK("x")', "'=cmd"]
    assert list(csv.reader(io.StringIO(csv_text(written, files=True))))[1][3] == "'-1"
    book = load_workbook(io.BytesIO(xlsx_bytes(written)))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert safe(-5) == -5 and safe("hộ tịch") == "hộ tịch"
