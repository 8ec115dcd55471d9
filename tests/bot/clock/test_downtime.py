"""Killed between claim and send, or stopped for days: nothing owed is lost, nothing pointless is sent."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

from bot.ports import Card
from bot.services.parcels import LEASE
from bot.services.reminders import plan
from flows.moves import Accept, AskSupplement, Complete, RecordResult
from storage.database import Database
from tests.bot.clock.office import LIBRARY, Town, at, town

ROOT = Path(__file__).parents[3]


async def test_a_notice_claimed_by_a_process_that_was_killed_is_sent_when_its_lease_runs_out(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        await here.owe(person, "không được mất")
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.clock.killed",
        str(tmp_path),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    assert await asyncio.wait_for(child.stdout.readline(), 30) == b"sending\n"
    os.kill(child.pid, signal.SIGKILL)
    await child.wait()
    async with town(tmp_path, "02/03/2026 09:00") as here:
        assert (await here.notices(person))["không được mất"].state == "claimed"
        await here.deliver()
        assert here.web.texts() == []
        here.now += LEASE + timedelta(seconds=1)
        await here.deliver()
        assert here.web.texts() == ["không được mất"]


async def test_after_three_days_of_standstill_only_what_still_makes_sense_is_sent(tmp_path: Path) -> None:
    async with town(tmp_path, "05/03/2026 16:00") as here:
        people = {name: await here.person(name) for name in ("accepted", "answered", "ready", "draft")}
        accepted = await here.move(await here.dossier(people["accepted"]), Accept())
        answered = await here.move(await here.dossier(people["answered"]), AskSupplement("proof", "blurred"))
        answered = await here.move(answered, Complete())
        ready = await here.move(await here.dossier(people["ready"], "1wd"), Accept())
        await here.move(ready, RecordResult())
        await here.draft(people["draft"])
        official = await here.official("clerk", accepted.field)
    async with town(tmp_path, "12/03/2026 23:00") as here:
        await plan(here.database, LIBRARY, here.now)
        await here.deliver()
        assert here.web.texts() == []
        here.now = at("13/03/2026 07:30")
        await plan(here.database, LIBRARY, here.now)
        await here.deliver()
        told = {address: card.text for address, card in here.web.delivered}
        assert told == {
            "accepted": "accepted",
            "answered": "supplement_received",
            "ready": "accepted\n\nresult_ready\n\nresult_waiting",
            "draft": "draft_idle",
            "clerk": "overdue",
        }
        assert await here.kinds(official) == [("overdue", "sent")]
        await _nothing_more(here)


async def _nothing_more(here: Town) -> None:
    before = len(here.web.delivered)
    await plan(here.database, LIBRARY, here.now)
    await here.deliver()
    assert len(here.web.delivered) == before
    counts = await here.database.turn(lambda u: u.outbox.counts())
    assert not {"pending", "claimed", "failed"} & counts.keys()


async def test_a_notice_delivered_but_not_marked_comes_once_more(tmp_path: Path) -> None:
    closer = Closer()
    async with town(tmp_path, "02/03/2026 09:00", closer) as here:
        closer.database = here.database
        person = await here.person("an")
        await here.owe(person, "hai lần hơn là không lần nào")
        await here.deliver()
    async with town(tmp_path, "02/03/2026 09:06") as here:
        await here.deliver()
        assert here.web.texts() == ["hai lần hơn là không lần nào"]
        assert (await here.notices(person))["hai lần hơn là không lần nào"].state == "sent"


class Closer:
    """A courier that delivers, and then the database is gone."""

    channel = "web"
    database: Database | None = None

    async def deliver(self, _address: str, _card: Card) -> None:
        assert self.database is not None
        self.database.close()
