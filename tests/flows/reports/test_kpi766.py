"""QĐ 766: each indicator reckoned by hand on one small month, thresholds, and zero denominators."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.moves import RecordResult
from flows.reports.case import Case
from flows.reports.kpi766 import GROUPS, INDICATORS, Weight, kpi766, points
from flows.reports.kpi_shares import MEASURES, Service
from flows.reports.table import Table
from tests.flows.reports.cases import EARLY, LATE, SINCE, TAKEN, UNTIL, VIETNAM, case

D = Decimal
SERVICES = (
    Service("birth", "civil_status", complete=True, online=True),
    Service("copy", "certification", complete=True, online=False),
    Service("land", "land", complete=False, online=True),
    Service("remark", "petition", complete=True, online=True, feedback=True, paper=False),
)
WEIGHTS = {
    "1.3": Weight(D(8)),
    "1.4": Weight(D(10)),
    "2.1": Weight(D(20)),
    "3.1": Weight(D(2), D(80)),
    "3.3": Weight(D(10), D(50)),
    "3.5": Weight(D(10), D(80)),
    "4.2": Weight(D(22), D(80)),
    "5.4": Weight(D(18), D(90)),
}
MONTH = (
    # Online with an electronic result and papers.
    *(case(f"A{n}", TAKEN, (RecordResult(), EARLY), online=True, link=EARLY, papers=2, score=3) for n in range(3)),
    # Online, but its result is on paper only.
    case("B", TAKEN, (RecordResult(), EARLY), online=True, papers=1, score=1),
    # At the desk, one late; one of them without a code of the official software.
    case("C", TAKEN, (RecordResult(), LATE), procedure="copy", link=LATE, score=2),
    case("D", TAKEN, (RecordResult(), EARLY), procedure="copy", official=False),
    # A remark that runs in time, and one that is overdue (due on 09/03).
    case("E", (TAKEN[0], "30/03/2026 09:00"), procedure="remark", online=True),
    case("F", TAKEN, procedure="remark"),
)


def month(*cases: Case) -> Table:
    return kpi766(cases, SERVICES, WEIGHTS, SINCE, UNTIL, VIETNAM)


TABLE = month(*MONTH)


@pytest.mark.parametrize(
    ("id", "part", "whole", "rate", "earned"),
    [
        ("1.3", 3, 4, "75.00", "6.00"),  # 75 % of 8
        ("1.4", 7, 8, "87.50", "8.75"),
        ("2.1", 6, 8, "75.00", "15.00"),  # C late and F overdue of eight at work
        ("3.1", 3, 4, "75.00", "1.88"),  # 75 × 2 / 80 = 1.875
        ("3.2", 2, 3, "66.67", None),  # birth and remark of three; worth nothing here
        ("3.3", 4, 8, "43.75", "8.75"),  # A0 A1 A2 and E, which needs no paper: 50 % × 87.50 %; × 10 / 50
        ("4.1", 4, 6, "66.67", None),  # A0 A1 A2 C of six results
        ("4.2", 3, 6, "50.00", "13.75"),  # C has no pages; 50 × 22 / 80
        ("4.5", 5, 8, "62.50", None),
        ("5.2", 1, 2, "50.00", None),
        ("5.4", 4, 6, "66.67", "13.33"),  # C late, B rated badly; 66.67 × 18 / 90 = 13.334
    ],
)
def test_each_indicator_is_reckoned_as_by_hand(id: str, part: int, whole: int, rate: str, earned: str | None) -> None:
    key = f"indicator:{id}"
    values = [TABLE.figure(key, column).value for column in ("part", "whole", "rate", "points")]
    assert values == [part, whole, D(rate), None if earned is None else D(earned)]


def test_the_average_is_in_working_days_and_earns_nothing() -> None:
    """Five until 06/03 17:00: 6.5 + 24 + 7.5 = 38 h = 4.75; C until 09/03 09:01: 40 h 1 min = 5.00; 28.75 / 6."""
    values = [TABLE.figure("indicator:2.2", column).value for column in ("part", "whole", "rate", "points")]
    assert values == [D("28.75"), 6, D("4.79"), None]


@pytest.mark.parametrize("id", [*sorted(set(INDICATORS) - set(MEASURES)), "5.3"])
def test_what_nobody_records_has_no_rate_and_no_points(id: str) -> None:
    """5.3: only two remarks, so that a rating could be recognised."""
    values = [TABLE.figure(f"indicator:{id}", column).value for column in ("part", "whole", "rate", "points")]
    assert values == [None, None, None, None]


def test_groups_add_up_and_say_how_much_of_their_points_could_be_measured() -> None:
    assert [TABLE.figure("group:3", column).value for column in ("whole", "most", "points")] == [
        D(12),
        D(22),
        D("10.63"),
    ]
    assert [TABLE.figure("all", column).value for column in ("whole", "most", "points")] == [D(90), D(100), D("67.46")]
    assert set(GROUPS) == {line.key[6:] for line in TABLE.lines if line.key.startswith("group:")}


def test_every_number_of_files_names_them_but_no_rating_does() -> None:
    assert TABLE.figure("indicator:3.3", "part").files == ("A0", "A1", "A2", "E")
    assert TABLE.figure("indicator:4.1", "whole").files == ("A0", "A1", "A2", "B", "C", "D")
    for id in ("5.3", "5.4"):
        assert not any(figure.files for line in TABLE.lines if line.key.endswith(id) for figure in line.figures)


def test_nothing_has_no_rate() -> None:
    empty = kpi766((), (), WEIGHTS, SINCE, UNTIL, VIETNAM)
    assert {line.figures[2].value for line in empty.lines} == {None}
    assert empty.figure("all", "points").value is None
    assert month(case("A", official=False)).figure("indicator:3.3", "rate").value is None


@given(st.decimals(0, 100, places=2), st.decimals("0.5", 22, places=1), st.sampled_from([None, D(50), D(80), D(90)]))
def test_points_never_fall_with_the_rate_and_never_pass_the_most(rate: D, most: D, threshold: D | None) -> None:
    weight = Weight(most, threshold)
    earned, all_of_it = points(rate, weight), points(threshold or D(100), weight)
    assert earned is not None and all_of_it == most
    assert D(0) <= earned <= most
    more = points(min(D(100), rate + 1), weight)
    assert more is not None and more >= earned
