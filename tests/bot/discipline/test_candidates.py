"""The quarter that is looked at, and who stands in its table."""

from datetime import date

import pytest

from bot.services.discipline.candidates import last_quarter


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 4, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 12, 31), date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_the_quarter_before_a_day_is_whole(day: date, first: date, last: date) -> None:
    assert last_quarter(day) == (first, last)
