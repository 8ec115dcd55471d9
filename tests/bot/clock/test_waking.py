"""Planning what is awake owes exactly what planning everything owes, through weeks in which anything may happen."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.reminders import plan
from flows.dossier import Role, State
from flows.moves import Accept, RecordResult, Refuse
from tests.bot.clock.office import LIBRARY, Town, at, town
from tests.bot.clock.twins import Twin


async def awake(here: Town, moment: str) -> tuple[int, ...]:
    """The files that would be looked at at a moment."""
    return await here.database.turn(lambda u: u.waking.files(at(moment), 9))


@pytest.mark.parametrize("seed", range(8))
async def test_two_towns_of_which_one_looks_at_everything_owe_the_same(tmp_path: Path, seed: int) -> None:
    for name in ("awake", "all"):
        (tmp_path / name).mkdir()
    async with town(tmp_path / "awake", "20/08/2026 08:30") as one, town(tmp_path / "all", "20/08/2026 08:30") as other:
        twins, pace = (Twin(one, seed, thorough=False), Twin(other, seed, thorough=True)), random.Random(seed)
        for _ in range(60):
            passed = timedelta(minutes=pace.choice((1, 7, 60, 60, 240, 600, 1440)))
            for twin in twins:
                twin.here.now += passed
                await twin.tick()
                await twin.step()
                await twin.tick()
        await twins[0].tick()
        await twins[1].tick()
        assert await twins[0].known() == await twins[1].known()
        assert twins[0].looked < twins[1].looked / 2, "it does not sleep"


async def test_what_has_ended_is_not_looked_at_and_the_rest_sleeps_until_its_rung(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        refused = await here.move(await here.dossier(person), Refuse("other", "Sai nơi"))
        record = await here.move(await here.dossier(person), Accept())
        await plan(here.database, LIBRARY, here.now)
        assert refused.dossier.state is State.KHONG_TIEP_NHAN
        for moment, expected in (
            ("02/03/2026 12:00", ()),
            ("05/03/2026 07:59", ()),
            ("05/03/2026 08:00", (record.id,)),
        ):
            assert await awake(here, moment) == expected


async def test_a_new_official_hears_of_what_was_told_to_others_before(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        record = await here.move(await here.dossier(await here.person("an")), Accept())
        first = await here.official("first", record.field)
        here.now = at("09/03/2026 08:30")
        await plan(here.database, LIBRARY, here.now)
        assert await here.database.turn(lambda u: u.waking.files(here.now, 9)) == ()
        second = await here.official("second", record.field)
        await plan(here.database, LIBRARY, here.now)
        assert [[kind for kind, _ in await here.kinds(one)] for one in (first, second)] == [["due_today"]] * 2


async def test_a_draft_at_an_ending_is_not_recalled_and_looked_at_again_the_next_day(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        draft = await here.draft(person)
        ending = draft.session.with_answer("relation", "self")  # who is registered cannot register their own birth
        draft = await here.database.turn(lambda u: u.drafts.save(draft, ending, here.now))
        here.now = at("05/03/2026 09:00")
        await plan(here.database, LIBRARY, here.now)
        assert await here.kinds(person) == []
        midnight = at("06/03/2026 00:00")
        assert await here.database.turn(lambda u: u.waking.drafts(midnight - timedelta.resolution, 9)) == ()
        assert await here.database.turn(lambda u: u.waking.drafts(midnight, 9)) == (draft.id,)


async def test_a_rung_left_out_because_of_one_that_was_dropped_is_owed_after_all(tmp_path: Path) -> None:
    """One word a month to the chairman: if it became pointless before it went out, the next late file has it."""
    async with town(tmp_path, "02/03/2026 09:00") as here:
        first = await here.move(await here.dossier(await here.person("an")), Accept())
        second = await here.move(await here.dossier(await here.person("binh")), Accept())
        chairman = await here.official("chairman", first.field, Role.CHAIRMAN)
        here.now = at("09/03/2026 09:01")
        await plan(here.database, LIBRARY, here.now)
        await here.move(first, RecordResult())
        await here.deliver()
        here.now += timedelta(minutes=1)
        await plan(here.database, LIBRARY, here.now)
        found = [one for one in await here.all_of(chairman) if one.kind == "first_overdue"]
        assert [(one.dossier_id, one.state) for one in found] == [(first.id, "dropped"), (second.id, "pending")]
