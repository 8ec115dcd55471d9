"""Blocked-channel mode over the real delivery: who has another channel gets it there, the others are told in person."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest_asyncio

from bot.ports import TryLater
from bot.services.blocking import blocked, watch_channels
from bot.services.chasing import chase
from bot.services.health import examine
from bot.services.notices import compose as composed
from flows.moves import Accept, Start
from storage.records import DossierRecord, ReachRecord
from tests.bot.clock.office import LIBRARY, Town, at, town


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, "02/03/2026 09:00") as opened:
        yield opened


async def watch(here: Town) -> dict[str, str]:
    """One look of the clock at the channels; which are blocked, since when."""
    await here.database.turn(lambda u: watch_channels(u, LIBRARY, here.now))
    return {name: f"{since:%d/%m %H:%M}" for name, since in (await here.database.turn(blocked)).items()}


async def did(here: Town, channel: str, sent: int, lost: int) -> None:
    await here.database.turn(lambda u: u.traffic.note(channel, here.now, sent, lost))


async def shut(here: Town, channel: str = "telegram") -> None:
    await did(here, channel, 7, 4)
    assert channel in await watch(here)


async def reach(here: Town, record: DossierRecord) -> list[ReachRecord]:
    return list(await here.database.turn(lambda u: u.reach.of_dossier(record.id)))


async def news(here: Town, person: int) -> list[tuple[str, str]]:
    return [one for one in await here.kinds(person) if one[0].startswith("channel_")]


async def test_the_officials_hear_of_it_once_a_day_while_it_lasts_and_once_when_it_is_over(here: Town) -> None:
    official, elsewhere = await here.official("clerk", "civil_status"), await here.official("land", "land")
    await did(here, "telegram", 7, 2)
    assert await watch(here) == {}
    await did(here, "telegram", 0, 1)
    assert await watch(here) == {"telegram": "02/03 09:00"}
    await watch(here)
    await here.deliver()
    assert await news(here, official) == [("channel_blocked", "sent")] == await news(here, elsewhere)
    here.now = at("03/03/2026 08:59")
    assert await watch(here) == {"telegram": "02/03 09:00"}
    await here.deliver()
    assert await news(here, official) == [("channel_blocked", "sent")] * 2
    here.now = at("03/03/2026 10:01")
    await did(here, "telegram", 1, 0)
    assert await watch(here) == {}
    await watch(here)
    await here.deliver()
    assert await news(here, official) == [*[("channel_blocked", "sent")] * 2, ("channel_open", "sent")]


async def test_it_says_what_was_lost_and_leads_to_the_list(here: Town) -> None:
    official = await here.official("clerk", "civil_status")
    await shut(here)
    notice = (await here.notices(official))["channel_blocked"]
    seat = await here.database.turn(lambda u: u.people.seats_of(official)[0])
    card = await here.database.turn(lambda u: composed(u, LIBRARY, notice, seat, here.now))
    assert card is not None
    assert "Telegram" in card.text
    assert "Trong 24 giờ qua: 4 trên 11 lần gửi không tới." in card.text
    assert "tin quan trọng" not in card.text
    assert [button.data for row in card.rows for button in row] == ["d:calls"]


async def test_silence_does_not_open_a_channel_and_nobody_is_bothered_by_it(here: Town) -> None:
    official = await here.official("clerk", "civil_status")
    await shut(here)
    here.now = at("05/03/2026 09:00")
    assert await watch(here) == {"telegram": "02/03 09:00"}
    assert await news(here, official) == [("channel_blocked", "pending")]


async def test_news_that_are_no_longer_true_are_not_sent(here: Town) -> None:
    here.now = at("02/03/2026 18:00")
    official = await here.official("clerk", "civil_status")
    await shut(here)
    await here.deliver()
    await did(here, "telegram", 40, 0)
    assert await watch(here) == {}
    here.now = at("03/03/2026 07:30")
    await here.deliver()
    assert await news(here, official) == [("channel_blocked", "dropped"), ("channel_open", "sent")]


async def test_who_has_another_channel_gets_it_there_whatever_they_chose(here: Town) -> None:
    person = await here.person("an")
    await here.second_seat(person, "telegram", "an-t")
    await here.database.turn(lambda u: u.preferences.put(person, "channel", "telegram"))
    await shut(here)
    record = await here.move(await here.dossier(person), Accept())
    await here.deliver()
    assert (here.web.texts(), here.telegram.attempts) == (["accepted"], 0)
    assert [one.state for one in await reach(here, record)] == ["waiting"]


async def test_who_has_no_other_is_still_tried_but_not_thought_reached(here: Town) -> None:
    person = await here.person("an", "telegram")
    record = await here.move(await here.dossier(person), Accept())
    await shut(here)
    await here.deliver()
    (sent,) = await reach(here, record)
    assert (here.telegram.texts(), sent.state, sent.listed_at) == (["accepted"], "listed", here.now)
    await here.database.turn(lambda u: u.reach.read(sent.notice_id, person, here.now, "read"))
    assert (await reach(here, record))[0].state == "settled"


async def test_who_is_not_reached_is_listed_at_once_and_not_after_the_last_attempt(here: Town) -> None:
    person = await here.person("an", "telegram")
    record = await here.move(await here.dossier(person), Accept())
    here.telegram.faults.append(TryLater(1))
    await here.deliver()
    assert await reach(here, record) == []
    await shut(here)
    here.telegram.faults.append(TryLater(1))
    here.now += timedelta(minutes=2)
    await here.deliver()
    assert [(one.state, one.sent_at) for one in await reach(here, record)] == [("listed", None)]
    assert (await here.notices(person))["accepted"].state == "pending"
    here.now += timedelta(minutes=10)
    await did(here, "telegram", 40, 0)
    assert await watch(here) == {}
    await here.deliver()
    (sent,) = await reach(here, record)
    assert (sent.state, sent.sent_at) == ("waiting", here.now)


async def test_what_was_tried_in_vain_before_is_not_left_to_its_long_ladder(here: Town) -> None:
    alone, both = await here.person("an", "telegram"), await here.person("binh", "telegram")
    listed = await here.move(await here.dossier(alone), Accept())
    moved = await here.move(await here.dossier(both), Accept())
    here.telegram.faults.extend(TryLater(1) for _ in range(2))
    await here.deliver()
    await here.second_seat(both, "web", "binh-w")
    here.now -= timedelta(minutes=20)
    await shut(here)
    await here.deliver()
    assert [(one.state, one.sent_at) for one in await reach(here, listed)] == [("listed", None)]
    assert [(one.state, one.channel) for one in await reach(here, moved)] == [("waiting", "web")]
    assert here.web.texts() == ["accepted"]


async def test_news_that_nobody_must_be_told_put_nobody_on_a_list(here: Town) -> None:
    person = await here.person("an", "telegram")
    await shut(here)
    await here.owe(person, "hello")
    here.telegram.faults.append(TryLater(1))
    await here.deliver()
    assert await here.database.turn(lambda u: u.reach.listed()) == ()


async def test_what_was_sent_before_and_is_not_read_goes_on_the_list_with_it(here: Town) -> None:
    over, beside = await here.person("an", "telegram"), await here.person("binh")
    first = await here.move(await here.dossier(over), Accept())
    second = await here.move(await here.dossier(beside), Accept())
    await here.deliver()
    await shut(here)
    assert [one.state for one in await reach(here, first)] == ["listed"]
    assert [one.state for one in await reach(here, second)] == ["waiting"]


async def test_legal_notices_that_nobody_reads_block_a_channel_too(here: Town) -> None:
    official = await here.official("clerk", "civil_status")
    record = await here.dossier(await here.person("an"))
    record = await here.move(record, Accept())
    for number in range(9):
        other = await here.dossier(await here.person(f"p{number}"))
        await here.move(other, Accept())
    await here.deliver()
    assert await watch(here) == {}
    here.now = at("04/03/2026 09:00")
    await chase(here.database, LIBRARY, here.now)
    assert await watch(here) == {"web": "04/03 09:00"}
    params = (await here.notices(official))["channel_blocked"].params
    assert (params["channel"], params["asked"], params["unread"], params["missed"]) == ("web", 10, 10, 0)
    await here.move(record, Start())
    await here.deliver()
    assert [one.state for one in await reach(here, record)] == ["listed", "listed"]


async def test_a_channel_that_the_office_no_longer_uses_is_forgotten_without_a_word(here: Town) -> None:
    official = await here.official("clerk", "civil_status")
    await shut(here)
    without = replace(LIBRARY, office=replace(LIBRARY.office, channels=("web",)))
    await here.database.turn(lambda u: watch_channels(u, without, here.now))
    assert await here.database.turn(blocked) == {}
    assert [kind for kind, _ in await news(here, official)] == ["channel_blocked"]


async def test_health_names_it_without_being_ill(here: Town) -> None:
    await shut(here)
    found = await here.database.turn(lambda u: examine(u, here.now))
    assert found.data()["blocked"] == {"telegram": at("02/03/2026 09:00").isoformat()}
    assert not any(name in found.late for name in ("telegram", "web"))
