"""The server behaves as the Bot API does, or what the other tests show would mean nothing."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.botapi import BotApi, Fault, Limits, Resident
from tests.botapi.shapes import Json, Refusal


class Caller:
    """Calls methods as a bot without any library."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api, self.session = api, session

    async def call(self, method: str, params: Json, token: str = "") -> tuple[int, object]:
        url = f"{self.api.url}/bot{token or self.api.token}/{method}"
        async with self.session.post(url, json=params) as response:
            body = await response.json()
        return response.status, body["result"] if body["ok"] else body["description"]

    async def updates(self, offset: int = 0, wait: int = 0) -> list[int]:
        _, found = await self.call("getUpdates", {"offset": offset, "timeout": wait})
        assert isinstance(found, list)
        return [update["update_id"] for update in found]


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with BotApi() as api, aiohttp.ClientSession() as session:
        yield Caller(api, session)


async def test_updates_come_again_until_a_higher_offset_acknowledges_them(caller: Caller) -> None:
    resident = Resident(caller.api, 7)
    first, second = resident.say("một"), resident.say("hai")
    assert await caller.updates() == [first, second]
    assert await caller.updates(first) == [first, second]
    assert await caller.updates(second) == [second]
    assert caller.api.updates.is_acknowledged(first)
    assert await caller.updates(second + 1) == []


async def test_a_long_poll_ends_with_the_first_update(caller: Caller) -> None:
    polling = asyncio.create_task(caller.updates(wait=5))
    await asyncio.sleep(0.05)
    update_id = Resident(caller.api, 7).say("một")
    assert await asyncio.wait_for(polling, 1) == [update_id]


async def test_updates_that_were_not_asked_for_are_dropped(caller: Caller) -> None:
    await caller.call("getUpdates", {"allowed_updates": ["message"]})
    resident = Resident(caller.api, 7)
    resident.press("x")
    update_id = resident.say("một")
    assert await caller.updates() == [update_id]


async def test_two_pollers_conflict(caller: Caller) -> None:
    first = asyncio.create_task(caller.call("getUpdates", {"timeout": 5}))
    await asyncio.sleep(0.05)
    await caller.updates()
    assert (await first)[0] == 409


async def test_a_wrong_token_is_401_and_an_unknown_method_404(caller: Caller) -> None:
    assert await caller.call("getMe", {}, token="1:x") == (401, "Unauthorized")
    assert await caller.call("makeCoffee", {}) == (404, "Not Found")


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"chat_id": 8, "text": "x"}, "chat not found"),
        ({"chat_id": 7, "text": " "}, "message text is empty"),
        ({"chat_id": 7, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 7, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 7, "text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        ({"chat_id": 7, "text": "<b>x</i></b>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"chat_id": 7, "text": "1 < 2", "parse_mode": "HTML"}, "can't parse entities"),
        ({"chat_id": 7, "text": "<u2>", "parse_mode": "HTML"}, "Unsupported start tag"),
    ],
)
async def test_messages_are_refused_as_telegram_refuses_them(caller: Caller, params: Json, complaint: str) -> None:
    Resident(caller.api, 7)
    status, description = await caller.call("sendMessage", params)
    assert status == 400
    assert complaint in str(description)


@pytest.mark.parametrize(
    ("button", "taken"),
    [
        ({"text": "a", "callback_data": "x" * 64}, True),
        ({"text": "a", "callback_data": "x" * 65}, False),
        ({"text": "a", "callback_data": "đ" * 33}, False),
        ({"text": "a", "callback_data": ""}, False),
        ({"text": "", "callback_data": "x"}, False),
        ({"text": "a"}, False),
        ({"text": "a", "url": "https://example.vn"}, True),
        ({"text": "a", "url": "tel:0912"}, False),
        ({"text": "a", "url": "http://localhost/x"}, False),
    ],
)
async def test_buttons_are_checked(caller: Caller, button: Json, taken: bool) -> None:
    resident = Resident(caller.api, 7)
    params: Json = {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
    status, _ = await caller.call("sendMessage", params)
    assert (status == 200) is taken is bool(resident.seen)


async def test_a_caption_holds_1024(caller: Caller) -> None:
    Resident(caller.api, 7)
    form = aiohttp.FormData({"chat_id": "7", "caption": "x" * 1025, "document": "attach://f"})
    form.add_field("f", b"%PDF", filename="a.pdf")
    async with caller.session.post(f"{caller.api.url}/bot{caller.api.token}/sendDocument", data=form) as response:
        assert (response.status, "caption is too long" in await response.text()) == (400, True)


async def test_a_button_can_be_taken_away_and_a_message_deleted(caller: Caller) -> None:
    resident = Resident(caller.api, 7)
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}]]}
    _, sent = await caller.call("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": json.dumps(markup)})
    assert isinstance(sent, dict)
    place: Json = {"chat_id": 7, "message_id": sent["message_id"]}
    assert (await caller.call("editMessageReplyMarkup", place))[0] == 200
    assert resident.buttons() == []
    assert (await caller.call("editMessageReplyMarkup", place))[0] == 400
    assert await caller.call("deleteMessage", place) == (200, True)
    assert resident.seen == []


def test_thirty_in_a_second_are_allowed_and_no_more() -> None:
    limits = Limits(chat_burst=0)
    for number in range(30):
        limits.spend(number, 10 + number / 100)
    with pytest.raises(Refusal) as refusal:
        limits.spend(99, 10.9)
    assert (refusal.value.status, refusal.value.retry_after) == (429, 1)
    limits.spend(99, 11.001)


def test_one_chat_takes_one_a_second_after_a_burst() -> None:
    limits = Limits(overall=0, chat_burst=3)
    for _ in range(3):
        limits.spend(7, 0.0)
    with pytest.raises(Refusal):
        limits.spend(7, 0.5)
    limits.spend(7, 1.0)
    limits.spend(8, 1.0)


def test_a_group_takes_twenty_a_minute() -> None:
    limits = Limits(overall=0, chat_burst=0)
    for number in range(20):
        limits.spend(-5, float(number))
    with pytest.raises(Refusal) as refusal:
        limits.spend(-5, 30.0)
    assert refusal.value.retry_after == 30
    limits.spend(-5, 60.5)


async def test_a_cut_connection_after_the_work_leaves_the_work_done(caller: Caller) -> None:
    resident = Resident(caller.api, 7)
    for kind, seen in (("before", 0), ("after", 1)):
        caller.api.fault(Fault("drop_before" if kind == "before" else "drop_after", "sendMessage"))
        with pytest.raises(aiohttp.ClientError):
            await caller.call("sendMessage", {"chat_id": 7, "text": "x"})
        assert len(resident.seen) == seen


async def test_a_blocked_bot_is_403(caller: Caller) -> None:
    Resident(caller.api, 7).block()
    status, description = await caller.call("sendMessage", {"chat_id": 7, "text": "x"})
    assert (status, description) == (403, "Forbidden: bot was blocked by the user")


async def test_a_file_comes_back_as_it_was_sent(caller: Caller) -> None:
    Resident(caller.api, 7).send_file(b"%PDF", "a.pdf")
    _, found = await caller.call("getFile", {"file_id": "file-1"})
    assert isinstance(found, dict)
    async with caller.session.get(f"{caller.api.url}/file/bot{caller.api.token}/{found['file_path']}") as response:
        assert await response.read() == b"%PDF"
