"""The year's plan, the regular duties of leaders, and whom figures recommend."""

from datetime import date
from decimal import Decimal

import pytest

from flows.duties import Duty, Owed, Work, owed, recommended
from flows.yearplan import (
    Pace,
    Progress,
    Task,
    Wanted,
    asking_day,
    pace,
    parse_amount,
    parse_day,
    parse_task,
    planning_day,
    quarter,
    to_report,
)
from tests.flows.calendars import at
from tests.flows.watching import LAW

CAL = LAW.calendar
CELLS = {
    "code": "01",
    "title": "Số hóa  hồ sơ",
    "unit": "justice",
    "target": "95,5",
    "measure": "%",
    "due": "30/6/2026",
    "person": "",
}


def task(
    *reported: tuple[str, str], target: str = "100", due: date = date(2026, 12, 31), dropped: bool = False
) -> Task:
    progress = tuple(Progress(at(when), 5, Decimal(value)) for when, value in reported)
    return Task(1, 2026, "01", "Số hóa", "justice", 5, Decimal(target), "hồ sơ", due, progress, dropped)


def test_a_task_is_read_from_its_cells_or_the_wrong_cell_is_named() -> None:
    assert parse_task(CELLS, 2026) == Wanted(
        "01", "Số hóa hồ sơ", "justice", "", Decimal("95.5"), "%", date(2026, 6, 30)
    )
    for name, wrong in (
        ("code", ""),
        ("title", " "),
        ("unit", ""),
        ("target", "nhiều"),
        ("target", "0"),
        ("due", "30/6"),
        ("due", "30/6/2027"),
    ):
        assert parse_task({**CELLS, name: wrong}, 2026) == name
    assert parse_task({}, 2026) == "code"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("95", "95"),
        ("95,5", "95.5"),
        ("95.5", "95.5"),
        ("95 %", "95"),
        ("1.200", "1200"),
        ("1.200.000,5", "1200000.5"),
        ("0.500", "0.500"),
        ("", None),
        ("-3", None),
        ("NaN", None),
        ("1e30", None),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, amount: str | None) -> None:
    assert parse_amount(written) == (None if amount is None else Decimal(amount))


def test_days_are_read_in_both_ways() -> None:
    assert parse_day("30/6/2027") == parse_day("2027-06-30") == date(2027, 6, 30)
    for wrong in ("31/6/2027", "30/6", "hôm nay", "a/b/c"):
        assert parse_day(wrong) is None


def test_a_task_is_done_in_time_behind_or_overdue() -> None:
    half = task(("30/06/2026 09:00", "50"))
    assert half.share == 50
    assert pace(half, date(2026, 6, 30)) is Pace.IN_TIME
    assert pace(half, date(2026, 9, 30)) is Pace.BEHIND
    assert pace(half, date(2027, 1, 1)) is Pace.OVERDUE
    assert pace(task(("01/02/2026 09:00", "120")), date(2027, 1, 1)) is Pace.DONE
    assert pace(task(), date(2025, 12, 20)) is Pace.IN_TIME


def test_the_share_is_never_whole_before_the_target_is_reached() -> None:
    assert task().share == 0
    assert task(("01/02/2026 09:00", "999"), target="1000").share == 99
    assert task(("01/02/2026 09:00", "2000"), target="1000").share == 100


def test_progress_is_asked_for_once_a_quarter_and_next_years_plan_in_december() -> None:
    assert quarter(date(2026, 3, 31)) == (2026, 1)
    assert quarter(date(2026, 10, 1)) == (2026, 4)
    assert asking_day(date(2026, 1, 15), CAL) == date(2026, 3, 2)  # 1 March is a Sunday
    assert planning_day(2026, CAL) == date(2026, 12, 1)
    now = at("02/03/2026 09:00")
    silent, told = task(), task(("10/02/2026 09:00", "20"))
    gone, done = task(dropped=True), task(("10/02/2025 09:00", "100"))
    old = Task(2, 2025, "02", "x", "justice", 5, Decimal(1), "", date(2025, 12, 31))
    assert to_report((silent, told, gone, done, old), now) == (silent,)
    assert to_report((told,), at("01/06/2026 09:00")) == (told,)


def test_duties_are_recalled_in_the_last_working_days_until_they_are_done() -> None:
    conduct = Owed(Duty.CONDUCT, "2026-03", date(2026, 3, 31))
    meeting = Owed(Duty.MEETING, "2026-Q1", date(2026, 3, 31))
    assert owed(date(2026, 3, 24), (), CAL) == ()
    assert owed(date(2026, 3, 25), (), CAL) == (conduct, meeting)
    assert owed(date(2026, 3, 25), {("conduct", "2026-03")}, CAL) == (meeting,)
    assert owed(date(2026, 2, 27), (), CAL) == (Owed(Duty.CONDUCT, "2026-02", date(2026, 2, 27)),)


def test_figures_recommend_who_was_never_late_with_many_files_and_a_good_index() -> None:
    best, good = Work(1, 40, 0, Decimal("9.1")), Work(2, 20, 0, Decimal(8))
    late, few, low = Work(3, 40, 1, Decimal(9)), Work(4, 19, 0, Decimal(9)), Work(5, 40, 0, Decimal("7.9"))
    assert recommended((low, good, late, few, best)) == (best, good)
