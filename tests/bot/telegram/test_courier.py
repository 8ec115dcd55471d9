"""Pushes: evenly paced, and each failure told as what to do next."""

import asyncio
import time
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from bot.channels.telegram.outbound.courier import TelegramCourier
from bot.ports import Attachment, Button, Card, Chat, File, Rejected, TryLater, Unreachable
from tests.botapi import BotApi, Fault, Limits, Resident

NOTICE = Card("**Hồ sơ `7K2M`** đã được tiếp nhận.", ((Button("Xem hồ sơ", "d:7K2M"),),), "notice")


async def paper(chat: Chat, file_id: str) -> File | None:
    return File(b"%PDF", "phieu-hen.pdf", "application/pdf") if (chat.address, file_id) == ("7", "f1") else None


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def courier(api: BotApi) -> AsyncIterator[TelegramCourier]:
    courier = TelegramCourier(api.token, api.url, paper, rate=1000)
    yield courier
    await courier.stop()


async def test_a_notice_is_delivered_with_its_button(api: BotApi, courier: TelegramCourier) -> None:
    resident = Resident(api, 7)
    await courier.deliver("7", NOTICE)
    assert resident.seen[0].html == "<b>Hồ sơ <code>7K2M</code></b> đã được tiếp nhận."
    assert [(key.label, key.data) for key in resident.buttons()] == [("Xem hồ sơ", "d:7K2M")]
    assert api.called("getUpdates") == []


async def test_attachments_of_a_notice_are_sent(api: BotApi, courier: TelegramCourier) -> None:
    resident = Resident(api, 7)
    files = (Attachment("f1", "phieu-hen.pdf", "application/pdf"), Attachment("f2", "x.pdf", "application/pdf"))
    await courier.deliver("7", Card("Phiếu hẹn", files=files))
    assert [(shown.text, shown.file and shown.file.name) for shown in resident.seen] == [
        ("", "phieu-hen.pdf"),
        ("Phiếu hẹn", None),
    ]


async def test_links_are_opened_and_other_buttons_come_back(api: BotApi, courier: TelegramCourier) -> None:
    resident = Resident(api, 7)
    rows = ((Button("Bản đồ", link="https://maps.example.vn"), Button("Dừng", "stop", tone="danger")),)
    await courier.deliver("7", Card("Nhắc", rows))
    assert [(key.url, key.data) for key in resident.buttons()] == [("https://maps.example.vn", ""), ("", "stop")]


async def test_who_blocked_the_bot_is_unreachable(api: BotApi, courier: TelegramCourier) -> None:
    Resident(api, 7).block()
    with pytest.raises(Unreachable):
        await courier.deliver("7", NOTICE)


async def test_a_chat_that_does_not_exist_is_unreachable(courier: TelegramCourier) -> None:
    with pytest.raises(Unreachable):
        await courier.deliver("8", NOTICE)


@pytest.mark.parametrize("card", [Card(" "), Card("x", ((Button("1. Có", "y" * 65),),))])
async def test_what_telegram_refuses_is_rejected(api: BotApi, courier: TelegramCourier, card: Card) -> None:
    Resident(api, 7)
    with pytest.raises(Rejected):
        await courier.deliver("7", card)


async def test_an_address_that_is_no_chat_is_rejected(courier: TelegramCourier) -> None:
    with pytest.raises(Rejected):
        await courier.deliver("hoa", NOTICE)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("drop_before", "sendMessage"),
        Fault("drop_after", "sendMessage"),
        Fault("refuse", "sendMessage", status=502, description="Bad Gateway"),
        Fault("refuse", "sendMessage", status=500),
        Fault("refuse", "sendMessage", status=401, description="Unauthorized"),
    ],
)
async def test_a_broken_line_is_tried_later(api: BotApi, courier: TelegramCourier, fault: Fault) -> None:
    Resident(api, 7)
    api.fault(fault)
    with pytest.raises(TryLater):
        await courier.deliver("7", NOTICE)


async def test_too_many_requests_silence_all_pushes_for_the_time_asked(api: BotApi, courier: TelegramCourier) -> None:
    Resident(api, 7)
    api.fault(Fault("refuse", "sendMessage", status=429, description="Too Many Requests: retry after 1", retry_after=1))
    with pytest.raises(TryLater) as first:
        await courier.deliver("7", NOTICE)
    with pytest.raises(TryLater) as second:
        await courier.deliver("7", NOTICE)
    assert first.value.after == 1
    assert 0 < second.value.after <= 1
    assert len(api.called("sendMessage")) == 1
    await asyncio.sleep(second.value.after)
    await courier.deliver("7", NOTICE)


async def test_pushes_keep_an_even_pace_and_earn_no_refusal() -> None:
    async with BotApi(limits=Limits()) as api:
        residents = [Resident(api, number) for number in range(1, 61)]
        courier = TelegramCourier(api.token, api.url, paper, rate=25)
        begun = time.monotonic()
        await asyncio.gather(*(courier.deliver(str(resident.user_id), NOTICE) for resident in residents))
        taken = time.monotonic() - begun
        await courier.stop()
        times = [call.at for call in api.called("sendMessage")]
        assert [call.status for call in api.called("sendMessage")] == [200] * 60
        assert 59 / 25 * 0.95 <= taken <= 60 / 25 * 1.5
        assert max(sum(1 for later in times if 0 <= later - at < 1) for at in times) < 30
        assert sorted(later - at for at, later in pairwise(times))[30] == pytest.approx(1 / 25, rel=0.3)
