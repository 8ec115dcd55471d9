"""The clock and people at the same moment, on both databases: one wins, nothing is done twice, nothing is overslept."""

import asyncio

from bot.services.reminders import plan
from flows.dossier import Role, State
from flows.moves import Accept, AskSupplement, Complete, RecordResult
from flows.promises import SEEN
from storage.database import Database
from storage.errors import Conflict
from storage.records import DossierRecord
from tests.bot.clock.office import LIBRARY, Town, at


async def asked(here: Town, name: str) -> DossierRecord:
    """A file that waits for a paper, whose fifteen days are over when the town's clock is at the twentieth."""
    record = await here.move(await here.dossier(await here.person(name)), Accept())
    return await here.move(record, AskSupplement("proof", "blurred"))


async def completed(here: Town, record: DossierRecord) -> bool:
    """The paper comes in after all; False when the clock was quicker."""
    try:
        await here.move(record, Complete(), Role.RESIDENT)
    except Conflict:
        return False
    return True


async def now(here: Town, record: DossierRecord) -> DossierRecord:
    found = await here.database.turn(lambda u: u.dossiers.get(record.id))
    assert found is not None
    return found


async def logged(here: Town, record: DossierRecord) -> list[str]:
    return [event.kind for event in await here.database.turn(lambda u: u.dossiers.events(record.id))]


async def test_a_paper_that_comes_while_the_clock_closes_the_file_wins_or_loses_but_never_both(
    database: Database,
) -> None:
    here = Town(database, at("02/03/2026 09:00"))
    records = [await asked(here, f"p{number}") for number in range(12)]
    here.now = at("20/03/2026 00:01")
    results = await asyncio.gather(
        plan(database, LIBRARY, here.now), *(completed(here, record) for record in reversed(records))
    )
    for record, won in zip(reversed(records), results[1:], strict=True):
        assert await logged(here, record) == ["accept", "ask_supplement", "complete" if won else "close_unanswered"]
        assert (await now(here, record)).dossier.state is (State.DANG_XU_LY if won else State.DONG_HO_SO)


async def test_what_changes_while_the_clock_looks_is_looked_at_again(database: Database) -> None:
    """An event that the planning did not see must not be slept over, however the two fall together."""
    here = Town(database, at("02/03/2026 09:00"))
    records = [await here.move(await here.dossier(await here.person(f"p{n}")), Accept()) for n in range(12)]
    here.now = at("06/03/2026 09:00")
    until = {"until": at("06/03/2026 09:30").isoformat()}

    async def promise(record: DossierRecord) -> None:
        await database.turn(lambda u: u.dossiers.append(record.id, SEEN, None, Role.CLERK, here.now, until))

    await asyncio.gather(plan(database, LIBRARY, here.now), *(promise(record) for record in reversed(records)))
    await plan(database, LIBRARY, here.now)
    awake = await database.turn(lambda u: u.waking.files(at("06/03/2026 09:31"), 50))
    assert sorted(awake) == [record.id for record in records]


async def test_two_rounds_at_once_owe_everything_once(database: Database) -> None:
    here = Town(database, at("02/03/2026 09:00"))
    people = [await here.person(f"p{number}") for number in range(60)]
    for person in people:
        await here.move(await here.move(await here.dossier(person), Accept()), RecordResult())
    here.now = at("05/03/2026 09:00")
    await asyncio.gather(*(plan(database, LIBRARY, here.now) for _ in range(3)))
    for person in people:
        assert [kind for kind, _ in await here.kinds(person)] == ["accepted", "result_ready", "result_waiting"]
    assert await database.turn(lambda u: u.waking.files(here.now, 50)) == ()
