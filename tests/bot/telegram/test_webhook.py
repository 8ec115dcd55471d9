"""The webhook: its secret, its status, and the answer that rides in its response."""

import json

import aiohttp
import pytest

from bot.ports import Arrival, Attachment, Button, Card, File
from tests.bot.telegram.conftest import SECRET, Bench
from tests.botapi import Fault

HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 5,
    "message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "xin chào",
                "from": {"id": 7, "is_bot": False, "first_name": "Hoa"}},
}  # fmt: skip


async def post(bench: Bench, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    hook = bench.api.pusher.hook
    assert hook is not None
    async with aiohttp.ClientSession() as session, session.post(hook.url, data=body, headers=headers) as response:
        return response.status, await response.read()


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "guess"}, {HEADER: SECRET + "x"}, {HEADER: "bí mật"}])
async def test_without_the_secret_nothing_is_taken(bench: Bench, headers: dict[str, str]) -> None:
    await bench.open("webhook")
    status, answer = await post(bench, json.dumps(UPDATE).encode(), headers)
    assert (status, answer, bench.clerk.begun) == (403, b"", [])


async def test_with_the_secret_the_answer_rides_in_the_response(bench: Bench) -> None:
    await bench.open("webhook")
    bench.resident()
    status, answer = await post(bench, json.dumps(UPDATE).encode(), {HEADER: SECRET})
    body = json.loads(answer)
    assert (status, body["method"], body["chat_id"], body["text"]) == (200, "sendMessage", 7, "<b>said xin chào</b>")
    assert bench.api.called("sendMessage") == []


async def test_the_secret_told_to_telegram_is_the_one_that_is_checked(bench: Bench) -> None:
    await bench.open("webhook")
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert [call.params["secret_token"] for call in bench.api.called("setWebhook")] == [SECRET]
    assert [call.ridden for call in bench.api.called("sendMessage")] == [True]
    assert bench.api.pusher.statuses == [200]


async def test_a_tap_is_answered_by_request_and_its_confirmation_rides(bench: Bench) -> None:
    await bench.open("webhook")
    resident = bench.resident()
    resident.press("a:1")
    await resident.answered()
    assert [(call.method, call.ridden) for call in bench.api.calls[-2:]] == [
        ("sendmessage", False),
        ("answercallbackquery", True),
    ]


async def test_of_several_cards_the_last_rides_after_the_others(bench: Bench) -> None:
    def two(arrival: Arrival) -> tuple[Card, ...]:
        return (Card("một"), Card("hai", ((Button("1. Có", "y"),),)))

    bench.clerk.answering = two
    await bench.open("webhook")
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert [shown.text for shown in resident.seen] == ["một", "hai"]
    assert [call.ridden for call in bench.api.called("sendMessage")] == [False, True]


async def test_attachments_are_sent_before_the_text_rides(bench: Bench) -> None:
    def with_file(arrival: Arrival) -> tuple[Card, ...]:
        return (Card("Hồ sơ", files=(Attachment("f1", "to-khai.pdf", "application/pdf"),)),)

    bench.clerk.answering = with_file
    bench.clerk.files["7/f1"] = File(b"%PDF", "to-khai.pdf", "application/pdf")
    await bench.open("webhook")
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert [(shown.text, shown.file and shown.file.data) for shown in resident.seen] == [("", b"%PDF"), ("Hồ sơ", None)]


async def test_a_turn_that_is_not_committed_is_503_and_comes_again(bench: Bench) -> None:
    await bench.open("webhook")
    bench.clerk.broken = 1
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert bench.api.pusher.statuses == [503, 200]
    assert [shown.text for shown in resident.seen] == ["said xin chào"]


async def test_an_answer_that_cannot_be_sent_is_503_and_comes_again(bench: Bench) -> None:
    await bench.open("webhook")
    bench.api.fault(Fault("drop_before", "sendMessage", times=3))
    resident = bench.resident()
    resident.press("a:1")
    await resident.answered()
    assert bench.api.pusher.statuses == [503, 200]
    assert [shown.text for shown in resident.seen] == ["pressed a:1"]


async def test_rubbish_from_telegram_is_put_away(bench: Bench) -> None:
    await bench.open("webhook")
    for body in (b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff"):
        assert await post(bench, body, {HEADER: SECRET}) == (200, b"")


async def test_updates_that_waited_are_pushed_when_the_webhook_is_set(bench: Bench) -> None:
    resident = bench.resident()
    resident.say("trước")
    await bench.open("webhook")
    await resident.answered()
    assert bench.clerk.heard == ["said trước"]


async def test_polling_takes_a_webhook_back(bench: Bench) -> None:
    await bench.open("webhook")
    await bench.open("polling")
    assert bench.api.pusher.hook is None
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert [call.ridden for call in bench.api.called("sendMessage")] == [False]
