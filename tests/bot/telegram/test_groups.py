"""In a group nothing personal is said: one public sentence with a private link, and only to who calls the bot."""

import pytest

from tests.bot.telegram.conftest import Bench
from tests.botapi import Resident

GROUP = -1001


def neighbour(bench: Bench) -> Resident:
    return Resident(bench.api, 7, "Nguyễn Thị Hoa", group=GROUP)


@pytest.mark.parametrize(
    "text",
    ["/start@motcua_bot", "/start", "@motcua_bot khai sinh cần gì?", "hỏi @MotCua_Bot xem", "/tro_giup@motcua_bot"],
)
async def test_who_calls_the_bot_gets_a_private_link_and_no_turn(bench: Bench, mode: str, text: str) -> None:
    await bench.open(mode)
    person = neighbour(bench)
    person.say(text)
    await person.answered()
    assert bench.clerk.begun == []
    assert [shown.text for shown in person.seen] == ["Xin mời nhắn riêng."]
    assert [key.url for key in person.buttons()] == ["https://t.me/motcua_bot?start="]


async def test_a_reply_to_the_bot_is_a_call(bench: Bench) -> None:
    await bench.open()
    person = neighbour(bench)
    person.reply("còn giấy tờ gì?")
    await person.answered()
    assert [shown.text for shown in person.seen] == ["Xin mời nhắn riêng."]


@pytest.mark.parametrize(
    "text", ["chào cả xóm", "/start@khac_bot", "@khac_bot ơi", "motcua_bot là gì?", "a@motcua_bot.vn"]
)
async def test_talk_among_neighbours_is_left_alone(bench: Bench, text: str) -> None:
    await bench.open()
    person = neighbour(bench)
    person.say(text)
    await person.answered()
    assert (bench.clerk.begun, person.seen) == ([], [])


async def test_photos_stickers_and_albums_in_a_group_are_left_alone(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    person = neighbour(bench)
    ids = [person.send_photo(b"card"), person.send("sticker"), person.edit("x"), *person.album([b"1", b"2"])]
    for update_id in ids:
        await person.answered(update_id)
    assert (bench.clerk.begun, person.seen, bench.api.called("getFile")) == ([], [], [])


async def test_a_tap_in_a_group_is_confirmed_and_nothing_is_said(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    person = neighbour(bench)
    person.press("a:1")
    await person.answered()
    assert (bench.clerk.begun, person.seen, person.room.answered) == ([], [], [""])
