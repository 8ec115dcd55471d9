"""Periods by the law, typed periods, and weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reports.periods import ended_by, month_of, named, typed, week_before
from tests.flows.calendars import at


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-11", date(2026, 10, 15), date(2026, 11, 14)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q3", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", date(2026, 6, 15), date(2026, 12, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_periods_of_the_law(name: str, first: date, last: date) -> None:
    period = named(name)
    assert period is not None
    assert (period.first, period.last, period.name) == (first, last, name)


@pytest.mark.parametrize("name", ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "1999", "26-11", "2026-11-01"])
def test_other_names_are_no_periods(name: str) -> None:
    assert named(name) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("01/10/2026 - 31/10/2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("từ 1.9.2026 đến 5.9.2026", date(2026, 9, 1), date(2026, 9, 5)),
        ("5/9/2026–5/9/2026", date(2026, 9, 5), date(2026, 9, 5)),
    ],
)
def test_days_as_people_type_them(words: str, first: date, last: date) -> None:
    period = typed(words)
    assert period is not None
    assert (period.first, period.last, period.name) == (first, last, "")
    assert period.since == at(f"{first:%d/%m/%Y} 00:00")
    assert period.until == at(f"{last + timedelta(days=1):%d/%m/%Y} 00:00")


@pytest.mark.parametrize("words", ["", "hôm qua", "31/02/2026 - 01/03/2026", "05/09/2026 - 01/09/2026", "01/09/2026"])
def test_other_words_are_no_period(words: str) -> None:
    assert typed(words) is None


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_day_lies_in_its_month_and_the_one_before_has_ended(day: date) -> None:
    now, (before, this, *_) = named(month_of(day)), ended_by(day)
    past = named(before)
    assert now is not None and past is not None
    assert now.first <= day <= now.last
    assert this == now.name
    assert past.last + timedelta(days=1) == now.first
    for name in ended_by(day):
        assert named(name) is not None


def test_the_periods_offered_on_a_day() -> None:
    assert list(ended_by(date(2026, 11, 24))) == ["2026-11", "2026-12", "2026-Q3", "2026-Q4", "2025", "2026"]
    assert list(ended_by(date(2026, 12, 20))) == ["2026-12", "2027-01", "2026-Q4", "2027-Q1", "2026", "2027"]
    assert list(ended_by(date(2026, 1, 3))) == ["2025-12", "2026-01", "2025-Q4", "2026-Q1", "2025", "2026"]


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)])
def test_the_week_before_is_whole(day: date) -> None:
    period = week_before(day)
    assert (period.first, period.last) == (date(2026, 11, 16), date(2026, 11, 22))
