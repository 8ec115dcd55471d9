"""The PIN of a box on a shared phone: what is one, what is too weak, and what wrong tries do."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.boxes import LOCKED, TRIES, Lock, is_locked, is_weak, left, pin_of, tried

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "pin"),
    [
        ("2580", "2580"),
        ("25 80 14", "258014"),
        ("2-5-8-0", "2580"),
        ("258", None),
        ("2580147", None),
        ("hai năm", None),
        ("２５８０", None),
        ("", None),
    ],
)
def test_a_pin_is_four_to_six_digits(typed: str, pin: str | None) -> None:
    assert pin_of(typed) == pin


def test_what_anybody_would_try_first_is_weak() -> None:
    assert all(is_weak(pin) for pin in ("1111", "000000", "1234", "123456", "4321", "7890"))
    assert not any(is_weak(pin) for pin in ("2580", "1357", "112233", "1243"))


def test_the_fifth_wrong_try_locks_a_box_for_a_quarter_hour() -> None:
    lock = Lock()
    for turn in range(1, TRIES):
        lock = tried(lock, NOW, right=False)
        assert (is_locked(lock, NOW), left(lock)) == (False, TRIES - turn)
    lock = tried(lock, NOW, right=False)
    assert is_locked(lock, NOW + LOCKED - timedelta(seconds=1))
    assert not is_locked(lock, NOW + LOCKED)
    assert left(lock) == TRIES


def test_after_the_lock_the_tries_are_counted_anew_and_a_right_one_clears_them() -> None:
    locked = Lock(TRIES, NOW)
    once = tried(locked, NOW + LOCKED, right=False)
    assert (once.tries, once.until) == (1, None)
    assert tried(once, NOW, right=True) == Lock()
