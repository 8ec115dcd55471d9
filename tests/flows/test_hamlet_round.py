"""The round of a hamlet: at most five houses, the most pressing first, and ticks that count or say why not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.hamlet_round import (
    MOST,
    House,
    Matter,
    Outcome,
    Reason,
    Stop,
    Walker,
    is_due,
    refusal,
    result_waits,
    rounds,
    supplement_presses,
)
from tests.flows.calendars import at, vietnam

CALENDAR = vietnam()
NOW = at("02/03/2026 07:30")
TODAY = date(2026, 3, 2)


def house(person: int, reason: Reason = Reason.RESULT, hamlet: str = "t1", helper: int | None = None) -> House:
    since = NOW - timedelta(days=person)
    return House(person, hamlet, (Matter(person, reason, since),), helper)


def test_the_most_pressing_houses_come_first_and_no_more_than_five() -> None:
    houses = [house(20), house(21, Reason.UNREAD), *(house(n, Reason.SUPPLEMENT) for n in range(30, 35))]
    (mine,) = rounds([Walker(1)], houses).values()
    assert [one.person for one in mine] == [21, 34, 33, 32, 31]
    assert len(mine) == MOST


def test_a_house_without_a_matter_is_not_visited() -> None:
    assert rounds([Walker(1)], [House(20, "t1", ())]) == {}


def test_a_helper_goes_to_their_own_hamlets_and_to_who_chose_them() -> None:
    walkers = [Walker(1, ("t1",)), Walker(2, ("t2",))]
    found = rounds(
        walkers, [house(20), house(21, hamlet="t2"), house(22, hamlet="t3"), house(23, hamlet="t3", helper=2)]
    )
    assert {person: [one.person for one in mine] for person, mine in found.items()} == {1: [20], 2: [23, 21]}


def test_who_chose_one_helper_is_visited_by_nobody_else_and_nobody_visits_themselves() -> None:
    assert rounds([Walker(1)], [house(20, helper=2), house(1)]) == {}


def test_two_helpers_share_the_houses_of_a_hamlet_and_none_is_visited_twice() -> None:
    found = rounds([Walker(2), Walker(1)], [house(n) for n in range(20, 28)])
    assert {person: len(mine) for person, mine in found.items()} == {1: 4, 2: 4}


@given(st.lists(st.integers(1, 6), unique=True), st.lists(st.integers(1, 40), unique=True))
def test_no_list_is_too_long_and_no_house_is_on_two(walkers: list[int], people: list[int]) -> None:
    found = rounds([Walker(one) for one in walkers], [house(one) for one in people])
    visited = [one.person for mine in found.values() for one in mine]
    assert len(visited) == len(set(visited))
    assert all(0 < len(mine) <= MOST for mine in found.values())
    assert all(person != one.person for person, mine in found.items() for one in mine)


@pytest.mark.parametrize(
    ("when", "done", "due"),
    [
        ("02/03/2026 07:29", None, False),
        ("02/03/2026 07:30", None, True),
        ("02/03/2026 14:59", date(2026, 2, 27), True),
        ("02/03/2026 15:00", None, False),
        ("02/03/2026 08:00", TODAY, False),
        ("07/03/2026 08:00", None, False),
    ],
)
def test_rounds_are_given_out_once_on_each_working_morning(when: str, done: date | None, due: bool) -> None:
    assert is_due(at(when), done, CALENDAR) is due


def test_a_supplement_presses_in_its_last_days_only() -> None:
    assert supplement_presses(at("07/03/2026 17:00"), NOW)
    assert not supplement_presses(at("08/03/2026 17:00"), NOW)
    assert not supplement_presses(NOW, NOW)


def test_a_result_waits_three_days_before_somebody_comes() -> None:
    assert result_waits(at("27/02/2026 16:00"), NOW)
    assert not result_waits(at("28/02/2026 08:00"), NOW)


@pytest.mark.parametrize(
    ("stop", "agreed", "pressing", "why"),
    [
        (Stop(2, 20, TODAY), True, True, "foreign"),
        (Stop(1, 20, date(2026, 2, 27)), True, True, "late"),
        (Stop(1, 20, TODAY, Outcome.TOLD), True, True, "ticked"),
        (Stop(1, 20, TODAY), False, True, "withdrawn"),
        (Stop(1, 20, TODAY), True, False, "settled"),
        (Stop(1, 20, TODAY), True, True, None),
        (Stop(1, 20, TODAY, Outcome.AWAY), True, True, None),
    ],
)
def test_a_tick_counts_or_says_why_not(stop: Stop, agreed: bool, pressing: bool, why: str | None) -> None:
    assert refusal(stop, 1, agreed, pressing, NOW) == why
