"""`motcua status import`, run as it is run, beside a database with a file in it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.opening import open_storage
from bot.settings import Settings
from content.catalog import load
from flows.calendar import local
from flows.dossier import Dossier, State
from storage.database import Database
from storage.records import NewDossier
from storage.unit_of_work import UnitOfWork

CODE = "H24.31.45-261123-0001"
LIBRARY = load("nam_thanh_mien")
NOW = datetime.now(UTC).replace(microsecond=0)


def moment(hours: int) -> str:
    """So many hours ago, as a spreadsheet writes it."""
    return f"{local(NOW - timedelta(hours=hours)):%d/%m/%Y %H:%M}"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data directory with one file, accepted three hours ago."""
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "data"))
    database, _ = open_storage(Settings())
    database.run(_fill)
    database.close()
    yield tmp_path


def _fill(u: UnitOfWork) -> None:
    sheet, then = LIBRARY.procedures["certify_copy"], NOW - timedelta(hours=3)
    u.contents.keep(sheet.version, sheet.key, sheet.snapshot)
    person = u.people.meet("web", "an", then).person.id
    dossier = Dossier(State.DA_TIEP_NHAN, then, "5wd", accepted_at=then, clock_from=then, due_at=then)
    new = NewDossier("", sheet.key, sheet.version, sheet.field, "", person, person, "web", dossier, {})
    record = u.dossiers.open(new, then)
    u.dossiers.append(record.id, "accept", None, "clerk", then, {"to": "DA_TIEP_NHAN"})
    u.dossiers.set_official(record, CODE, then)


def run(folder: Path, text: str, *options: str) -> Result:
    file = folder / "status.csv"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["status", "import", str(file), *options])


def state() -> State:
    database: Database = open_storage(Settings())[0]
    found = database.run(lambda u: u.dossiers.by_official(CODE))
    database.close()
    assert found is not None
    return found.dossier.state


HEAD = "Mã hồ sơ,Trạng thái,Thời điểm\n"


def test_good_rows_apply_and_refused_ones_are_listed(data: Path) -> None:
    text = f"{HEAD}{CODE},4,{moment(2)}\n{CODE},12,{moment(1)}\nH24-261123-0009,4,{moment(1)}\n"
    tried = run(data, text, "--dry-run")
    assert tried.exit_code == 1
    assert tried.stdout == "Chạy thử, chưa ghi gì: 1 dòng ghi được, 0 dòng đã có từ trước, 2 dòng không nhận.\n"
    assert state() is State.DA_TIEP_NHAN
    done = run(data, text)
    assert (done.exit_code, done.stdout) == (1, "Đã ghi 1 dòng, 0 dòng đã có từ trước, 2 dòng không nhận.\n")
    assert done.stderr.splitlines() == [
        f"Dòng 3 ({CODE}): Trạng thái phải là số từ 1 đến 10, hoặc đúng nhãn của cổng quốc gia.",
        "Dòng 4 (H24-261123-0009): Không có hồ sơ nào mang mã này.",
    ]
    assert state() is State.DANG_XU_LY


def test_when_nothing_is_refused_the_exit_status_is_0(data: Path) -> None:
    text = f"{HEAD}{CODE},4,{moment(2)}\n"
    first, second = run(data, text), run(data, text, "--language", "en")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert second.stdout == "0 rows applied, 1 known before, 0 not taken.\n"


def test_a_refused_row_never_repeats_what_stood_in_it(data: Path) -> None:
    """A cell may hold control characters for a terminal, or a name."""
    done = run(data, f'{HEAD}"\x1b[31mNguyễn Văn An",4,{moment(2)}\n=cmd|calc,4,{moment(1)}\n')
    assert "Nguyễn" not in done.output
    assert "\x1b" not in done.output
    assert "calc" not in done.output


def test_a_file_that_cannot_be_read_says_why(data: Path) -> None:
    assert run(data, "a,b\n").stderr.startswith("Thiếu cột.")
    gone = CliRunner().invoke(app, ["status", "import", str(data / "none.csv")])
    assert (gone.exit_code, "none.csv" in gone.stderr) == (1, True)
