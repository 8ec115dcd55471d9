"""What people chose is obeyed: reminders muted, digests awaited, the chosen channel first and the next one after it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ports import TryLater, Unreachable
from bot.services.delivery import Delivery
from bot.services.notices import compose
from bot.services.pacing import CHANNEL, NEWS, OFF
from flows.moves import Accept, RecordResult
from flows.notices import POLICY, REMINDERS, Weight, is_mutable
from storage.unit_of_work import UnitOfWork
from tests.bot.clock.office import LIBRARY, Town, at, town

FIRST = "telegram,web"


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, "02/03/2026 09:00") as opened:
        yield opened


async def choose(here: Town, person: int, topic: str, choice: str) -> None:
    await here.database.turn(lambda u: u.preferences.put(person, topic, choice))


@pytest.mark.parametrize("kind", [row.kind for row in POLICY if row.weight is not Weight.WORK])
async def test_muting_stops_what_may_be_muted_and_nothing_else(here: Town, kind: str) -> None:
    person = await here.person("an")
    await choose(here, person, NEWS, OFF)
    await here.owe(person, kind, kind)
    await here.deliver()
    notice = (await here.notices(person))[kind]
    # A reminder about nothing is pointless, which is another reason to drop it.
    assert (notice.error == "muted") == is_mutable(kind)
    assert is_mutable(kind) or kind in REMINDERS or notice.state == "sent"


async def test_what_was_muted_says_so_in_the_row_and_an_answer_is_never_muted(here: Town) -> None:
    person = await here.person("an")
    await choose(here, person, NEWS, OFF)
    await here.owe(person, "nhắc", "help_wanted_near")
    await here.owe(person, "đáp", "help_wanted_near", reply=True)
    await here.deliver()
    notices = await here.notices(person)
    assert (notices["nhắc"].state, notices["nhắc"].error) == ("dropped", "muted")
    assert here.web.texts() == ["đáp"]


async def test_the_chosen_channel_goes_before_the_one_used_last(here: Town) -> None:
    person = await here.person("an", "telegram")
    await here.second_seat(person, "web", "an-web")
    await here.owe(person, "một")
    await here.deliver()
    assert (here.web.texts(), here.telegram.texts()) == (["một"], [])
    await choose(here, person, CHANNEL, FIRST)
    await here.owe(person, "hai")
    await here.deliver()
    assert here.telegram.texts() == ["hai"]


async def test_the_next_channel_takes_over_at_once_when_the_chosen_one_is_blocked(here: Town) -> None:
    person = await here.person("an", "telegram")
    await here.second_seat(person, "web", "an-web")
    await choose(here, person, CHANNEL, FIRST)
    here.telegram.faults = [Unreachable()]
    for text in ("một", "hai"):
        await here.owe(person, text, "accepted")
        await here.deliver()
    assert (here.web.texts(), here.telegram.texts(), here.telegram.attempts) == (["một", "hai"], [], 1)
    assert {notice.channel for notice in (await here.notices(person)).values()} == {"web"}


async def test_the_next_channel_takes_over_after_a_while_when_the_chosen_one_is_down(here: Town) -> None:
    person = await here.person("an", "telegram")
    await here.second_seat(person, "web", "an-web")
    await choose(here, person, CHANNEL, FIRST)
    here.telegram.faults = [TryLater() for _ in range(9)]
    await here.owe(person, "một", "accepted")
    for _ in range(4):
        await here.deliver()
        here.now += timedelta(minutes=6)
    assert here.web.texts() == ["một"]
    assert here.telegram.attempts == 3


async def test_who_has_no_channel_left_is_to_be_phoned_or_visited_whatever_they_chose(here: Town) -> None:
    person = await here.person("an", "telegram")
    await choose(here, person, CHANNEL, FIRST)
    record = await here.move(await here.dossier(person), Accept())
    official = await here.official("clerk", record.field)
    here.telegram.faults = [Unreachable()]
    await here.deliver()
    await here.deliver()
    assert await here.kinds(official) == [("unreachable_resident", "sent")]
    (chain,) = await here.database.turn(lambda u: u.reach.of_dossier(record.id))
    assert chain.state == "listed"


def _owe_file(person: int, kind: str, file: int, here: Town, u: UnitOfWork) -> None:
    u.outbox.owe(f"{kind}:{file}:{person}", person, kind, {}, now=here.now, dossier_id=file)


async def spoken(here: Town) -> None:
    """Delivery with the real words."""
    couriers = {"web": here.web}
    here.delivery = Delivery(here.database, couriers, lambda: LIBRARY, compose, lambda: here.now)


async def test_a_morning_digest_says_in_one_message_what_came_since_the_last(here: Town) -> None:
    await spoken(here)
    resident = await here.person("an")
    files = [await here.dossier(resident) for _ in range(2)]
    official = await here.official("clerk", files[0].field)
    await choose(here, official, "files", "daily")
    for file in files:
        await here.database.turn(partial(_owe_file, official, "new_file", file.id, here))
    await here.deliver()
    here.now = at("03/03/2026 07:29")
    await here.deliver()
    assert here.web.delivered == []
    here.now = at("03/03/2026 07:30")
    await here.deliver()
    ((_, card),) = here.web.delivered
    assert card.text.startswith("**Bản tin thứ Ba, 03/03/2026: 2 việc.**")
    labels = [button.label for row in card.rows for button in row]
    assert labels == [f"1. {files[0].reference}", f"2. {files[1].reference}", "Danh sách", "Nhịp tin"]


@pytest.mark.parametrize(
    ("came", "told"),
    [
        ("02/03/2026 09:00", "09/03/2026 07:30"),
        ("09/03/2026 07:00", "09/03/2026 07:30"),
        # Monday 27/04/2026 is off after the Kings' day on Sunday, so the week begins on Tuesday.
        ("24/04/2026 10:00", "28/04/2026 07:30"),
    ],
)
async def test_a_weekly_digest_goes_out_on_the_first_working_morning_of_the_week(
    here: Town, came: str, told: str
) -> None:
    await spoken(here)
    file = await here.dossier(await here.person("an"))
    official = await here.official("clerk", file.field)
    await choose(here, official, "changes", "weekly")
    here.now = at(came)
    await here.database.turn(partial(_owe_file, official, "file_corrected", file.id, here))
    while here.now < at(told):
        await here.deliver()
        assert here.web.delivered == []
        here.now = min(at(told), here.now + timedelta(hours=11))
    await here.deliver()
    ((_, card),) = here.web.delivered
    assert card.text.startswith("**Bản tin tuần")


async def test_what_the_law_gives_hours_for_is_told_at_once_whatever_was_chosen(here: Town) -> None:
    file = await here.dossier(await here.person("an"))
    official = await here.official("clerk", file.field)
    for topic in ("files", "changes", "dates", "still", "reach"):
        await choose(here, official, topic, "daily")
    await here.owe(official, "nhờ gọi", "help_wanted")
    await here.owe(official, "thư", "apology_waiting")
    await here.deliver()
    assert here.web.texts() == ["nhờ gọi\n\nthư"]


async def test_what_became_pointless_before_its_digest_is_not_counted_in_it(here: Town) -> None:
    await spoken(here)
    resident = await here.person("an")
    files = [await here.dossier(resident) for _ in range(2)]
    official = await here.official("clerk", files[0].field)
    await choose(here, official, "files", "daily")
    for file in files:
        await here.database.turn(partial(_owe_file, official, "new_file", file.id, here))
    await here.deliver()
    accepted = await here.move(files[0], Accept())
    await here.move(accepted, RecordResult())
    here.now = at("03/03/2026 07:30")
    await here.deliver()
    (digest,) = [card for address, card in here.web.delivered if address == "clerk"]
    assert "1 việc" in digest.text
    assert files[0].reference not in digest.text
