"""Days as people write them."""

from datetime import date

import pytest

from flows.answers import Gathered, Value
from flows.kinds import Context, Date, Refusal
from flows.kinds.date import as_date, as_year
from tests.flows.reading import TODAY, context, read, refusal


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("5/3/2024", "2024-03-05"),
        ("05-03-2024", "2024-03-05"),
        ("5.3.24", "2024-03-05"),
        ("05032024", "2024-03-05"),
        ("050324", "2024-03-05"),
        ("ngày 5 tháng 3 năm 2024", "2024-03-05"),
        ("sinh ngày 5/3/2024", "2024-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("29/2/2024", "2024-02-29"),
        ("1/1/27", "1927-01-01"),
        ("hôm nay", "2026-05-05"),
        ("Hôm qua", "2026-05-04"),
        ("yesterday", "2026-05-04"),
        ("hôm kia", "2026-05-03"),
        ("hôm kìa kìa", "2026-05-02"),
        ("mùng 5 tháng 3", "date_lunar"),
        ("rằm tháng Giêng", "date_lunar"),
        ("10/3 âm lịch", "date_lunar"),
        ("tháng Chạp", "date_lunar"),
        ("5/3", "date_unclear"),
        ("tháng trước", "date_unclear"),
        ("", "date_unclear"),
        ("1 2 3 4", "date_unclear"),
        ("2020", "date_needs_day"),
        ("năm 2020", "date_needs_day"),
        ("6/5/2026", "date_in_future"),
        ("1/1/1899", "date_out_of_range"),
        ("1/1/2077", "date_out_of_range"),
        ("9" * 5000, "date_unclear"),
    ],
)
def test_a_day_is_written_in_many_ways(typed: str, value: str) -> None:
    assert read(Date(), typed) == value


@pytest.mark.parametrize("typed", ["31/2/2024", "31/4/2024", "29/2/2023", "5/13/2024", "0/1/2024"])
def test_a_day_that_does_not_exist_is_refused_with_its_parts(typed: str) -> None:
    day, month, year = (int(part) for part in typed.split("/"))
    assert refusal(Date(), typed) == Refusal("date_impossible", {"day": day, "month": month, "year": year})


def test_a_day_ahead_is_taken_where_it_may_lie_ahead() -> None:
    assert read(Date(future=True), "6/5/2026") == "2026-05-06"
    assert read(Date(future=True), "1/2/27") == "2027-02-01"
    assert read(Date(future=True), "1/2/85") == "1985-02-01"
    assert read(Date(future=True), "1/2/2077") == "date_out_of_range"


def test_a_bare_year_is_an_answer_only_where_the_step_allows_it() -> None:
    assert read(Date(year_only=True), "năm 1950") == "1950"
    assert read(Date(year_only=True), "1899") == "date_out_of_range"
    assert read(Date(year_only=True), "2027") == "date_out_of_range"


def test_a_day_may_not_lie_before_the_step_that_bounds_it() -> None:
    kind = Date(not_before="born")
    assert refusal(kind, "1/1/2020", {"born": "2020-01-02"}) == Refusal("date_too_early", {"bound": "2020-01-02"})
    assert read(kind, "2/1/2020", {"born": "2020-01-02"}) == "2020-01-02"
    assert read(kind, "1/1/2020", {"born": "2020"}) == "2020-01-01"
    assert read(kind, "1/1/2020") == "2020-01-01"


def test_a_suggested_day_is_read_as_if_it_were_typed() -> None:
    assert Date().tap("hôm qua", None, context()) == "2026-05-04"


@pytest.mark.parametrize(
    ("kind", "value", "still"),
    [
        (Date(), "2024-03-05", True),
        (Date(), "2026-05-06", False),
        (Date(future=True), "2026-05-06", True),
        (Date(), "1899-03-05", False),
        (Date(), "2024-W01-1", False),
        (Date(), "2024", False),
        (Date(year_only=True), "2024", True),
        (Date(year_only=True), "2027", False),
        (Date(year_only=True), "²²²²", False),
        (Date(year_only=True), "2024 thôn ", False),
        (Date(not_before="born"), "2020-01-01", False),
        (Date(not_before="born"), "2020-01-02", True),
        (Date(), 20240305, False),
        (Date(), None, False),
        (Date(), Gathered(), False),
    ],
)
def test_a_stored_day_holds_only_while_it_would_be_taken(kind: Date, value: Value, still: bool) -> None:
    assert kind.holds(value, context({"born": "2020-01-02"})) is still


def test_a_day_that_was_today_still_holds_tomorrow() -> None:
    assert Date().holds(TODAY.isoformat(), Context(date(2026, 5, 6), {}))


@pytest.mark.parametrize(
    ("value", "day", "year"),
    [
        ("2024-03-05", date(2024, 3, 5), 2024),
        ("2024", None, 2024),
        ("2024-13-05", None, 2024),
        ("²²²²", None, None),
        ("hôm qua", None, None),
        (2024, None, None),
        (None, None, None),
    ],
)
def test_days_and_years_are_taken_only_from_answers_that_hold_them(
    value: Value, day: date | None, year: int | None
) -> None:
    assert as_date(value) == day
    assert as_year(value) == year
