"""The ticks themselves: they run by themselves, at once when hurried, and survive their own failures."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Timekeeper
from bot.ports import Unreachable
from content.catalog import Library
from flows.moves import Accept
from storage.vault import Vault
from tests.bot.clock.office import KEY, LIBRARY, Town, at, town


@asynccontextmanager
async def ticking(here: Town) -> AsyncIterator[Timekeeper]:
    keeper = Timekeeper(here.database, here.delivery, lambda: LIBRARY, lambda: here.now)
    keeper.start()
    try:
        yield keeper
    finally:
        await keeper.stop()


async def test_the_ticks_run_by_themselves_and_leave_their_beats(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        await here.owe(person, "một")
        async with ticking(here):
            await here.web.until(1)
            await here.owe(person, "hai")
            await here.web.until(2)
        assert here.web.texts() == ["một", "hai"]
        beats = await here.database.turn(lambda u: u.beats.all())
        assert beats == dict.fromkeys(("plan", "rounds", "reports", "purge", "heartbeat", "deliver"), here.now)


async def test_a_hurried_tick_does_not_wait_for_its_second(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        keeper = Timekeeper(here.database, here.delivery, lambda: LIBRARY, lambda: here.now)
        await here.owe(await here.person("an"), "ngay")
        keeper.hurry()
        keeper.hurry()
        await here.web.until(1)
        await keeper.stop()
        assert here.web.texts() == ["ngay"]


async def test_a_clock_that_was_moved_plans_and_delivers_all_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        keeper = Timekeeper(here.database, here.delivery, lambda: LIBRARY, lambda: here.now)
        here.telegram.faults = [Unreachable()]
        record = await here.move(await here.dossier(await here.person("4711", "telegram")), Accept())
        await here.official("clerk", record.field)
        here.now = at("10/03/2026 08:00")
        await keeper.run_all_ticks()
        await keeper.stop()
        assert here.web.texts() == ["overdue\n\nmorning", "unreachable_resident"]


async def test_a_tick_that_fails_is_run_again(tmp_path: Path) -> None:
    broken = [True]

    def library() -> Library:
        if broken:
            raise OSError(broken.pop())
        return LIBRARY

    async with town(tmp_path, "02/03/2026 09:00") as here:
        keeper = Timekeeper(here.database, here.delivery, library, lambda: here.now)
        await here.draft(await here.person("an"))
        here.now += timedelta(days=3)
        await keeper.run_all_ticks()
        assert here.web.texts() == []
        await keeper.run_all_ticks()
        await keeper.stop()
        assert here.web.texts() == ["draft_idle"]


async def test_files_that_no_row_knows_are_swept(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", KEY)
    orphan = vault.write(b"nobody's page")
    path = next(path for path in (tmp_path / "vault").rglob("*") if path.is_file())
    long_ago = (datetime.now(UTC) - timedelta(hours=2)).timestamp()
    os.utime(path, (long_ago, long_ago))
    async with town(tmp_path, "02/03/2026 09:00") as here:
        keeper = Timekeeper(here.database, here.delivery, lambda: LIBRARY, lambda: here.now, vault)
        await keeper.run_all_ticks()
        await keeper.stop()
    assert path.name.startswith(orphan.id)
    assert not path.exists()
