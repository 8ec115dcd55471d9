"""Killed at any moment of a purge: every record has its bytes, nothing erased is served, and the next round ends it."""

import random
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ports import Chat
from bot.services.retention import TRACES
from bot.services.verifying import verify
from flows.dossier import State
from tests.bot.retention.archive import HOUR
from tests.bot.retention.killed import FILES, PAGES, opened, prepare

ALL = FILES * PAGES
LATER = datetime.now(UTC) + timedelta(hours=2)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; each test erases in a copy."""
    folder = tmp_path_factory.mktemp("prepared")
    await prepare(folder)
    return folder


def _killed(folder: Path, seconds: float) -> None:
    """Kills the program so long after it began to erase: before, between and after its transactions."""
    command = [sys.executable, "-m", "tests.bot.retention.killed", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "erasing\n"
        time.sleep(seconds)
        process.kill()


@pytest.mark.parametrize("seed", range(5))
async def test_a_kill_at_any_moment_of_a_purge_leaves_nothing_half_done(
    prepared: Path, tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "office"
    shutil.copytree(prepared, folder)
    _killed(folder, 0.02 + random.Random(seed).uniform(0.0, 0.12))
    archive = opened(folder)
    try:
        known = archive.database.run(lambda u: u.documents.all_ids())
        gone = [one for file in archive.village.files() for one in archive.erased(file)]
        assert len(known) + len(gone) == ALL
        assert verify(archive.database, archive.vault, LATER).ok  # no record without bytes
        for one in gone:
            assert one.document_id not in known
            assert await archive.village.assistant.file(Chat("web", "r0"), one.document_id) is None
        if gone and known:
            assert archive.database.run(lambda u: u.settings.get(TRACES)) == "1"
        archive.village.now += HOUR
        await archive.keeper.run_tick("purge")
        assert archive.database.run(lambda u: u.documents.all_ids()) == frozenset()
        assert sum(len(archive.erased(file)) for file in archive.village.files()) == ALL
        assert archive.database.run(lambda u: u.settings.get(TRACES)) == ""
        # What the kill left without a record is an hour old before it is swept.
        archive.vault.sweep((), LATER)
        assert archive.files() == set()
    finally:
        archive.database.close()


async def test_unkilled_the_round_takes_the_bytes_at_once(prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    shutil.copytree(prepared, folder)
    archive = opened(folder)
    try:
        assert len(archive.files()) == ALL
        archive.village.now += HOUR
        await archive.keeper.run_tick("purge")
        assert archive.files() == set()
        assert {one.dossier.state for one in archive.village.files()} == {State.DA_TRA_KET_QUA}
    finally:
        archive.database.close()
