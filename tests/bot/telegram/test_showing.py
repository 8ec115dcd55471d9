"""How cards reach a person: whole, escaped, cut to size, and in spite of a bad line."""

import logging

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendMessage

from bot.channels.telegram.inbound.session import LeanSession
from bot.ports import Arrival, Attachment, Button, Card, File, Said
from tests.bot.telegram.conftest import Bench
from tests.botapi import Fault, Limits, Resident


async def shown(bench: Bench, mode: str, *cards: Card) -> Resident:
    """A resident to whom these cards were shown."""

    def scripted(arrival: Arrival) -> tuple[Card, ...]:
        return cards

    bench.clerk.answering = scripted
    await bench.open(mode)
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    return resident


async def test_a_name_cannot_inject_html(bench: Bench, mode: str) -> None:
    def greet(arrival: Arrival) -> tuple[Card, ...]:
        assert isinstance(arrival.what, Said)
        return (Card(f"Chào **{arrival.what.text}** & nhà"),)

    bench.clerk.answering = greet
    await bench.open(mode)
    resident = bench.resident()
    for name in ("<b>Hoa</b>", "<script>", "a & b &amp; c", '"<a href="https://x.vn">x</a>"', "</b><i>", "<"):
        resident.say(name)
        await resident.answered()
        assert resident.seen[-1].text == f"Chào {name} & nhà"


async def test_marks_become_tags(bench: Bench) -> None:
    resident = await shown(bench, "polling", Card("Mã **hồ sơ** là `7K2M-9Q`, 3 ** 4"))
    assert resident.seen[0].html == "Mã <b>hồ sơ</b> là <code>7K2M-9Q</code>, 3 ** 4"


async def test_a_long_text_is_cut_and_its_buttons_stand_below_the_last_piece(bench: Bench, mode: str) -> None:
    lines = "\n".join(f"{number}. **Giấy tờ** cần mang theo" for number in range(1, 401))
    resident = await shown(bench, mode, Card(lines, ((Button("1. Tiếp", "n"),),)))
    assert len(resident.seen) > 1
    assert [bool(message.rows) for message in resident.seen] == [False] * (len(resident.seen) - 1) + [True]
    assert "\n".join(message.text for message in resident.seen) == lines.replace("**", "")


async def test_web_links_are_buttons_and_phone_numbers_are_words(bench: Bench) -> None:
    rows = (
        (Button("Bản đồ", link="https://maps.example.vn/x"), Button("Gọi một cửa", link="tel:02203123456")),
        (Button("Gọi 0220 3123 456", link="tel:02203123456"),),
        (Button("Trang web", link="http://localhost:8080/x"), Button("1. Tiếp", "n", tone="main")),
    )
    resident = await shown(bench, "polling", Card("Liên hệ", rows))
    lines = ["Liên hệ", "", "Gọi một cửa: 02203123456", "Gọi 0220 3123 456", "Trang web: http://localhost:8080/x"]
    assert resident.seen[0].text.split("\n") == lines
    assert [[key.label for key in row] for row in resident.seen[0].rows] == [["Bản đồ"], ["1. Tiếp"]]


async def test_cards_come_in_order(bench: Bench, mode: str) -> None:
    resident = await shown(bench, mode, Card("một"), Card("hai"), Card("ba", ((Button("1. Có", "y"),),)))
    assert [message.text for message in resident.seen] == ["một", "hai", "ba"]


async def test_attachments_come_as_files_before_the_text(bench: Bench, mode: str) -> None:
    bench.clerk.files["7/f1"] = File(b"jpeg bytes", "cccd-1.jpg", "image/jpeg")
    files = (Attachment("f1", "cccd-1.jpg", "image/jpeg"), Attachment("gone", "x.pdf", "application/pdf"))
    resident = await shown(bench, mode, Card("Giấy tờ", files=files))
    assert [message.file and (message.file.name, message.file.data) for message in resident.seen] == [
        ("cccd-1.jpg", b"jpeg bytes"),
        None,
    ]


async def test_a_button_over_64_bytes_is_our_fault_and_blocks_nobody(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    resident = await shown(bench, "polling", Card("x", ((Button("1. Có", "y" * 65),),)))
    assert resident.seen == []
    assert ("motcua.telegram", logging.ERROR, "sendMessage: TelegramBadRequest") in caplog.record_tuples


async def test_a_button_of_64_bytes_is_taken(bench: Bench) -> None:
    resident = await shown(bench, "polling", Card("x", ((Button("1. Có", "y" * 64),),)))
    await resident.answered(resident.tap("1. Có"))
    assert bench.clerk.heard[-1] == "pressed " + "y" * 64


@pytest.mark.parametrize("kind", ["drop_before", "refuse"])
async def test_an_answer_is_sent_again_over_a_bad_line(bench: Bench, kind: str) -> None:
    fault = Fault("drop_before" if kind == "drop_before" else "refuse", "sendMessage", times=2, status=502)
    bench.api.fault(fault)
    resident = await shown(bench, "polling", Card("một"))
    assert [message.text for message in resident.seen] == ["một"]


async def test_an_answer_waits_out_too_many_requests(bench: Bench) -> None:
    bench.api.fault(Fault("refuse", "sendMessage", status=429, description="Too Many Requests", retry_after=1))
    resident = await shown(bench, "polling", Card("một"))
    assert [message.text for message in resident.seen] == ["một"]


async def test_an_answer_that_would_wait_too_long_is_left_to_come_again(bench: Bench) -> None:
    bench.api.fault(Fault("refuse", "sendMessage", status=429, description="Too Many Requests", retry_after=60))
    resident = await shown(bench, "polling", Card("một"))
    assert [message.text for message in resident.seen] == ["một"]
    assert len(bench.clerk.begun) == 2


async def test_an_answer_that_is_not_confirmed_in_time_is_a_network_error(bench: Bench) -> None:
    resident = bench.resident()
    bench.api.fault(Fault("slow", "sendMessage", delay=1))
    session = LeanSession(bench.api.url, seconds=0.1)
    with pytest.raises(TelegramNetworkError):
        await session.tell(Bot(bench.api.token, session=session), SendMessage(chat_id=7, text="một"))
    await session.close()
    assert len(resident.seen) == 1


async def test_who_blocked_the_bot_holds_up_nobody(bench: Bench) -> None:
    resident = await shown(bench, "polling", Card("một"))
    resident.room.blocked = True
    await resident.answered(resident.say("hai"))
    assert len(resident.seen) == 1
    assert [call.status for call in bench.api.called("sendMessage")] == [200, 403]


async def test_a_tap_confirmed_too_late_is_no_failure(bench: Bench, mode: str) -> None:
    await bench.open(mode)
    resident = bench.resident()
    update_id = resident.press("a:1")
    bench.api.queries.clear()
    await resident.answered(update_id)
    assert [message.text for message in resident.seen] == ["pressed a:1"]
    assert len(bench.clerk.begun) == 1


async def test_telegrams_rates_are_borne(bench: Bench) -> None:
    bench.api.limits = Limits(overall=10, chat_burst=0, group=0)
    await bench.open()
    residents = [bench.resident(number) for number in range(1, 16)]
    for resident in residents:
        resident.say("xin chào")
    for resident in residents:
        await resident.answered()
    assert all(len(resident.seen) == 1 for resident in residents)
    assert any(call.status == 429 for call in bench.api.calls)
