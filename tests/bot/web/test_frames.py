"""What a browser may say, and how a card is written down."""

import json

import pytest

from bot.channels.web.frames import LONGEST_TEXT, Entered, Hello, Seen, card_data, payload, read, write
from bot.ports import Attachment, Button, Card, Opened, Pressed, Said

KEY = "0123456789abcdef"


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "no json",
        "[]",
        "3",
        "{}",
        '{"t":"hello"}',
        '{"t":"hello","after":"1","language":"vi"}',
        '{"t":"say","text":"xin chào"}',
        '{"t":"say","id":"short","text":"xin chào"}',
        '{"t":"say","id":"0123456789abcdef","text":"   "}',
        '{"t":"say","id":"0123456789abcdef","text":3}',
        '{"t":"say","id":"0123456789 abcdef","text":"a"}',
        '{"t":"tap","id":"0123456789abcdef"}',
        '{"t":"read","id":"7"}',
        '{"t":"read","id":0}',
        '{"t":"read","id":true}',
        '{"t":"read","id":9223372036854775808}',
        '{"t":"dance","id":"0123456789abcdef","text":"a"}',
        "[" * 100_000,
    ],
)
def test_what_is_no_frame_is_none(frame: str) -> None:
    assert read(frame) is None


def test_a_page_says_hello_with_what_it_has() -> None:
    assert read('{"t":"hello","after":7,"language":"en"}') == Hello(7, "en")


def test_a_page_tells_what_was_in_sight() -> None:
    assert read('{"t":"read","id":7}') == Seen(7)


def test_a_notice_is_written_with_what_must_be_proven() -> None:
    assert card_data(Card("tin", kind="notice", notices=(3, 5)))["notices"] == [3, 5]
    assert "notices" not in card_data(Card("tin"))


def test_words_presses_and_codes_are_read() -> None:
    assert read(json.dumps({"t": "say", "id": KEY, "text": "dừng"})) == Entered(KEY, Said("dừng"), "dừng")
    assert read(json.dumps({"t": "say", "id": KEY, "text": "Quay lại", "label": "Back"})) == Entered(
        KEY, Said("Quay lại"), "Back"
    )
    assert read(json.dumps({"t": "tap", "id": KEY, "data": "a:1:b:c", "label": "Có"})) == Entered(
        KEY, Pressed("a:1:b:c"), "Có"
    )
    assert read(json.dumps({"t": "open", "id": KEY, "code": "ABC"})) == Entered(KEY, Opened("ABC"))


def test_a_book_typed_into_the_box_is_cut() -> None:
    entered = read(json.dumps({"t": "say", "id": KEY, "text": "a" * (LONGEST_TEXT + 50)}))
    assert isinstance(entered, Entered)
    assert entered.what == Said("a" * LONGEST_TEXT)
    assert len(entered.shown) == LONGEST_TEXT


def test_a_card_is_written_with_all_that_is_shown_and_nothing_else() -> None:
    card = Card(
        "Xin **gửi** ảnh",
        ((Button("Có", "y", tone="main"), Button("Gọi", link="tel:0220")),),
        "ask",
        "photo",
        (3, 9),
        (Attachment("f1", "giấy.jpg", "image/jpeg"),),
    )
    assert card_data(card) == {
        "kind": "ask",
        "text": "Xin **gửi** ảnh",
        "wants": "photo",
        "rows": [[{"label": "Có", "data": "y", "tone": "main"}, {"label": "Gọi", "link": "tel:0220"}]],
        "progress": [3, 9],
        "files": [{"id": "f1", "name": "giấy.jpg", "type": "image/jpeg"}],
    }
    assert card_data(Card("Chào")) == {"kind": "say", "text": "Chào", "wants": "text"}


def test_a_push_has_no_half_of_mine() -> None:
    assert payload(None, (Card("Tin"),)) == {"cards": [{"kind": "say", "text": "Tin", "wants": "text"}]}


def test_frames_keep_diacritics_as_they_are() -> None:
    assert write({"text": "Nguyễn"}) == '{"text":"Nguyễn"}'
