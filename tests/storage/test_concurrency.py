"""Many at once: nothing is lost, one failure stops nobody else, two claimers never share a row."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage import pool
from storage.database import Database, open_database
from storage.errors import Closed
from storage.keys import Key
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import NOW, SESSION, opened, person

TASKS = 64


async def test_64_turns_that_read_change_and_write_one_draft_lose_nothing(database: Database) -> None:
    person_id = await database.turn(person)
    await database.turn(lambda u: u.drafts.create(person_id, SESSION.with_answer("count", 0), NOW))

    def add_one(u: UnitOfWork) -> int:
        draft = u.drafts.of(person_id, SESSION.procedure)
        assert draft is not None
        count = draft.session.answers["count"]
        assert isinstance(count, int)
        u.drafts.save(draft, draft.session.with_answer("count", count + 1), NOW)
        return count

    counts = await asyncio.gather(*(database.turn(add_one) for _ in range(TASKS)))
    assert sorted(counts) == list(range(TASKS))
    draft = await database.turn(lambda u: u.drafts.of(person_id, SESSION.procedure))
    assert draft is not None
    assert (draft.session.answers["count"], draft.revision) == (TASKS, TASKS + 1)


async def test_a_failing_work_rolls_back_alone(database: Database) -> None:
    def put(number: int) -> Callable[[UnitOfWork], None]:
        def work(u: UnitOfWork) -> None:
            u.settings.put(f"k{number}", "there")
            if number % 3 == 0:
                raise LookupError(number)

        return work

    works = [database.turn(put(number)) for number in range(TASKS)]
    results = await asyncio.gather(*works, return_exceptions=True)
    assert [isinstance(result, LookupError) for result in results] == [number % 3 == 0 for number in range(TASKS)]
    kept = await database.turn(lambda u: [u.settings.get(f"k{number}") for number in range(TASKS)])
    assert kept == [None if number % 3 == 0 else "there" for number in range(TASKS)]


async def test_a_broken_statement_in_one_work_leaves_the_others(database: Database) -> None:
    def orphan(u: UnitOfWork) -> int:
        return u.drafts.create(99, SESSION, NOW).id

    results = await asyncio.gather(
        database.turn(lambda u: u.settings.put("a", "1")),
        database.turn(orphan),
        database.turn(lambda u: u.settings.put("b", "2")),
        return_exceptions=True,
    )
    assert [isinstance(result, Exception) for result in results] == [False, True, False]
    assert await database.turn(lambda u: (u.settings.get("a"), u.settings.get("b"))) == ("1", "2")


async def test_two_deliveries_of_one_update_at_once_apply_it_once(database: Database) -> None:
    firsts = await asyncio.gather(*(database.turn(lambda u: u.seen.first("web", "1", NOW)) for _ in range(16)))
    assert sum(firsts) == 1


async def test_a_chat_that_writes_twice_at_once_meets_one_person(database: Database) -> None:
    seats = await asyncio.gather(*(database.turn(lambda u: u.people.meet("web", "a1", NOW)) for _ in range(2)))
    assert len({seat.person.id for seat in seats}) == 1


async def test_events_written_at_once_get_numbers_of_their_own(database: Database) -> None:
    record = await database.turn(opened)

    def append(u: UnitOfWork) -> int:
        return u.dossiers.append(record.id, "seen", None, "clerk", NOW, {})

    numbers = await asyncio.gather(*(database.turn(append) for _ in range(TASKS)))
    assert sorted(numbers) == list(range(1, TASKS + 1))


async def test_claimers_at_once_get_disjoint_rows(database: Database) -> None:
    def owe(u: UnitOfWork) -> None:
        for number in range(200):
            u.outbox.owe(f"k{number}", person(u), "accepted", {}, now=NOW)

    await database.turn(owe)

    def claim(u: UnitOfWork) -> tuple[int, ...]:
        return tuple(notice.id for notice in u.outbox.claim(NOW, 10, timedelta(minutes=5)))

    claimed = [number for part in await asyncio.gather(*(database.turn(claim) for _ in range(25))) for number in part]
    assert len(claimed) == len(set(claimed)) == 200


def test_threads_may_wait_for_works_too(database: Database) -> None:
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda number: database.run(lambda u: u.settings.put(f"k{number}", "1")), range(TASKS)))
    assert database.run(lambda u: [u.settings.get(f"k{number}") for number in range(TASKS)]) == ["1"] * TASKS


async def test_work_whose_waiter_gave_up_is_done_all_the_same(url: str, key: Key) -> None:
    database = open_database(url, key)
    go_on = threading.Event()
    holding = [asyncio.ensure_future(database.turn(lambda _: go_on.wait(5))) for _ in range(pool.SIZE)]
    given_up = asyncio.ensure_future(database.turn(lambda u: u.settings.put("k", "there")))
    await asyncio.sleep(0)
    given_up.cancel()
    go_on.set()
    assert all(await asyncio.gather(*holding))
    with pytest.raises(asyncio.CancelledError):
        await given_up
    database.close()
    again = open_database(url, key)
    assert await again.turn(lambda u: u.settings.get("k")) == "there"
    again.close()


async def test_what_was_queued_before_closing_is_done_and_later_work_is_refused(url: str, key: Key) -> None:
    database = open_database(url, key)
    works = [asyncio.ensure_future(database.turn(lambda u: u.seen.first("web", "1", NOW))) for _ in range(20)]
    await asyncio.sleep(0)
    database.close()
    assert sum(await asyncio.gather(*works)) == 1
    database.close()
    with pytest.raises(Closed):
        await database.turn(lambda u: u.settings.get("k"))
    with pytest.raises(Closed):
        database.run(lambda u: u.settings.get("k"))


def test_a_work_that_waits_for_another_work_is_refused_instead_of_waiting_for_ever(database: Database) -> None:
    def nested(_: UnitOfWork) -> str | None:
        return database.run(lambda u: u.settings.get("k"))

    with pytest.raises(RuntimeError, match="must not wait"):
        database.run(nested)
