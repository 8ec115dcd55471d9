"""An update is acknowledged only after its turn is committed and answered; what comes twice is applied once."""

import asyncio
import logging

import pytest

from tests.bot.telegram.conftest import QUICK, Bench
from tests.botapi import Fault


async def test_nothing_is_acknowledged_before_the_commit(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    bench.clerk.gate.clear()
    resident = bench.resident()
    update_id = resident.say("xin chào")
    await bench.clerk.begins()
    await asyncio.sleep(0.3)
    assert not bench.api.updates.is_acknowledged(update_id)
    bench.clerk.gate.set()
    await resident.answered()
    assert [shown.text for shown in resident.seen] == ["said xin chào"]


async def test_a_kill_before_the_commit_loses_no_answer(bench: Bench) -> None:
    channel = await bench.open()
    bench.clerk.gate.clear()
    residents = [bench.resident(number) for number in range(1, 31)]
    for resident in residents:
        resident.say("Nguyễn Thị Hoa")
    await bench.clerk.begins(30)
    await channel.reception.polling.kill()
    assert bench.api.updates.pending == 30
    bench.clerk.gate.set()
    await bench.open()
    for resident in residents:
        await resident.answered()
    assert len(bench.clerk.applied) == 30
    assert all(len(resident.seen) == 1 for resident in residents)


async def test_a_kill_after_the_commit_applies_once_and_answers_again(bench: Bench) -> None:
    channel = await bench.open()
    bench.api.fault(Fault("slow", "sendMessage", delay=5))
    resident = bench.resident()
    update_id = resident.say("xin chào")
    await resident.hear(1)
    await channel.reception.polling.kill()
    assert not bench.api.updates.is_acknowledged(update_id)
    await bench.open()
    await resident.answered()
    assert bench.clerk.heard == ["said xin chào"]
    assert len(bench.clerk.begun) == 2
    assert [shown.text for shown in resident.seen] == ["said xin chào", "said xin chào"]


async def test_an_update_delivered_twice_is_applied_once_and_answered_again(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    update_id = resident.say("xin chào")
    await resident.answered()
    bench.api.updates.repeat(update_id)
    await resident.answered(update_id)
    assert bench.clerk.heard == ["said xin chào"]
    assert len(resident.seen) == 2


async def test_a_stop_finishes_the_turn_in_work_and_acknowledges_it(bench: Bench) -> None:
    channel = await bench.open()
    bench.clerk.gate.clear()
    resident = bench.resident()
    update_id = resident.say("xin chào")
    await bench.clerk.begins()
    stopping = asyncio.create_task(channel.stop())
    await asyncio.sleep(0.05)
    bench.clerk.gate.set()
    await stopping
    assert bench.api.updates.is_acknowledged(update_id)
    assert len(resident.seen) == 1


async def test_a_stop_does_not_wait_for_ever_and_leaves_what_is_undone(bench: Bench) -> None:
    channel = await bench.open()
    bench.clerk.gate.clear()
    resident = bench.resident()
    update_id = resident.say("xin chào")
    await bench.clerk.begins()
    await channel.reception.polling.stop(within=0.1)
    assert not bench.api.updates.is_acknowledged(update_id)
    bench.clerk.gate.set()
    await bench.open()
    await resident.answered()
    assert len(resident.seen) == 1


async def test_a_refused_token_is_told_in_the_log(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    await bench.open()
    bench.api.fault(Fault("refuse", "getUpdates", status=401, description="Unauthorized"))
    resident = bench.resident()
    for word in ("một", "hai"):
        await resident.answered(resident.say(word))
    assert "the token is refused: TelegramUnauthorizedError" in caplog.messages
    assert len(resident.seen) == 2


async def test_a_slow_person_does_not_hold_up_the_others(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    bench.clerk.gate.clear()
    slow, quick = bench.resident(1), bench.resident(2)
    slow.say("chậm")
    await bench.clerk.begins()
    gate, bench.clerk.gate = bench.clerk.gate, asyncio.Event()
    bench.clerk.gate.set()
    quick.say("nhanh")
    await quick.hear(1, within=2)
    assert slow.seen == []
    gate.set()
    await slow.hear(1)
    for resident in (slow, quick):
        await resident.answered()
    assert bench.clerk.begun == ["1 said chậm", "2 said nhanh"]


async def test_a_turn_that_fails_is_tried_again(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    bench.clerk.broken = 2
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert [shown.text for shown in resident.seen] == ["said xin chào"]


async def test_an_update_that_always_fails_is_given_up_and_the_next_is_served(bench: Bench) -> None:
    await bench.open()
    bench.clerk.broken = 1 + len(QUICK.turn)
    resident = bench.resident()
    await resident.answered(resident.say("hỏng"))
    await resident.answered(resident.say("lành"))
    assert bench.clerk.heard == ["said lành"]


async def test_what_a_person_wrote_is_in_no_log(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "motcua")
    await bench.open()
    bench.clerk.broken = 1
    resident = bench.resident()
    resident.say("số của tôi là 030192000123")
    await resident.answered()
    records = [record for record in caplog.records if record.name.startswith(("motcua", "aiogram"))]
    assert any("RuntimeError" in record.getMessage() for record in records)
    assert not any("030192000123" in record.getMessage() or "secret" in record.getMessage() for record in records)
    assert not any(record.exc_info for record in records)


async def test_polling_goes_on_after_the_network_was_away(bench: Bench) -> None:
    await bench.open()
    for kind in ("drop_before", "drop_after", "refuse"):
        bench.api.fault(Fault(kind, "getUpdates", status=502))
    resident = bench.resident()
    for word in ("một", "hai", "ba", "bốn"):
        resident.say(word)
        await resident.answered()
    assert bench.clerk.heard == ["said một", "said hai", "said ba", "said bốn"]


async def test_the_channel_starts_though_telegram_is_away(bench: Bench) -> None:
    bench.api.fault(Fault("drop_before", "getMe", times=3))
    await bench.open()
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert bench.clerk.heard == ["said xin chào"]
