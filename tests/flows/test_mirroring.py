"""What a helper did is told once a sitting, at most once an hour, equal things put together."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flows.mirroring import PAUSE, SITTING, Done, Line, lines, told_at

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_the_first_deed_is_told_after_the_sitting() -> None:
    assert told_at(None, NOW) == NOW + SITTING


def test_what_is_done_in_the_same_sitting_is_told_with_it() -> None:
    assert told_at(NOW + 5 * MINUTE, NOW) == NOW + 5 * MINUTE


def test_the_next_sitting_waits_until_an_hour_after_the_message_before() -> None:
    assert told_at(NOW - MINUTE, NOW) == NOW - MINUTE + PAUSE
    assert told_at(NOW, NOW) == NOW + PAUSE
    assert told_at(NOW - timedelta(days=1), NOW) == NOW + SITTING


@given(st.lists(st.integers(0, 3000), max_size=60))
def test_messages_are_an_hour_apart_and_nothing_is_told_before_it_is_done(minutes: list[int]) -> None:
    before: datetime | None = None
    told: set[datetime] = set()
    for minute in sorted(minutes):
        at = NOW + minute * MINUTE
        before = told_at(before, at)
        assert at < before <= at + PAUSE
        told.add(before)
    moments = sorted(told)
    assert all(later - sooner >= PAUSE for sooner, later in pairwise(moments))


def test_equal_deeds_become_one_line() -> None:
    done = (
        Done("fill", "birth", None, NOW),
        Done("add_paper", "birth", None, NOW + MINUTE),
        Done("fill", "birth", None, NOW + 2 * MINUTE),
        Done("fill", "birth", 7, NOW + 3 * MINUTE),
    )
    assert lines(done) == (
        Line("fill", "birth", None, 2, NOW, NOW + 2 * MINUTE),
        Line("add_paper", "birth", None, 1, NOW + MINUTE, NOW + MINUTE),
        Line("fill", "birth", 7, 1, NOW + 3 * MINUTE, NOW + 3 * MINUTE),
    )
    assert lines(()) == ()
