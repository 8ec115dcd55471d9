"""`motcua notices lists`: who is to be phoned, visited, texted; names only when they are asked for."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.opening import open_storage
from bot.settings import Settings
from flows.dossier import Role
from storage.database import Database
from storage.keys import new_key
from tests.bot.calls.conftest import copies, single
from tests.bot.dossier.village import Village
from tests.bot.status.test_status_import import LIBRARY, at

SAID = "Hồ sơ Cấp giấy xác nhận tình trạng hôn nhân được giải quyết tiếp, không rút nữa."


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "data"))
    opened, _ = open_storage(Settings())
    yield opened
    opened.close()


@pytest.fixture
def here(database: Database, tmp_path: Path) -> Village:
    settled = Village(database, LIBRARY, at("23/11/2026 09:00"), tmp_path, new_key())
    settled.hire("clerk", Role.CLERK)
    return settled


def lists(*options: str) -> Result:
    return CliRunner().invoke(app, ["notices", "lists", *options])


async def test_every_file_is_a_line_with_no_name_unless_it_is_wanted(here: Village) -> None:
    call = await single(here, "an")
    visit = await single(here, "binh", phone=None)
    done = lists()
    assert done.exit_code == 0, done.output
    about = "tiếp tục giải quyết"
    assert done.stdout.splitlines() == [
        f"call\tThôn 1 (Chi Lăng Bắc)\t{call.reference}\t\t0912345678\t2026-11-23\t{about}\t{SAID}",
        f"visit\tThôn 1 (Chi Lăng Bắc)\t{visit.reference}\t\t\t2026-11-23\t{about}\t{SAID}",
    ]
    assert "Gọi điện: 1 hồ sơ\nĐến thăm: 1 hồ sơ\n" in done.stderr
    assert lists("--names").stdout.count("Nguyễn Văn Bình") == 2


async def test_a_spreadsheet_gets_headings_and_runs_nothing(here: Village) -> None:
    record = await single(here, "an")
    typed = {**record.answers, "phone": "+84912345678", "name": "=HYPERLINK(1)"}
    here.database.run(lambda u: u.dossiers.correct(record, typed, "clb1", here.now))
    written = lists("--csv", "--names").stdout
    assert written.startswith("\ufeff")
    headings, row = csv.reader(written.removeprefix("\ufeff").splitlines())
    assert headings == ["list", "hamlet", "reference", "name", "phone", "since", "about", "say"]
    assert (row[0], row[3], row[4]) == ("call", "'=HYPERLINK(1)", "'+84912345678")


async def test_text_messages_are_in_the_residents_language_and_without_diacritics(here: Village) -> None:
    first, second = await single(here, "an"), await single(here, "binh")
    await single(here, "chi", phone=None)
    binh = here.person("binh")
    here.database.run(lambda u: u.people.settle(binh, language="en"))
    assert lists("--sms").stdout.splitlines() == [
        f"0912345678\t{first.reference}\txa Nam Thanh Mien: ho so {first.reference} duoc giai quyet tiep."
        " Hoi: 0220 000 0000",
        f"0912345678\t{second.reference}\tNam Thanh Mien commune: work on file {second.reference} goes on."
        " Questions: 0220 000 0000",
    ]
    rows = list(csv.reader(lists("--sms", "--csv").stdout.removeprefix("\ufeff").splitlines()))
    assert (rows[0], len(rows)) == (["phone", "reference", "text"], 3)


async def test_one_field_may_be_asked_for_and_nobody_is_an_empty_list(here: Village) -> None:
    assert lists().stdout == ""
    civil = await single(here, "an")
    copy = await copies(here, "binh")
    only = lists("--field", "certification").stdout
    assert (copy.reference in only, civil.reference in only) == (True, False)


def test_without_a_database_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "none"))
    assert (lists().exit_code, (tmp_path / "none").exists()) == (1, False)
