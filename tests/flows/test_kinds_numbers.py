"""Whole numbers and amounts of money."""

import pytest

from flows.answers import Value
from flows.kinds import Kind, Money, Number, Refusal
from tests.flows.reading import context, read, refusal


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        ("3 bản", 3),
        ("ba bản", 3),
        ("Mười", 10),
        ("0", 0),
        ("khoảng 3 hay 4", "number_unclear"),
        ("nhiều", "number_unclear"),
        ("ba 4 5", "number_unclear"),
        ("", "number_unclear"),
        ("9" * 5000, "number_unclear"),
    ],
)
def test_a_number_is_typed_in_digits_or_as_a_small_word(typed: str, value: int | str) -> None:
    assert read(Number(), typed) == value


def test_a_number_outside_its_bounds_is_told_the_bounds() -> None:
    assert refusal(Number(1, 50), "51") == Refusal("number_range", {"least": 1, "most": 50})
    assert refusal(Number(1, 50), "không") == Refusal("number_range", {"least": 1, "most": 50})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("150000", 150_000),
        ("150.000", 150_000),
        ("150,000 đồng", 150_000),
        ("150 000 đ", 150_000),
        ("1.500.000vnđ", 1_500_000),
        ("150k", 150_000),
        ("150 nghìn", 150_000),
        ("150 ngàn đồng", 150_000),
        ("1,5 triệu", 1_500_000),
        ("1.5 tr", 1_500_000),
        ("1.500 triệu", 1_500_000_000),
        ("2 tỷ", 2_000_000_000),
        ("2 tỉ", 2_000_000_000),
        ("1,234 tỷ", 1_234_000_000),
        ("1.5", "money_unclear"),
        ("1,5,5 triệu", "money_unclear"),
        ("1..5", "money_unclear"),
        ("một triệu", "money_unclear"),
        ("-5", "money_unclear"),
        ("", "money_unclear"),
        ("9" * 5000, "money_unclear"),
        ("900 tỷ", "money_range"),
    ],
)
def test_an_amount_is_typed_with_points_commas_and_units(typed: str, value: int | str) -> None:
    assert read(Money(), typed) == value


def test_an_amount_outside_its_bounds_is_told_the_bounds() -> None:
    assert refusal(Money(10_000, 20_000), "5k") == Refusal("money_range", {"least": 10_000, "most": 20_000})


@pytest.mark.parametrize("kind", [Number(), Money()])
@pytest.mark.parametrize("said", ["5", "?"])
def test_a_suggested_number_is_read_as_if_it_were_typed(kind: Kind, said: str) -> None:
    assert kind.tap(said, None, context()) == kind.parse(said, context())


@pytest.mark.parametrize("kind", [Number(2, 5), Money(2, 5)])
@pytest.mark.parametrize(
    ("value", "still"), [(2, True), (5, True), (1, False), (6, False), ("3", False), (None, False)]
)
def test_a_stored_number_holds_while_it_is_inside_the_bounds(kind: Kind, value: Value, still: bool) -> None:
    assert kind.holds(value, context()) is still
