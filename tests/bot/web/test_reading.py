"""What stood on the page is read; what somebody else was sent, or what is no notice, proves nothing."""

from dataclasses import replace
from datetime import timedelta

from flows.dossier import Dossier, State
from storage.database import Database
from storage.records import NewDossier, ReachRecord
from storage.unit_of_work import UnitOfWork
from tests.bot.web.driver import WebDriver
from tests.bot.web.listener import NOTICE
from tests.bot.web.site import START, Site


def owed(u: UnitOfWork, address: str) -> tuple[int, int]:
    """A legal notice sent to the person at an address, and its dossier."""
    seat = u.people.meet("web", address, START)
    person = seat.person.id
    u.contents.keep("v1", "birth_registration", "{}")
    sent = Dossier(State.CHO_TIEP_NHAN, START, "5wd")
    record = u.dossiers.open(
        NewDossier("HS-", "birth_registration", "v1", "civil_status", "", person, person, "web", sent, {}), START
    )
    u.outbox.owe(f"accepted:{record.id}", person, "accepted", {}, now=START, dossier_id=record.id)
    notice = u.outbox.of_dossier(record.id)[0].id
    u.reach.watch(notice, person, record.id, "web", START, START + timedelta(days=2))
    return notice, record.id


async def reach_of(database: Database, dossier: int) -> ReachRecord:
    return (await database.turn(lambda u: u.reach.of_dossier(dossier)))[0]


async def test_a_notice_that_was_in_sight_is_read(site: Site) -> None:
    async with WebDriver(site.url) as driver:
        await driver.open()
        notice, dossier = await site.database.turn(lambda u: owed(u, driver.address))
        await site.channel.courier.deliver(driver.address, replace(NOTICE, notices=(notice,)))
        await driver.until_cards(2)
        assert driver.items[-1]["cards"] != []
        for item in (driver.items[0]["id"], 999_999, driver.items[-1]["id"]):
            assert (await reach_of(site.database, dossier)).state == "waiting"
            await driver.put({"t": "read", "id": item})
            await driver.hello()
        read = await reach_of(site.database, dossier)
        assert (read.how, read.reached_at) == ("read", START)


async def test_nobody_reads_what_somebody_else_was_sent(site: Site) -> None:
    async with WebDriver(site.url) as driver, WebDriver(site.url) as other:
        await driver.open()
        await other.open()
        notice, dossier = await site.database.turn(lambda u: owed(u, driver.address))
        await site.channel.courier.deliver(driver.address, replace(NOTICE, notices=(notice,)))
        await site.channel.courier.deliver(other.address, replace(NOTICE, notices=(notice,)))
        await driver.until_cards(2)
        await other.until_cards(2)
        for item in (driver.items[-1]["id"], other.items[-1]["id"]):
            await other.put({"t": "read", "id": item})
            await other.hello()
        assert (await reach_of(site.database, dossier)).state == "waiting"
