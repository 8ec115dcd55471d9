"""An album is several updates: its pages come in the order they were chosen, and one answer covers them."""

import asyncio

from bot.channels.telegram.inbound.reception import Patience
from bot.ports import Sent
from tests.bot.telegram.conftest import QUICK, Bench
from tests.botapi import Fault
from tests.botapi.driver import TelegramDriver


def pages(bench: Bench) -> list[tuple[bytes, int]]:
    sent = [arrival.what for arrival in bench.clerk.applied.values()]
    return [(what.data, what.place) for what in sent if isinstance(what, Sent)]


async def test_pages_that_come_out_of_order_are_put_in_order(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    ids = resident.album([b"page 1", b"page 2", b"page 3", b"page 4"], order=(2, 0, 3, 1))
    for update_id in ids:
        await resident.answered(update_id)
    assert [data for data, _ in pages(bench)] == [b"page 1", b"page 2", b"page 3", b"page 4"]
    assert [place for _, place in pages(bench)] == sorted(place for _, place in pages(bench))
    albums = {arrival.what.album for arrival in bench.clerk.applied.values() if isinstance(arrival.what, Sent)}
    assert len(albums) == 1
    assert None not in albums


async def test_an_album_is_answered_once(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    driver = TelegramDriver(bench.resident())
    await driver.send([("1.jpg", b"page 1"), ("2.jpg", b"page 2"), ("3.jpg", b"page 3")])
    assert await driver.see() == ["sent page 3  album", "[1. Nam] [2. Nữ]"]


async def test_a_full_album_does_not_wait_for_more(bench: Bench, mode: str) -> None:
    await bench.open(mode, Patience(30.0, QUICK.poll, QUICK.send, QUICK.turn, QUICK.backoff))
    resident = bench.resident()
    ids = resident.album([f"page {number}".encode() for number in range(10)])
    for update_id in ids:
        await resident.answered(update_id, within=5)
    assert len(pages(bench)) == 10


async def test_a_sibling_that_is_late_still_becomes_a_page(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    first = resident.album([b"page 1"])[0]
    group = bench.api.updates.history[first]["message"]
    assert isinstance(group, dict)
    await resident.answered(first)
    resident.album([b"page 2"], group=str(group["media_group_id"]))
    await resident.answered()
    assert [data for data, _ in pages(bench)] == [b"page 1", b"page 2"]
    assert len({arrival.what.album for arrival in bench.clerk.applied.values() if isinstance(arrival.what, Sent)}) == 1


async def test_words_sent_after_an_album_wait_for_it(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    resident.album([b"page 1", b"page 2"])
    await asyncio.sleep(0.1)
    resident.say("xong")
    await resident.answered()
    assert bench.clerk.heard == ["sent page 1  album", "sent page 2  album", "said xong"]


async def test_an_album_is_not_acknowledged_before_its_commit(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    bench.clerk.gate.clear()
    resident = bench.resident()
    ids = resident.album([b"page 1", b"page 2"])
    await asyncio.sleep(0.5)
    assert not any(bench.api.updates.is_acknowledged(update_id) for update_id in ids)
    bench.clerk.gate.set()
    for update_id in ids:
        await resident.answered(update_id)


async def test_an_album_whose_turn_fails_is_tried_again_as_a_whole(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    bench.clerk.broken = 1
    resident = bench.resident()
    for update_id in resident.album([b"page 1", b"page 2", b"page 3"]):
        await resident.answered(update_id)
    assert [data for data, _ in pages(bench)] == [b"page 1", b"page 2", b"page 3"]


async def test_a_page_that_cannot_be_fetched_leaves_the_others(bench: Bench) -> None:
    await bench.open()
    bench.api.fault(Fault("refuse", "getFile", status=400, description="Bad Request: invalid file_id"))
    resident = bench.resident()
    for update_id in resident.album([b"page 1", b"page 2"]):
        await resident.answered(update_id)
    assert sorted(bench.clerk.heard)[-1] == "unusable broken"
    assert len(pages(bench)) == 1


async def test_albums_of_two_people_do_not_mix(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    hoa, lan = bench.resident(1), bench.resident(2)
    ids = [(hoa, one) for one in hoa.album([b"h1", b"h2"])] + [(lan, one) for one in lan.album([b"l1", b"l2"])]
    for resident, update_id in ids:
        await resident.answered(update_id)
    assert [shown.text for shown in hoa.seen] == ["sent h2  album"]
    assert [shown.text for shown in lan.seen] == ["sent l2  album"]


async def test_the_pages_of_an_album_are_fetched_at_the_same_time(bench: Bench) -> None:
    await bench.open()
    bench.api.fault(Fault("slow", "getFile", times=6, delay=0.5))
    resident = bench.resident()
    for update_id in resident.album([f"page {number}".encode() for number in range(6)]):
        await resident.answered(update_id, within=2.5)
    assert len(pages(bench)) == 6
