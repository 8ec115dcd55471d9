"""The nine indices of TT 01/2018: points reckoned by hand for the one-stop, a field and two officials."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flows.moves import Complete, RecordResult
from flows.reports.case import Case
from flows.reports.kpi_shares import Service
from flows.reports.nine import Premises, nine
from flows.reports.table import Table
from tests.flows.reports.cases import ASK, EARLY, LATE, ON_TIME, SINCE, TAKEN, UNTIL, VIETNAM, case

D = Decimal
SERVICES = (
    Service("birth", "civil_status", complete=True, online=True),
    Service("land", "land", complete=True, online=False),
    Service("remark", "petition", complete=True, online=False, feedback=True),
)
WHOLE = Premises(frozenset({"civil_status", "land", "petition"}), posted=True)
ASKED = ((ASK, "04/03/2026 09:00"), (Complete(), "05/03/2026 09:00"))
MONTH = (
    case("A", TAKEN, (RecordResult(), EARLY), online=True, owner=1),  # 2 2 2 2 · 2
    case("B", TAKEN, (RecordResult(), ON_TIME), owner=1),  # 1 1 2 1 · 1
    case("C", TAKEN, *ASKED, (RecordResult(), "10/03/2026 08:00"), of="land", procedure="land", owner=2),  # 1 1 1 1 · 1
    case("D", TAKEN, (RecordResult(), LATE), of="land", procedure="land", owner=2),  # 0 0 2 1 · 0
    case("E", TAKEN, procedure="land"),  # not decided
)


def month(*cases: Case, services: tuple[Service, ...] = SERVICES, premises: Premises = WHOLE) -> Table:
    return nine(cases, services, premises, SINCE, UNTIL, VIETNAM)


def values(table: Table, key: str) -> list[object]:
    return [figure.value for line in table.lines if line.key == key for figure in line.figures]


def test_the_one_stop_is_graded_by_all_nine() -> None:
    """1, 2: (2+1+1+0)/4 = 1.0; 3: 7/4 = 1.8; 4: 5/4 = 1.3; 7: 4/4 = 1.0; 5, 6, 8 full; 9: a file in five online: 1."""
    row = values(month(*MONTH), "all")
    assert row == [4, D("1.0"), D("1.0"), D("1.8"), D("1.3"), 2, 2, D("1.0"), 2, 1, D("13.1"), "good"]


def test_a_field_has_the_indices_of_its_files_and_no_grade() -> None:
    """Land: 1/2, 1/2, 3/2, 2/2, –, –, 1/2."""
    row = values(month(*MONTH), "field:land")
    assert row == [2, D("0.5"), D("0.5"), D("1.5"), D("1.0"), None, None, D("0.5"), None, None, D("4.0"), None]


def test_officials_are_told_how_much_of_their_duty_they_did() -> None:
    table = month(*MONTH)
    assert values(table, "person:1") == [
        2, D("1.5"), D("1.5"), D("2.0"), D("1.5"), None, None, D("1.5"), None, None, D("8.0"), "duty_full",
    ]  # fmt: skip
    assert values(table, "person:2")[-2:] == [D("4.0"), "duty_most"]
    assert values(month(MONTH[3]), "person:2")[-2:] == [D("3.0"), "duty_less"]
    assert table.figure("person:2", "3").files == ("C", "D")


def test_bad_ratings_count_as_complaints_once_five_have_rated() -> None:
    rated = [case(f"R{n}", TAKEN, (RecordResult(), EARLY), score=1 if n == 0 else 3) for n in range(5)]
    assert month(*rated).figure("all", "7").value == D("1.6")  # 4 × 2 / 5
    assert month(*rated[:4]).figure("all", "7").value == D("2.0")


def test_what_the_one_stop_does_not_take_or_publish_costs_its_points() -> None:
    table = month(*MONTH, premises=Premises(frozenset({"land"}), posted=False))
    assert (table.figure("all", "5").value, table.figure("all", "6").value) == (0, 1)
    hidden = tuple(replace(one, complete=False) for one in SERVICES)
    assert month(*MONTH, services=hidden).figure("all", "6").value == 1
    assert month(*MONTH, services=(), premises=Premises(frozenset(), posted=False)).figure("all", "6").value == 0


@pytest.mark.parametrize(("late", "total", "points"), [(0, 3, 2), (1, 10, 1), (2, 10, 0)])
def test_remarks_are_to_be_answered_in_time(late: int, total: int, points: int) -> None:
    remarks = [
        case(f"P{n}", TAKEN, (RecordResult(), LATE if n < late else EARLY), procedure="remark", of="petition")
        for n in range(total)
    ]
    assert month(*remarks).figure("all", "8").value == points


@pytest.mark.parametrize(
    ("online", "desk", "late", "points"), [(3, 7, False, 2), (3, 7, True, 1), (2, 8, False, 1), (1, 9, False, 0)]
)
def test_the_ninth_index_wants_procedures_and_files_online_and_none_of_them_late(
    online: int, desk: int, late: bool, points: int
) -> None:
    files = [case(f"O{n}", TAKEN, (RecordResult(), LATE if late else EARLY), online=True) for n in range(online)]
    files += [case(f"D{n}", TAKEN, (RecordResult(), EARLY)) for n in range(desk)]
    assert month(*files).figure("all", "9").value == points


def test_without_a_decided_file_nothing_is_graded() -> None:
    table = month(MONTH[4])
    assert values(table, "all")[-2:] == [None, None]
    assert [line.key for line in table.lines] == ["all"]
