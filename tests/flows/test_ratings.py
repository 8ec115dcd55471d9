"""Totals of ratings: only of five or more, in per cent with one decimal."""

from decimal import Decimal

import pytest

from flows.ratings import Score, Totals, answers, totals


def test_fewer_than_five_are_not_shown_for_one_could_be_recognised() -> None:
    assert totals({}) is None
    assert totals({Score.BAD: 1, Score.VERY_GOOD: 3}) is None


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({Score.VERY_GOOD: 3, Score.GOOD: 1, Score.BAD: 1}, Totals(5, 3, 1, 1, Decimal("80.0"))),
        ({Score.VERY_GOOD: 5}, Totals(5, 5, 0, 0, Decimal("100.0"))),
        ({Score.GOOD: 7, Score.BAD: 1}, Totals(8, 0, 7, 1, Decimal("87.5"))),
        ({Score.GOOD: 1999, Score.BAD: 1}, Totals(2000, 0, 1999, 1, Decimal("99.9"))),
    ],
)
def test_the_share_of_the_satisfied_has_one_decimal(counts: dict[int, int], expected: Totals) -> None:
    assert totals(counts) == expected


def test_each_question_is_added_up_on_its_own_and_shown_from_five_answers_on() -> None:
    given = [{"time": 3, "attitude": 1}, {"time": 2}, {"time": 1}, {"time": 3}, {"time": 3}, {}]
    assert answers(given, ("time", "attitude", "bodies")) == {
        "time": Totals(5, 3, 1, 1, Decimal("80.0")),
        "attitude": None,
        "bodies": None,
    }
