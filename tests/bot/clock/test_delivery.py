"""Delivery: once, at a decent hour, merged, over the seat that works."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ports import TryLater, Unreachable
from bot.services.delivery import FAILURES, REST
from bot.services.marking import LADDER
from flows.moves import Accept, AskSupplement, Complete, HandOver, RecordResult
from tests.bot.clock.office import Town, at, town


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, "02/03/2026 09:00") as opened:
        yield opened


async def test_what_is_due_is_delivered_once(here: Town) -> None:
    person = await here.person("an")
    await here.owe(person, "xin chào")
    await here.deliver()
    await here.deliver()
    assert here.web.texts() == ["xin chào"]
    assert (await here.notices(person))["xin chào"].state == "sent"


async def test_several_notices_of_one_person_arrive_as_one_message(here: Town) -> None:
    an, binh = await here.person("an"), await here.person("binh")
    for text in ("một", "hai"):
        await here.owe(an, text)
    await here.owe(binh, "ba")
    await here.deliver()
    assert sorted(here.web.texts()) == ["ba", "một\n\nhai"]


async def test_what_is_too_long_for_one_message_comes_as_several_in_order(here: Town) -> None:
    person = await here.person("an")
    texts = [f"{number}{'x' * 1400}" for number in range(5)]
    for text in texts:
        await here.owe(person, text)
    await here.deliver()
    assert here.web.texts() == ["\n\n".join(texts[:2]), "\n\n".join(texts[2:4]), texts[4]]


@pytest.mark.parametrize(
    ("moment", "morning"), [("02/03/2026 23:00", "03/03/2026 07:30"), ("17/02/2026 10:00", "21/02/2026 07:30")]
)
async def test_at_night_and_at_tet_a_notice_waits_for_the_morning(here: Town, moment: str, morning: str) -> None:
    person, here.now = await here.person("an"), at(moment)
    await here.owe(person, "chờ sáng")
    await here.deliver()
    here.now = at(morning) - timedelta(seconds=1)
    await here.deliver()
    assert here.web.texts() == []
    here.now = at(morning)
    await here.deliver()
    assert here.web.texts() == ["chờ sáng"]
    assert (await here.notices(person))["chờ sáng"].attempts == 1


async def test_a_reply_and_what_is_urgent_pass_at_night(here: Town) -> None:
    person, here.now = await here.person("an"), at("02/03/2026 23:00")
    await here.owe(person, "trả lời", reply=True)
    await here.owe(person, "khẩn", urgent=True)
    await here.deliver()
    assert len(here.web.texts()) == 1
    assert {"trả lời", "khẩn"} == set(here.web.texts()[0].split("\n\n"))


async def test_a_third_reminder_waits_for_tomorrow_but_a_change_of_state_does_not_and_takes_it_along(
    here: Town,
) -> None:
    person = await here.person("an")
    for text in ("một", "hai", "ba"):
        await here.owe(person, text)
        await here.deliver()
        here.now += timedelta(minutes=30)
    assert here.web.texts() == ["một", "hai"]
    record = await here.dossier(person)
    record = await here.move(record, Accept())
    await here.deliver()
    assert here.web.texts()[2:] == ["accepted"]
    await here.owe(person, "bốn")
    await here.move(record, RecordResult())
    await here.deliver()
    assert here.web.texts()[3:] == ["bốn\n\nresult_ready"]
    here.now = at("03/03/2026 07:30")
    await here.deliver()
    assert here.web.texts()[4:] == ["ba"]


async def test_what_events_have_overtaken_is_dropped(here: Town) -> None:
    person = await here.person("an")
    record = await here.move(await here.dossier(person), AskSupplement("proof", "blurred"))
    record = await here.move(await here.move(record, Complete()), Accept())
    await here.move(await here.move(record, RecordResult()), HandOver("signed"))
    await here.deliver()
    assert here.web.texts() == ["handed_over"]
    states = dict(await here.kinds(person))
    assert states == {
        "supplement_asked": "dropped",
        "supplement_received": "dropped",
        "accepted": "dropped",
        "result_ready": "dropped",
        "handed_over": "sent",
    }


async def test_what_has_expired_is_dropped(here: Town) -> None:
    person = await here.person("an")
    end = here.now + timedelta(hours=1)
    await here.database.turn(lambda u: u.outbox.owe("k", person, "greeting", {}, now=here.now, expires_at=end))
    here.now = end
    await here.deliver()
    assert (here.web.texts(), await here.kinds(person)) == ([], [("greeting", "dropped")])


async def test_a_channel_that_is_down_is_tried_again_with_growing_pauses_and_at_last_given_up(here: Town) -> None:
    person, here.web.faults = await here.person("an"), [TryLater() for _ in range(20)]
    await here.owe(person, "kiên nhẫn", urgent=True)
    for pause in LADDER:
        await here.deliver()
        tried = here.web.attempts
        here.now += pause - timedelta(seconds=1)
        await here.deliver()
        assert here.web.attempts == tried
        here.now += timedelta(seconds=1)
    await here.deliver()
    assert here.web.attempts == len(LADDER) + 1
    assert (await here.notices(person))["kiên nhẫn"].state == "failed"


async def test_a_busy_channel_is_given_the_time_it_asks_for(here: Town) -> None:
    person, here.web.faults = await here.person("an"), [TryLater(after=600.0)]
    await here.owe(person, "xin đợi")
    await here.deliver()
    here.now += timedelta(seconds=599)
    await here.deliver()
    assert here.web.attempts == 1
    here.now += timedelta(seconds=1)
    await here.deliver()
    assert here.web.texts() == ["xin đợi"]


async def test_a_channel_that_failed_three_times_rests_and_costs_the_waiting_no_attempt(here: Town) -> None:
    here.web.faults = [TryLater() for _ in range(FAILURES)]
    people = [await here.person(f"p{number}") for number in range(40)]
    for person in people:
        await here.owe(person, "tin")
    await here.deliver()
    await here.deliver()
    assert here.web.attempts == FAILURES
    here.now += REST
    await here.deliver()
    assert len(here.web.texts()) == 40 - FAILURES
    assert (await here.notices(people[-1]))["tin"].attempts == 1
    here.now += LADDER[0] - REST
    await here.deliver()
    assert len(here.web.texts()) == 40


async def test_who_cannot_be_reached_in_one_chat_is_told_in_another(here: Town) -> None:
    person = await here.person("an")
    await here.second_seat(person, "telegram", "4711")
    here.telegram.faults = [Unreachable()]
    await here.owe(person, "tin")
    await here.deliver()
    assert here.web.texts() == ["tin"]
    seats = await here.database.turn(lambda u: u.people.seats_of(person))
    assert {seat.channel: seat.reachable for seat in seats} == {"telegram": False, "web": True}
    await here.owe(person, "tin nữa")
    await here.deliver()
    assert here.telegram.attempts == 1


async def test_a_channel_that_stays_down_hands_over_to_another_seat(here: Town) -> None:
    person = await here.person("an")
    await here.second_seat(person, "telegram", "4711")
    here.telegram.faults = [TryLater() for _ in range(9)]
    await here.owe(person, "tin")
    for _ in range(3):
        await here.deliver()
        here.now += timedelta(minutes=30)
    assert (here.web.texts(), here.telegram.attempts) == (["tin"], 3)


async def test_officials_of_the_field_are_told_to_phone_or_visit_whom_nobody_can_reach(here: Town) -> None:
    person = await here.person("4711", "telegram")
    record = await here.dossier(person)
    official = await here.official("clerk", record.field)
    other = await here.official("other", "another_field")
    here.telegram.faults = [Unreachable()]
    await here.move(record, Accept())
    await here.deliver()
    await here.deliver()
    assert await here.kinds(person) == [("accepted", "unreachable")]
    assert await here.kinds(official) == [("unreachable_resident", "sent")]
    assert await here.kinds(other) == []
    assert here.web.delivered[0][0] == "clerk"
    await here.owe(person, "không tới")
    await here.deliver()
    assert here.telegram.attempts == 1
    assert len(await here.kinds(official)) == 1


async def test_an_official_whom_nobody_can_reach_alarms_nobody_else(here: Town) -> None:
    resident = await here.person("an")
    record = await here.dossier(resident)
    official = await here.person("4711", "telegram")
    here.telegram.faults = [Unreachable()]
    await here.database.turn(lambda u: u.outbox.owe("n", official, "new_file", {}, now=here.now, dossier_id=record.id))
    await here.deliver()
    assert await here.kinds(official) == [("new_file", "unreachable")]
    assert await here.kinds(resident) == []


async def test_a_notice_that_is_refused_does_not_take_the_others_with_it(here: Town) -> None:
    person = await here.person("an")
    for text in ("tốt", "hỏng", "cũng tốt"):
        await here.owe(person, text)
    here.web.refuses = "hỏng"
    await here.deliver()
    assert here.web.texts() == ["tốt", "cũng tốt"]
    assert {text: notice.state for text, notice in (await here.notices(person)).items()} == {
        "tốt": "sent",
        "hỏng": "failed",
        "cũng tốt": "sent",
    }


async def test_a_notice_that_cannot_be_composed_does_not_hold_up_the_others(here: Town) -> None:
    person = await here.person("an")
    for text in ("broken", "gone", "tốt"):
        await here.owe(person, text)
    await here.owe(await here.person("binh"), "gone")
    await here.deliver()
    assert here.web.texts() == ["tốt"]
    states = {text: notice.state for text, notice in (await here.notices(person)).items()}
    assert states == {"broken": "failed", "gone": "dropped", "tốt": "sent"}


async def test_a_fault_of_the_courier_loses_nothing(here: Town) -> None:
    person, here.web.faults = await here.person("an"), [RuntimeError("bug")]
    await here.owe(person, "tin")
    await here.deliver()
    assert (await here.notices(person))["tin"].error == "RuntimeError"
    here.now += timedelta(minutes=1)
    await here.deliver()
    assert here.web.texts() == ["tin"]


async def test_a_channel_that_hangs_does_not_hold_up_the_other(here: Town) -> None:
    here.telegram.hung = True
    for number in range(150):
        await here.owe(await here.person(f"t{number}", "telegram"), "kẹt")
    await here.owe(await here.person("an"), "tin")
    for _ in range(5):
        await here.delivery.tick()
        here.now += timedelta(seconds=1)
    await here.delivery.tick()
    await here.web.until(1)
    assert here.web.texts() == ["tin"]
    assert here.telegram.attempts == 8


async def test_nothing_is_claimed_that_no_channel_can_take(here: Town) -> None:
    here.web.hung = here.telegram.hung = True
    for number in range(70):
        await here.owe(await here.person(f"w{number}"), "tin")
    await here.delivery.tick()
    counts = await here.database.turn(lambda u: u.outbox.counts())
    assert counts == {"claimed": 64, "pending": 6}


async def test_an_attempt_that_takes_too_long_is_made_again_later(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.delivery.PATIENCE", 0.01)
    person, here.web.hung = await here.person("an"), True
    await here.owe(person, "tin")
    await here.deliver()
    assert (await here.notices(person))["tin"].error == "timeout"
    here.web.hung = False
    here.now += LADDER[0]
    await here.deliver()
    assert here.web.texts() == ["tin"]


async def test_while_every_channel_rests_nothing_is_claimed(here: Town) -> None:
    for number in range(FAILURES):
        await here.owe(await here.person(f"w{number}"), "tin")
        await here.owe(await here.person(f"t{number}", "telegram"), "tin")
    here.web.faults = [TryLater() for _ in range(FAILURES)]
    here.telegram.faults = [TryLater() for _ in range(FAILURES)]
    await here.deliver()
    await here.owe(await here.person("an"), "tin")
    assert await here.delivery.tick() == 0
    assert (await here.database.turn(lambda u: u.outbox.counts()))["pending"] == 2 * FAILURES + 1
