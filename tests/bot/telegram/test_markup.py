"""Texts as Telegram takes them, for any text."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.markup import bubbles, html, split, units
from bot.ports import Button, Card
from tests.botapi import html as telegram

PARTS = st.sampled_from(["**đậm**", "`mã`", "**", "`", "<b>", "&", "&amp;", "😀", "\n", "\n\n", " ", "chữ ", "x" * 50])
TEXTS = st.lists(PARTS, max_size=60).map("".join)


@given(TEXTS)
def test_html_is_always_what_telegram_parses(text: str) -> None:
    shown, _ = telegram.parse(html(text))
    assert shown.replace("*", "").replace("`", "") == text.replace("*", "").replace("`", "")


@given(TEXTS, st.integers(30, 200))
def test_no_piece_is_too_long_and_no_word_is_lost(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(units(piece) <= limit for piece in pieces)
    assert _bare("".join(pieces)) == _bare(text)


def test_a_cut_closes_a_mark_and_opens_it_again() -> None:
    assert split("**" + "từ " * 10 + "cuối**", 30) == ["**từ từ từ từ từ từ từ từ**", "**từ từ cuối**"]


def test_length_is_counted_as_telegram_counts() -> None:
    assert [units(text) for text in ("abc", "đặc", "😀😀")] == [3, 3, 4]
    assert [units(piece) for piece in split("😀" * 3000)] == [4092, 1908]


def test_a_card_in_one_piece_is_one_bubble() -> None:
    rows = ((Button("1. Có", "y"),),)
    assert [(bubble.html, bubble.rows) for bubble in bubbles(Card("**Có** hay không?", rows))] == [
        ("<b>Có</b> hay không?", rows)
    ]


def _bare(text: str) -> str:
    return "".join(text.replace("*", "").replace("`", "").split())
