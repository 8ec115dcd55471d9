"""Proof of reach: an unread legal notice is chased by helpers and officials until somebody was told."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest_asyncio

from bot.ports import Rejected, Unreachable
from bot.services.chasing import chase
from bot.services.reach import is_unreached, wrote
from flows.dossier import Role
from flows.moves import Accept, AskSupplement, Complete, HandOver, RecordResult
from storage.records import DossierRecord, ReachRecord
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork
from tests.bot.clock.office import LIBRARY, Town, at, town


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, "02/03/2026 09:00") as opened:
        yield opened


async def helper(here: Town, address: str, *hamlets: str) -> int:
    """A helper, of these hamlets or of all."""
    person = await here.person(address)

    def hire(u: UnitOfWork) -> None:
        u.staff.invite(Appointment(Role.HELPER, hamlets=hamlets), address, here.now + timedelta(days=1), here.now, None)
        u.staff.redeem(address, person, here.now)

    await here.database.turn(hire)
    return person


def _owe(u: UnitOfWork, record: DossierRecord, kind: str, now: datetime) -> None:
    u.outbox.owe(f"{kind}:{record.id}", record.person_id, kind, {}, now=now, dossier_id=record.id)


async def later(here: Town, moment: str) -> None:
    """The clock moved, unread notices chased (twice, for once must be enough), what is due delivered."""
    here.now = at(moment)
    await chase(here.database, LIBRARY, here.now)
    await chase(here.database, LIBRARY, here.now)
    await here.deliver()


async def reach(here: Town, record: DossierRecord) -> list[ReachRecord]:
    return list(await here.database.turn(lambda u: u.reach.of_dossier(record.id)))


async def test_what_is_not_read_is_told_to_others_and_then_listed(here: Town) -> None:
    record = await here.move(await here.dossier(await here.person("an")), Accept())
    official, near = await here.official("clerk", record.field), await helper(here, "near")
    far = await helper(here, "far", "elsewhere")
    await here.deliver()
    await later(here, "04/03/2026 08:59")
    assert (await here.kinds(official), await here.kinds(near)) == ([], [])
    await later(here, "04/03/2026 09:00")
    assert await here.kinds(official) == [("unread_notice", "sent")]
    assert await here.kinds(near) == [("unread_near", "sent")]
    assert await here.kinds(far) == []
    await later(here, "06/03/2026 09:00")
    assert await here.kinds(official) == [("unread_notice", "sent"), ("call_listed", "sent")]
    (chain,) = await reach(here, record)
    assert (chain.sent_at, chain.told_at, chain.listed_at, chain.state) == (
        at("02/03/2026 09:00"),
        at("04/03/2026 09:00"),
        at("06/03/2026 09:00"),
        "listed",
    )
    params = (await here.notices(near))["unread_near"].params
    assert set(params) == {"in", "hamlet"}


async def test_working_days_alone_count(here: Town) -> None:
    here.now = at("06/03/2026 09:00")
    record = await here.move(await here.dossier(await here.person("an")), Accept())
    official = await here.official("clerk", record.field)
    await here.deliver()
    await later(here, "09/03/2026 17:00")
    assert await here.kinds(official) == []
    await later(here, "10/03/2026 09:00")
    assert await here.kinds(official) == [("unread_notice", "sent")]


async def test_who_reads_in_time_is_left_in_peace_and_so_are_the_officials(here: Town) -> None:
    person = await here.person("an")
    record = await here.move(await here.dossier(person), Accept())
    official = await here.official("clerk", record.field)
    await here.deliver()
    (sent,) = await reach(here, record)
    await here.database.turn(lambda u: u.reach.read(sent.notice_id, person, here.now, "read"))
    await later(here, "12/03/2026 09:00")
    assert await here.kinds(official) == []


async def test_an_alert_that_waits_for_the_morning_is_dropped_when_the_notice_was_read(here: Town) -> None:
    here.now = at("02/03/2026 19:00")
    record = await here.move(await here.dossier(await here.person("an")), Accept())
    official, near = await here.official("clerk", record.field), await helper(here, "near")
    await here.deliver()
    await here.database.turn(lambda u: u.staff.of(near))
    await later(here, "04/03/2026 19:00")
    assert await here.kinds(official) == [("unread_notice", "pending")]
    await here.database.turn(lambda u: u.reach.read_file(record.id, here.now, "tap"))
    here.now = at("05/03/2026 07:30")
    await here.deliver()
    assert await here.kinds(official) == [("unread_notice", "dropped")]
    assert await here.kinds(near) == [("unread_near", "sent")]


async def test_a_helper_is_not_sent_for_who_has_read_meanwhile(here: Town) -> None:
    record = await here.move(await here.dossier(await here.person("an")), Accept())
    near = await helper(here, "near")
    await here.deliver()
    here.now = at("04/03/2026 09:00")
    await chase(here.database, LIBRARY, here.now)
    await here.database.turn(lambda u: u.reach.read_file(record.id, here.now, "tap"))
    await here.deliver()
    assert await here.kinds(near) == [("unread_near", "dropped")]


async def test_a_file_is_looked_for_once_however_many_notices_lie_unread(here: Town) -> None:
    record = await here.move(await here.dossier(await here.person("an")), Accept())
    official = await here.official("clerk", record.field)
    await here.deliver()
    here.now = at("03/03/2026 09:00")
    await here.move(record, RecordResult())
    await here.deliver()
    for day in range(4, 14):
        await later(here, f"{day:02}/03/2026 09:00")
    assert await here.kinds(official) == [("unread_notice", "sent"), ("call_listed", "sent")]
    assert [one.state for one in await reach(here, record)] == ["listed", "listed"]


async def test_what_events_have_overtaken_is_not_chased(here: Town) -> None:
    record = await here.move(await here.dossier(await here.person("an")), AskSupplement("proof", "blurred"))
    await here.deliver()
    await here.move(record, Complete())
    await later(here, "04/03/2026 09:00")
    assert [(one.kind, one.how) for one in await reach(here, record)][:1] == [("supplement_asked", "moot")]


async def test_who_came_to_the_desk_has_been_reached(here: Town) -> None:
    record = await here.move(await here.dossier(await here.person("an")), Accept())
    official = await here.official("clerk", record.field)
    await here.deliver()
    await here.move(await here.move(record, RecordResult()), HandOver("signed"))
    await later(here, "04/03/2026 09:00")
    await later(here, "06/03/2026 09:00")
    assert {one.how for one in await reach(here, record)} == {"desk"}
    assert await here.kinds(official) == []


async def test_what_cannot_be_delivered_is_on_the_call_list_at_once(here: Town) -> None:
    record = await here.dossier(await here.person("an"))
    official = await here.official("clerk", record.field)
    here.web.faults = [Rejected()]
    record = await here.move(record, Accept())
    await here.deliver()
    await here.deliver()
    assert await here.kinds(official) == [("call_listed", "sent")]
    here.web.faults = [Unreachable()]
    await here.move(record, RecordResult())
    await here.deliver()
    await here.deliver()
    assert await here.kinds(official) == [("call_listed", "sent"), ("unreachable_resident", "sent")]
    assert [(one.kind, one.state, one.sent_at) for one in await reach(here, record)] == [
        ("accepted", "listed", None),
        ("result_ready", "listed", None),
    ]


async def test_writing_proves_reading_where_the_channel_does_not_report_it(here: Town) -> None:
    person = await here.person("an", "telegram")
    record = await here.move(await here.dossier(person), Accept())
    await here.deliver()
    await here.database.turn(lambda u: wrote(u, person, "web", here.now))
    assert [one.state for one in await reach(here, record)] == ["waiting"]
    await here.database.turn(lambda u: wrote(u, person, "telegram", here.now))
    assert [one.how for one in await reach(here, record)] == ["message"]


async def test_news_and_alerts_are_not_followed(here: Town) -> None:
    record = await here.dossier(await here.person("an"))
    official = await here.official("clerk", record.field)
    await here.database.turn(lambda u: u.outbox.owe("n", official, "new_file", {}, now=here.now, dossier_id=record.id))
    await here.deliver()
    assert await reach(here, record) == []


async def test_helpers_near_by_hear_at_once_of_who_cannot_be_reached_and_of_news_nobody_hears(here: Town) -> None:
    record = await here.dossier(await here.person("an"))
    official, near = await here.official("clerk", record.field), await helper(here, "near")
    far = await helper(here, "far", "elsewhere")
    here.web.faults = [Unreachable()]
    record = await here.move(record, Accept())
    await here.deliver()
    await here.deliver()
    assert await here.kinds(official) == [("unreachable_resident", "sent")]
    assert await here.kinds(near) == [("unread_near", "sent")]
    assert await here.kinds(far) == []
    assert await here.database.turn(lambda u: is_unreached(u, record))
    await here.database.turn(lambda u: u.reach.read_file(record.id, here.now, "called", official))
    assert not await here.database.turn(lambda u: is_unreached(u, record))
    here.now = at("03/03/2026 09:00")
    for kind, told in (("greeting", False), ("complaint_ends", True)):
        await here.database.turn(partial(_owe, record=record, kind=kind, now=here.now))
        await here.deliver()
        assert await here.database.turn(lambda u: is_unreached(u, record)) is told
        kinds = [kind for kind, _ in await here.kinds(official)]
        assert kinds.count("unreachable_resident") == 1 + told
