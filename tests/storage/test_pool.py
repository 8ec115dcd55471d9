"""PostgreSQL's pool: collisions are repeated once, lost connections are opened again, people do not wait for others."""

import asyncio
import threading
from collections.abc import Iterator

import psycopg
import pytest

from storage.database import Database, open_database
from storage.errors import Conflict, Uncertain
from storage.keys import Key
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import NOW, SESSION, person

pytestmark = pytest.mark.postgres


@pytest.fixture
def pooled(postgres_url: str, key: Key) -> Iterator[Database]:
    opened = open_database(postgres_url, key)
    yield opened
    opened.close()


def _drop_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = ''"
        )


def test_after_the_server_dropped_its_connections_work_goes_on(pooled: Database, postgres_url: str) -> None:
    pooled.run(lambda u: u.settings.put("k", "there"))
    _drop_connections(postgres_url)
    assert [pooled.run(lambda u: u.settings.get("k")) for _ in range(12)] == ["there"] * 12


def test_a_connection_lost_in_the_middle_repeats_the_work_and_applies_it_once(
    pooled: Database, postgres_url: str
) -> None:
    runs = []

    def work(u: UnitOfWork) -> bool:
        runs.append(1)
        first = u.seen.first("web", "1", NOW)
        if len(runs) == 1:
            _drop_connections(postgres_url)
        u.settings.put("k", "there")
        return first

    assert pooled.run(work)
    assert len(runs) == 2
    assert not pooled.run(lambda u: u.seen.first("web", "1", NOW))


def test_a_connection_lost_at_the_commit_is_not_repeated_blindly(pooled: Database, postgres_url: str) -> None:
    runs = []

    def work(u: UnitOfWork) -> None:
        runs.append(1)
        u.settings.put("k", "there")
        _drop_connections(postgres_url)

    with pytest.raises(Uncertain):
        pooled.run(work)
    assert len(runs) == 1


def test_a_conflict_is_repeated_once_and_then_told(pooled: Database) -> None:
    runs = []

    def work(_: UnitOfWork) -> None:
        runs.append(1)
        raise Conflict("always")

    with pytest.raises(Conflict):
        pooled.run(work)
    assert len(runs) == 2


async def test_people_do_not_wait_for_each_other_but_a_person_waits_for_themselves(pooled: Database) -> None:
    first, second = await pooled.turn(lambda u: (person(u, "a"), person(u, "b")))
    await pooled.turn(lambda u: [u.drafts.create(someone, SESSION, NOW) for someone in (first, second)])
    begun, go_on = threading.Event(), threading.Event()

    def hold(u: UnitOfWork) -> None:
        assert u.drafts.of(first, SESSION.procedure)
        begun.set()
        go_on.wait(5)

    holding = asyncio.ensure_future(pooled.turn(hold))
    await asyncio.to_thread(begun.wait, 5)
    same = asyncio.ensure_future(pooled.turn(lambda u: u.drafts.of(first, SESSION.procedure)))
    other = await asyncio.wait_for(pooled.turn(lambda u: u.drafts.of(second, SESSION.procedure)), 5)
    assert other is not None
    assert not same.done()
    go_on.set()
    await holding
    assert await same is not None


async def test_a_row_that_a_claimer_holds_is_passed_over_not_waited_for(pooled: Database) -> None:
    def owe(u: UnitOfWork) -> None:
        for number in range(4):
            u.outbox.owe(f"k{number}", person(u), "accepted", {}, now=NOW)

    await pooled.turn(owe)
    begun, go_on = threading.Event(), threading.Event()

    def hold(u: UnitOfWork) -> int:
        claimed = len(u.outbox.claim(NOW, 3, NOW - NOW))
        begun.set()
        go_on.wait(5)
        return claimed

    holding = asyncio.ensure_future(pooled.turn(hold))
    await asyncio.to_thread(begun.wait, 5)
    others = await asyncio.wait_for(pooled.turn(lambda u: len(u.outbox.claim(NOW, 3, NOW - NOW))), 5)
    go_on.set()
    assert (await holding, others) == (3, 1)
