"""`motcua verify` tells by its exit status whether every record has its bytes, and mends what has none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from storage.database import open_database
from storage.keys import load_key
from storage.vault import Vault


def _filled(folder: Path) -> str:
    """Data with one page on record; returns its id."""
    key, now = load_key("", folder), datetime(2026, 11, 23, 2, tzinfo=UTC)
    database, vault = open_database(f"sqlite:///{folder / 'motcua.db'}", key), Vault(folder / "vault", key)
    stored = vault.write(b"a page")
    person = database.run(lambda u: u.people.meet("web", "x", now)).person.id
    database.run(
        lambda u: u.documents.add(
            stored.id,
            person,
            None,
            "paper",
            media_type="image/jpeg",
            size=6,
            sha256="",
            name="",
            wrapped_key=stored.wrapped_key,
            now=now,
        )
    )
    database.close()
    return stored.id


def test_a_file_that_is_gone_is_told_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path))
    run = CliRunner().invoke
    page = _filled(tmp_path)
    sound = run(app, ["verify"])
    assert (sound.exit_code, "readable: 1" in sound.output) == (0, True)
    (tmp_path / "vault" / page[:2] / page).unlink()
    gone = run(app, ["verify", "--repair"])
    assert (gone.exit_code, f"gone: 1 {page}" in gone.output) == (1, True)
    mended = run(app, ["verify"])
    assert (mended.exit_code, "readable: 0" in mended.output) == (0, True)
