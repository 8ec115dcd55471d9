"""What buttons carry and what a chat remembers: written down and read back the same, and garbage is no button."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import LIMIT, Act, Answer, Desk, Menu, Press, Work, pack, typed_press, unpack
from bot.services.screens import Home, Screen, from_data, to_data

WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789_[].!", min_size=1, max_size=12)
MAYBE = st.just("") | WORD
PRESSES = st.one_of(
    st.builds(Answer, WORD, WORD, WORD),
    st.builds(Act, WORD, WORD, MAYBE),
    st.builds(Menu, WORD, MAYBE, MAYBE),
    st.builds(Desk, WORD, MAYBE, MAYBE, MAYBE),
    st.builds(Work, WORD, WORD, MAYBE, MAYBE, MAYBE).filter(lambda press: sum(map(len, _plain(press)[1])) < 58),
)


def _plain(press: Press) -> tuple[type[Press], tuple[str, ...]]:
    values = tuple(getattr(press, name) for name in press.__slots__)
    return type(press), values


@given(PRESSES)
def test_a_press_is_read_as_it_was_packed(press: Press) -> None:
    data = pack(press)
    assert len(data.encode()) <= LIMIT
    found = unpack(data)
    assert found is not None
    assert _plain(found) == _plain(press)


@given(st.text(max_size=80))
def test_any_data_is_a_press_or_none_and_never_an_error(data: str) -> None:
    found = unpack(data)
    assert found is None or isinstance(found, Answer | Act | Menu | Desk | Work)


@given(st.text(max_size=20), st.lists(st.tuples(st.text(max_size=12), st.text("ab:", max_size=5)), max_size=4))
def test_typed_words_mean_a_button_that_is_there_or_none(text: str, labels: list[tuple[str, str]]) -> None:
    meant = typed_press(tuple(labels), text)
    assert meant is None or meant in {data for _, data in labels}


@given(st.sampled_from(get_args(Screen)), st.lists(st.text(max_size=8), min_size=5, max_size=5))
def test_a_screen_is_remembered_as_it_was(kind: type[Screen], values: list[str]) -> None:
    screen = kind(*values[: len(kind.__slots__)])
    assert from_data(to_data(screen)) == screen


def test_a_screen_of_another_program_is_the_first_page() -> None:
    assert from_data({"screen": "Dashboard"}) == Home()
    assert from_data({"screen": "Filling"}) == Home()
    assert from_data({}) == Home()
