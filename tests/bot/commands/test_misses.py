"""`motcua content misses`: the words that found nothing, with counts and the nearest procedures."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.services.misses import week_of
from flows.calendar import local_day
from storage.database import Database
from storage.unit_of_work import UnitOfWork

THIS = week_of(local_day(datetime.now(UTC)))
BEFORE = THIS - timedelta(days=70)


def _fill(u: UnitOfWork) -> None:
    u.misses.note(THIS, "gia han ho chieu", "elsewhere")
    u.misses.note(BEFORE, "thue may cay", "unknown")
    u.misses.note(THIS, "thue may cay", "unknown")


@pytest.fixture
def filled(database: Database) -> None:
    database.run(_fill)


def _ran(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, ("content", "misses", *arguments))
    assert result.exit_code == status, result.output
    return result.output


@pytest.mark.usefixtures("filled")
def test_misses_are_listed_most_often_first() -> None:
    first, second, total = _ran().splitlines()
    assert first.startswith(f"    2  thue may cay  (unknown, {BEFORE} to {THIS}; nearest: ")
    assert second.startswith(f"    1  gia han ho chieu  (elsewhere, {THIS} to {THIS}; nearest: ")
    assert total.startswith("3 misses, 2 different")


@pytest.mark.usefixtures("filled")
def test_misses_of_late_are_listed_as_a_table() -> None:
    rows = list(csv.DictReader(io.StringIO(_ran("--since", THIS.isoformat(), "--csv"))))
    assert [(row["count"], row["words"], row["first_week"]) for row in rows] == [
        ("1", "gia han ho chieu", str(THIS)),
        ("1", "thue may cay", str(THIS)),
    ]
    assert all(1 <= len(row["nearest"].split()) <= 3 for row in rows)


def test_without_a_database_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "none"))
    assert "no database" in _ran(status=1)
