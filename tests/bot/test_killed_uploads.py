"""Killed at any moment of an upload: no record without bytes, nothing acknowledged is lost, no orphan is served."""

import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Chat
from bot.services.assistant import Assistant
from bot.services.verifying import verify
from storage.database import open_database
from storage.keys import load_key
from storage.vault import Vault
from tests.replay import library
from tests.workshop import WORKSHOP

LATER = datetime.now(UTC) + timedelta(hours=2)
CHAT = Chat("direct", "chủ hồ sơ")


def _killed(folder: Path, seconds: float, least: int = 1) -> int:
    """Lets the program take some photos and a while longer, and kills it; returns how many it acknowledged."""
    command = [sys.executable, "-m", "tests.bot.killed_uploads", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = [process.stdout.readline() for _ in range(least)]
        time.sleep(seconds)
        process.kill()
        return len([*first, *process.stdout.readlines()])


@pytest.mark.parametrize("seed", range(4))
async def test_a_kill_at_any_moment_leaves_records_and_files_that_agree(tmp_path: Path, seed: int) -> None:
    taken = _killed(tmp_path, random.Random(seed).uniform(0.0, 0.4))
    key = load_key("", tmp_path)
    database, vault = open_database(f"sqlite:///{tmp_path / 'motcua.db'}", key), Vault(tmp_path / "vault", key)
    try:
        content = library("nam_thanh_mien")
        before = verify(database, vault, LATER)
        assert before.ok
        assert before.sound >= taken % 20
        known = database.run(lambda u: u.documents.all_ids())
        strays = {path.stem for path in (tmp_path / "vault").glob("??/*")} - known
        assert before.orphans >= len(strays)
        assistant = Assistant(database, vault, WORKSHOP, lambda: content, lambda: datetime.now(UTC))
        for stray in strays:
            assert await assistant.file(CHAT, stray) is None
        verify(database, vault, LATER, repair=True)
        assert {path.name for path in (tmp_path / "vault").glob("??/*")} == known
        assert verify(database, vault, LATER).orphans == 0
    finally:
        database.close()


async def test_a_record_without_bytes_is_reported_and_mended_and_its_owner_told(tmp_path: Path) -> None:
    _killed(tmp_path, 0, least=5)
    key = load_key("", tmp_path)
    database, vault = open_database(f"sqlite:///{tmp_path / 'motcua.db'}", key), Vault(tmp_path / "vault", key)
    try:
        lost, damaged = sorted(database.run(lambda u: u.documents.all_ids()))[:2]
        vault.destroy(lost)
        (tmp_path / "vault" / damaged[:2] / damaged).write_bytes(b"rubbish" * 20)
        found = verify(database, vault, LATER)
        assert (found.ok, found.gone, found.changed) == (False, (lost,), (damaged,))
        verify(database, vault, LATER, repair=True)
        assert verify(database, vault, LATER).ok
        assert {lost, damaged}.isdisjoint(database.run(lambda u: u.documents.all_ids()))
        told = database.run(lambda u: u.outbox.of_person_since(1, datetime(2026, 1, 1, tzinfo=UTC)))
        assert [notice.kind for notice in told] == ["page_broken", "page_broken"]
    finally:
        database.close()
