"""What a person sends arrives as what it is, and is answered; by polling and by webhook alike."""

import pytest

from bot.ports import Arrival, Card, Chat, Sent
from tests.bot.telegram.conftest import Bench
from tests.botapi import Fault
from tests.botapi.driver import TelegramDriver


async def test_words_arrive_and_are_answered(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    resident.say("đăng ký khai sinh")
    await resident.answered()
    assert resident.seen[-1].text == "said đăng ký khai sinh"
    assert resident.seen[-1].html == "<b>said đăng ký khai sinh</b>"
    assert [key.label for key in resident.buttons()] == ["1. Nam", "2. Nữ"]


async def test_an_arrival_names_chat_update_and_sender(bench: Bench) -> None:
    await bench.open()
    resident = bench.resident(99, "Hoa")
    update_id = resident.say("xin chào")
    await resident.answered()
    arrival = bench.clerk.applied[str(update_id)]
    assert (arrival.chat, arrival.key, arrival.name) == (Chat("telegram", "99"), str(update_id), "Hoa")


async def test_a_tap_arrives_and_is_confirmed(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    driver = TelegramDriver(bench.resident())
    await driver.say("xin chào")
    await driver.tap("2. Nữ")
    await driver.tap(1)
    assert bench.clerk.heard == ["said xin chào", "pressed a:2", "pressed a:1"]
    assert bench.api.rooms[7].answered == ["", ""]
    assert (await driver.see())[-2:] == ["pressed a:1", "[1. Nam] [2. Nữ]"]


async def test_opening_carries_the_code_of_the_link(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    for update_id in (resident.start("moi-ABC"), resident.start(), resident.say("/start@motcua_bot x")):
        await resident.answered(update_id)
    assert bench.clerk.heard == ["opened moi-ABC", "opened ", "opened x"]


async def test_a_command_is_read_as_its_words(bench: Bench) -> None:
    await bench.open()
    resident = bench.resident()
    resident.say("/quay_lai")
    await resident.answered()
    assert bench.clerk.heard == ["said quay lai"]
    assert list(bench.api.commands.values()) == [
        [{"command": "tro_giup", "description": "Trợ giúp"}, {"command": "dung", "description": "Dừng"}]
    ]


async def test_a_photo_arrives_in_its_largest_size(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    update_id = resident.send_photo(b"the whole picture")
    await resident.answered()
    what = bench.clerk.applied[str(update_id)].what
    assert isinstance(what, Sent)
    assert (what.data, what.album) == (b"the whole picture", None)


async def test_a_file_arrives_with_its_name(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    driver = TelegramDriver(bench.resident())
    await driver.send([("giấy chứng sinh.pdf", b"%PDF")])
    assert bench.clerk.heard == ["sent %PDF giấy chứng sinh.pdf alone"]


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        ("sticker", "sticker"), ("voice", "voice"), ("audio", "voice"), ("video", "video"), ("video_note", "video"),
        ("animation", "video"), ("location", "location"), ("contact", "contact"), ("dice", "other"),
    ],
)  # fmt: skip
async def test_what_is_no_answer_is_named(bench: Bench, sent: str, what: str) -> None:
    await bench.open()
    resident = bench.resident()
    resident.send(sent)
    await resident.answered()
    assert bench.clerk.heard == [f"unusable {what}"]
    assert len(resident.seen) == 1


async def test_an_edited_message_is_no_answer(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    resident.edit("xin chào!")
    await resident.answered()
    assert bench.clerk.heard == ["unusable edited"]


async def test_remarks_of_telegram_itself_are_passed_over(bench: Bench) -> None:
    await bench.open()
    resident = bench.resident()
    resident.send("pinned")
    await resident.answered()
    assert (bench.clerk.heard, resident.seen) == ([], [])


async def test_blocking_and_unblocking_disturbs_nothing(bench: Bench) -> None:
    await bench.open()
    resident = bench.resident()
    resident.block()
    resident.unblock()
    resident.say("tôi đây")
    await resident.answered()
    assert bench.clerk.heard == ["said tôi đây"]


async def test_a_file_over_twenty_megabytes_is_too_big(bench: Bench) -> None:
    await bench.open()
    resident = bench.resident()
    resident.send_file(bytes(20 * 2**20 + 1), "phim.pdf")
    await resident.answered()
    assert bench.clerk.heard == ["unusable too_big"]
    assert bench.api.called("getFile") == []


async def test_a_file_that_telegram_calls_too_big_is_too_big(bench: Bench) -> None:
    await bench.open()
    bench.api.fault(Fault("refuse", "getFile", status=400, description="Bad Request: file is too big"))
    resident = bench.resident()
    resident.send_file(b"x", "to.pdf")
    await resident.answered()
    assert bench.clerk.heard == ["unusable too_big"]


async def test_a_download_is_tried_again(bench: Bench) -> None:
    await bench.open()
    bench.api.fault(Fault("drop_before", "download", times=3))  # aiohttp itself repeats a GET once
    resident = bench.resident()
    resident.send_photo(b"picture")
    await resident.answered()
    assert bench.clerk.heard == ["sent picture  alone"]


async def test_a_download_that_never_comes_is_broken(bench: Bench) -> None:
    await bench.open()
    bench.api.fault(Fault("drop_before", "download", times=10))
    resident = bench.resident()
    resident.send_photo(b"picture")
    await resident.answered()
    assert bench.clerk.heard == ["unusable broken"]


@pytest.mark.parametrize(("status", "description"), [(400, "Bad Request: invalid file_id"), (404, "Not Found")])
async def test_what_cannot_be_downloaded_is_broken(bench: Bench, status: int, description: str) -> None:
    await bench.open()
    bench.api.fault(Fault("refuse", "getFile", status=status, description=description))
    resident = bench.resident()
    resident.send_photo(b"picture")
    await resident.answered()
    assert bench.clerk.heard == ["unusable broken"]


async def test_data_that_no_button_of_ours_carries_is_nobodys_button(bench: Bench) -> None:
    await bench.open()
    resident = bench.resident()
    resident.press("é" * 40)
    await resident.answered()
    resident.press("a:1")
    await resident.answered()
    assert bench.clerk.heard == ["pressed ", "pressed a:1"]


async def test_a_turn_that_says_nothing_is_acknowledged(bench: Bench, mode: str) -> None:
    def silent(arrival: Arrival) -> tuple[Card, ...]:
        return ()

    bench.clerk.answering = silent
    await bench.open(mode)
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    assert resident.seen == []
