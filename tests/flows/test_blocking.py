"""When a channel counts as blocked, and that it does not flap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.blocking import Alarm, Traffic, is_blocked

ALARM = Alarm()


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (Traffic(10, 3, 0, 0), True),
        (Traffic(10, 2, 0, 0), False),
        (Traffic(9, 9, 0, 0), False),
        (Traffic(0, 0, 10, 7), True),
        (Traffic(40, 0, 10, 6), False),
        (Traffic(0, 0, 9, 9), False),
        (Traffic(0, 0, 0, 0), False),
    ],
)
def test_it_is_blocked_when_enough_messages_were_lost_or_not_read(seen: Traffic, expected: bool) -> None:
    assert is_blocked(False, seen, ALARM) is expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (Traffic(10, 2, 0, 0), True),  # as many lost as two thirds of what rang
        (Traffic(11, 2, 0, 0), False),
        (Traffic(1, 0, 0, 0), False),
        (Traffic(1, 1, 0, 0), True),
        (Traffic(0, 0, 0, 0), True),  # silence proves nothing
        (Traffic(30, 0, 30, 14), True),
        (Traffic(30, 0, 30, 13), False),
        (Traffic(30, 0, 1, 1), True),
    ],
)
def test_it_is_open_again_only_when_it_is_clearly_better(seen: Traffic, expected: bool) -> None:
    assert is_blocked(True, seen, ALARM) is expected


@pytest.mark.parametrize("alarm", [Alarm(50, 4, 6, 90), Alarm(100, 1, 1, 100)])
def test_the_office_sets_the_thresholds(alarm: Alarm) -> None:
    at_the_edge = Traffic(alarm.least, -(-alarm.least * alarm.share // 100), 0, 0)
    assert is_blocked(False, at_the_edge, alarm)
    assert not is_blocked(False, Traffic(at_the_edge.tried, at_the_edge.lost - 1, 0, 0), alarm)


COUNT = st.integers(0, 60)


@given(COUNT, COUNT, COUNT, COUNT)
def test_what_rings_the_alarm_never_ends_it(tried: int, lost: int, asked: int, unread: int) -> None:
    seen = Traffic(tried + lost, lost, asked + unread, unread)
    if is_blocked(False, seen, ALARM):
        assert is_blocked(True, seen, ALARM)
    assert seen.is_idle == (tried + lost + asked + unread == 0)
