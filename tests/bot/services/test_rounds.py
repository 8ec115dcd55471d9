"""The rounds of the areas: each in a transaction of its own, and one that fails holds up no other."""

from datetime import datetime

from bot.services.rounds import go_rounds
from content.catalog import Library
from storage.unit_of_work import UnitOfWork
from tests.stage import DirectStage


async def test_a_round_that_fails_holds_up_no_other(stage: DirectStage) -> None:
    def broken(u: UnitOfWork, *, library: Library, now: datetime) -> None:
        u.settings.put("half", "done")
        raise ValueError

    def sound(u: UnitOfWork, *, library: Library, now: datetime) -> None:
        u.settings.put("whole", now.isoformat())

    await go_rounds(stage.database, stage.content, stage.now(), {"broken": broken, "sound": sound})
    assert stage.database.run(lambda u: u.settings.get("half")) is None
    assert stage.database.run(lambda u: u.settings.get("whole")) == stage.now().isoformat()
