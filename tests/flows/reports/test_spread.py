"""How long files took: working days reckoned by hand, medians and the 90th percentile."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.moves import Complete, Decline, RecordResult, Stop, Withdraw
from flows.reports.case import known
from flows.reports.spread import median, percentile, spread
from flows.reports.worktime import in_days, office_day, working_time
from tests.flows.calendars import at
from tests.flows.reports.cases import ASK, SINCE, TAKEN, UNTIL, VIETNAM, case


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("02/03/2026 09:00", "02/03/2026 11:00", 120),
        ("02/03/2026 11:00", "02/03/2026 14:00", 60),  # half an hour before the break, half an hour after it
        ("02/03/2026 17:00", "03/03/2026 08:00", 60),
        ("06/03/2026 16:30", "09/03/2026 08:30", 120),  # Friday to Monday
        ("09/01/2026 16:30", "10/01/2026 08:30", 120),  # a Saturday to make up for
        ("29/04/2026 16:30", "04/05/2026 08:30", 120),  # 30/04 and 01/05 off, then a week-end
        ("02/03/2026 19:00", "02/03/2026 22:00", 0),
        ("02/03/2026 10:00", "02/03/2026 09:00", 0),
    ],
)
def test_working_time_is_what_the_office_had(since: str, until: str, minutes: int) -> None:
    assert working_time(at(since), at(until), VIETNAM) == timedelta(minutes=minutes)


def test_eight_office_hours_are_a_working_day() -> None:
    assert office_day(VIETNAM) == timedelta(hours=8)
    assert in_days(timedelta(hours=18), VIETNAM) == Decimal("2.3")  # 2.25, half-up
    assert in_days(timedelta(hours=18), VIETNAM, 2) == Decimal("2.25")


def test_medians_and_percentiles_by_field_and_procedure() -> None:
    """From 02/03 09:00: A until 03/03 09:00 is 1.0 day; B until 04/03 13:30 is 8 + 8 + 2,5 h = 2.3 (half-up);
    C, late, until 10/03 09:00 is 6.0; D waits from 04/03 to 10/03 and is done on 11/03 09:00: 2.0 + 1.0 = 3.0.

    The middle of 1.0, 2.3, 3.0, 6.0 lies between B and D: (18.5 h + 24 h) / 2 = 21.25 h = 2.7 days (2.656); the average
    is (8 + 18.5 + 48 + 24) / 4 = 24.625 h = 3.1 days.
    """
    files = (
        case("A", TAKEN, (RecordResult(), "03/03/2026 09:00")),
        case("B", TAKEN, (Decline("not_entitled"), "04/03/2026 13:30"), procedure="death"),
        case("C", TAKEN, (RecordResult(), "10/03/2026 09:00"), of="land", procedure="land"),
        case(
            "D",
            TAKEN,
            (ASK, "04/03/2026 09:00"),
            (Complete(), "10/03/2026 09:00"),
            (RecordResult(), "11/03/2026 09:00"),
        ),
        case("E", TAKEN, (Withdraw(), "03/03/2026 09:00"), (Stop(), "04/03/2026 09:00")),
        case("F", TAKEN),
        case("G"),
    )
    table = spread(files, SINCE, UNTIL, VIETNAM)
    values = {line.key: tuple(figure.value for figure in line.figures) for line in table.lines}
    assert list(values) == [
        "all",
        "field:civil_status",
        "field:land",
        "procedure:birth",
        "procedure:death",
        "procedure:land",
    ]
    assert values["all"] == (4, Decimal("75.00"), Decimal("3.1"), Decimal("2.7"), Decimal("6.0"), Decimal("6.0"))
    assert values["procedure:birth"] == (
        2,
        Decimal("100.00"),
        Decimal("2.0"),
        Decimal("2.0"),
        Decimal("3.0"),
        Decimal("3.0"),
    )
    assert values["procedure:death"][3] == Decimal("2.3")
    assert table.figure("all", "longest").files == ("C",)
    assert table.figure("all", "timely").files == ("A", "B", "D")


def test_nothing_decided_has_no_median() -> None:
    (line,) = spread((case("F", TAKEN),), SINCE, UNTIL, VIETNAM).lines
    assert tuple(figure.value for figure in line.figures) == (0, None, None, None, None, None)


def test_a_case_from_after_the_period_is_not_known() -> None:
    assert known(case("A", sent="02/04/2026 08:00"), UNTIL, VIETNAM) is None


TIMES = st.lists(st.integers(0, 100_000), min_size=1, max_size=40)


@given(TIMES)
def test_half_are_done_within_the_median_and_nine_tenths_within_the_percentile(minutes: list[int]) -> None:
    times = [timedelta(minutes=one) for one in minutes]
    middle, most = median(times), percentile(times, 90)
    assert middle is not None and most is not None
    assert 2 * sum(one <= middle for one in times) >= len(times) <= 2 * sum(one >= middle for one in times)
    assert 10 * sum(one <= most for one in times) >= 9 * len(times)
    assert most in times
    shorter = [one for one in times if one < most]
    assert 10 * len(shorter) < 9 * len(times)
