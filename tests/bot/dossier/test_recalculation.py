"""A changed calendar reaches every open file once, with its event; residents hear only of a later date."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.clock import Timekeeper
from bot.services.notices import compose
from bot.services.paging import PAGE
from bot.services.recalculation import fingerprint, follow_calendar, recalculate
from content.catalog import Library
from flows.moves import Accept, AskSupplement, RecordResult
from storage.records import DossierRecord
from tests.bot.clock.office import LIBRARY, Town, at, town

SWAP = date(2026, 3, 6)


def swapped(*days: date, makeup: tuple[date, ...] = ()) -> Library:
    """The content with more days off or at work."""
    off = {**LIBRARY.calendar.days_off, **dict.fromkeys(days, "Nghỉ hoán đổi")}
    return replace(
        LIBRARY, calendar=replace(LIBRARY.calendar, days_off=off, makeup=LIBRARY.calendar.makeup | set(makeup))
    )


async def follow(here: Town, library: Library) -> None:
    await follow_calendar(here.database, library, here.now)


async def now(here: Town, record: DossierRecord) -> DossierRecord:
    found = await here.database.turn(lambda u: u.dossiers.get(record.id))
    assert found is not None
    return found


async def logged(here: Town, record: DossierRecord) -> list[str]:
    return [event.kind for event in await here.database.turn(lambda u: u.dossiers.events(record.id))]


async def test_a_late_swap_moves_the_date_once_and_tells_the_resident(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        record = await here.move(await here.dossier(person), Accept())
        await follow(here, LIBRARY)
        assert await logged(here, record) == ["accept"]
        for _ in range(3):
            await follow(here, swapped(SWAP))
        moved = await now(here, record)
        assert moved.dossier.due_at == at("10/03/2026 09:00")
        assert await logged(here, record) == ["accept", "calendar"]
        assert [kind for kind, _ in await here.kinds(person)] == ["accepted", "due_moved"]
        event = (await here.database.turn(lambda u: u.dossiers.events(record.id)))[-1]
        assert event.data == {"due_at": "2026-03-10T02:00:00+00:00", "was_due_at": "2026-03-09T02:00:00+00:00"}
        await follow(here, LIBRARY)
        assert (await now(here, record)).dossier.due_at == at("09/03/2026 09:00")
        assert [kind for kind, _ in await here.kinds(person)] == ["accepted", "due_moved"]


async def test_an_earlier_date_is_told_to_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        record = await here.move(await here.dossier(person), Accept())
        await follow(here, swapped(makeup=(date(2026, 3, 7),)))
        assert (await now(here, record)).dossier.due_at == at("07/03/2026 09:00")
        assert [kind for kind, _ in await here.kinds(person)] == ["accepted"]


async def test_what_is_finished_or_waits_keeps_its_word(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        ready = await here.move(await here.move(await here.dossier(person), Accept()), RecordResult())
        asked = await here.move(await here.dossier(person), AskSupplement("proof", "blurred"))
        fresh = await here.dossier(person)
        await follow(here, swapped(SWAP, date(2026, 3, 17)))
        assert [await logged(here, one) for one in (ready, fresh)] == [["accept", "record_result"], []]
        waiting = (await now(here, asked)).dossier.supplement
        assert waiting is not None
        assert waiting.answer_by == at("18/03/2026 17:30")
        assert "due_moved" not in [kind for kind, _ in await here.kinds(person)]


async def test_many_files_are_done_page_by_page_and_a_cut_is_made_good(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        records = [await here.move(await here.dossier(person), Accept()) for _ in range(PAGE + 3)]
        library = swapped(SWAP)
        # The program is killed after the first page: its transaction stands, the setting was not written.
        next_page = await here.database.turn(lambda u: recalculate(u, library, here.now, 0))
        assert next_page == records[PAGE - 1].id
        assert await here.database.turn(lambda u: u.settings.get("calendar")) is None
        await follow(here, library)
        assert {(await now(here, one)).dossier.due_at for one in records} == {at("10/03/2026 09:00")}
        assert [await logged(here, one) for one in records] == [["accept", "calendar"]] * len(records)
        assert [kind for kind, _ in await here.kinds(person)].count("due_moved") == len(records)


async def test_the_clock_follows_the_calendar_by_itself(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        record = await here.move(await here.dossier(await here.person("an")), Accept())
        shelf = [LIBRARY]
        keeper = Timekeeper(here.database, here.delivery, lambda: shelf[0], lambda: here.now)
        await keeper.run_all_ticks()
        shelf[0] = swapped(SWAP)
        await keeper.run_all_ticks()
        assert (await now(here, record)).dossier.due_at == at("10/03/2026 09:00")


async def test_the_notice_names_the_new_date(tmp_path: Path) -> None:
    async with town(tmp_path, "02/03/2026 09:00") as here:
        person = await here.person("an")
        await here.move(await here.dossier(person), Accept())
        library = swapped(SWAP)
        await follow(here, library)
        seat = await here.database.turn(lambda u: u.people.seats_of(person)[0])
        notice = (await here.notices(person))["due_moved"]
        card = await here.database.turn(lambda u: compose(u, library, notice, seat, here.now))
        assert card is not None
        assert "ngày hẹn của hồ sơ" in card.text
        assert "09 giờ 00, thứ Ba 10/03/2026" in card.text


@pytest.mark.parametrize("library", [swapped(SWAP), swapped(makeup=(date(2026, 3, 7),))])
def test_every_day_changes_the_name_of_a_calendar(library: Library) -> None:
    assert fingerprint(library) != fingerprint(LIBRARY)
    assert fingerprint(LIBRARY) == fingerprint(swapped())
