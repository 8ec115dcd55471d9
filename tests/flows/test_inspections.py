"""Inspections: who may know, when a unit is told, what a week and a month want, and how a unit is drawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import Data
from flows.deadlines import Calendar
from flows.inspection_plan import (
    Candidate,
    alert_at,
    draw,
    gaps,
    held_in_month,
    held_in_week,
    lots,
    month_alert_at,
)
from flows.inspections import (
    Inspection,
    Kind,
    Mark,
    Result,
    Step,
    may_know,
    read,
    refuse_check_in,
    refuse_finish,
    refuse_plan,
    told_in_time,
)
from tests.flows.calendars import at
from tests.flows.watching import LAW

CAL = LAW.calendar
CHAIRMAN, INSPECTOR, CLERK = 1, 2, 3
DAY = date(2026, 3, 4)  # a Wednesday


def history(*lines: tuple[str, str, dict[str, Data]], kind: Kind = Kind.SURPRISE, code: str = "K7") -> list[Step]:
    first: dict[str, Data] = {"kind": kind.value, "unit": "land", "day": DAY.isoformat(), "inspector": INSPECTOR}
    steps = [Step(code, "planned", CHAIRMAN, at("02/03/2026 09:00"), first)]
    return [*steps, *(Step(code, what, INSPECTOR, at(when), data) for what, when, data in lines)]


def one(*lines: tuple[str, str, dict[str, Data]], kind: Kind = Kind.SURPRISE) -> Inspection:
    (found,) = read(history(*lines, kind=kind))
    return found


ARRIVED: tuple[str, str, dict[str, Data]] = ("arrived", "04/03/2026 09:00", {"pass": "482913"})
CHECKED: tuple[str, str, dict[str, Data]] = ("checked_in", "04/03/2026 09:05", {})


def test_a_history_is_read_to_its_end() -> None:
    found = one(
        ("moved", "02/03/2026 10:00", {"day": "2026-03-05"}),
        ("assigned", "02/03/2026 10:00", {"inspector": 8}),
        ("assigned", "02/03/2026 10:00", {"inspector": "8"}),
        ("told", "02/03/2026 10:01", {}),
        ARRIVED,
        CHECKED,
        ("marked", "04/03/2026 09:10", {"item": "late", "mark": "fault"}),
        ("marked", "04/03/2026 09:11", {"item": "roster", "mark": "ok"}),
        ("finished", "04/03/2026 10:00", {"result": "faults", "words": "Hai hồ sơ", "follow_up": "2026-03-11"}),
        ("followed", "11/03/2026 10:00", {}),
    )
    assert (found.day, found.inspector, found.pass_code, found.confirmed_by) == (date(2026, 3, 5), 8, "482913", 2)
    assert found.marks == {"late": Mark.FAULT, "roster": Mark.OK}
    assert (found.result, found.follow_up, found.words) == (Result.FAULTS, date(2026, 3, 11), "Hai hồ sơ")
    assert found.followed_at == at("11/03/2026 10:00")
    assert not found.is_open
    assert one(("checked_in", "04/03/2026 09:05", {"alone": True})).confirmed_by is None
    assert one(("finished", "04/03/2026 10:00", {"result": "good"})).follow_up is None
    assert one(("cancelled", "03/03/2026 09:00", {})).cancelled


def test_a_plan_without_an_inspector_is_its_planners_and_lines_of_unknown_ones_are_left_out() -> None:
    data: dict[str, Data] = {"kind": "surprise", "unit": "land", "day": "2026-03-04", "inspector": None}
    lines = [
        Step("A", "told", 1, at("02/03/2026 08:00"), {}),
        Step("B", "planned", CHAIRMAN, at("02/03/2026 09:00"), data),
    ]
    assert [(found.code, found.inspector) for found in read(lines)] == [("B", CHAIRMAN)]


def test_before_check_in_only_inspector_and_chairman_know_of_a_surprise() -> None:
    secret, held = one(("told", "03/03/2026 09:00", {}), ARRIVED), one(ARRIVED, CHECKED)
    assert may_know(secret, CHAIRMAN, chairman=True, concerned=False)
    assert may_know(secret, INSPECTOR, chairman=False, concerned=False)
    assert not may_know(secret, CLERK, chairman=False, concerned=True)
    assert may_know(held, CLERK, chairman=False, concerned=True)
    assert not may_know(held, CLERK, chairman=False, concerned=False)


def test_of_a_periodic_one_the_unit_knows_once_it_was_told_or_somebody_came() -> None:
    for found, knows in (
        (one(kind=Kind.PERIODIC), False),
        (one(("told", "02/03/2026 09:00", {}), kind=Kind.PERIODIC), True),
        (one(CHECKED, kind=Kind.PERIODIC), True),
    ):
        assert may_know(found, CLERK, chairman=False, concerned=True) is knows
        assert not may_know(found, CLERK, chairman=False, concerned=False)


@pytest.mark.parametrize(
    ("kind", "day", "now", "why"),
    [
        ("casual", DAY, "02/03/2026 09:00", "no_kind"),
        ("surprise", date(2026, 3, 7), "02/03/2026 09:00", "day_off"),
        ("surprise", DAY, "05/03/2026 09:00", "past"),
        ("surprise", DAY, "04/03/2026 09:00", ""),
        ("periodic", DAY, "04/03/2026 09:00", "too_soon"),
        ("periodic", DAY, "03/03/2026 16:59", ""),
        ("periodic", DAY, "03/03/2026 17:30", "too_soon"),  # the message would arrive on the very morning
        ("periodic", date(2026, 3, 9), "06/03/2026 18:00", "too_soon"),
        ("periodic", date(2026, 3, 9), "06/03/2026 16:00", ""),
    ],
)
def test_a_day_is_a_working_day_to_come_and_a_periodic_one_leaves_the_unit_a_working_day(
    kind: str, day: date, now: str, why: str
) -> None:
    assert refuse_plan(kind, day, at(now), CAL) == why


def test_nobody_can_be_told_in_time_of_a_day_off() -> None:
    assert not told_in_time(at("02/03/2026 09:00"), date(2026, 3, 8), CAL)


def test_the_inspector_is_confirmed_once_within_half_an_hour() -> None:
    now = at("04/03/2026 09:20")
    assert refuse_check_in(one(), now) == "not_here"
    assert refuse_check_in(one(ARRIVED, CHECKED), now) == "not_here"
    assert refuse_check_in(one(ARRIVED, ("cancelled", "04/03/2026 09:01", {})), now) == "not_here"
    assert refuse_check_in(one(ARRIVED), now) == ""
    assert refuse_check_in(one(ARRIVED), at("04/03/2026 09:31")) == "expired"


def test_a_result_fits_the_checklist_and_what_is_wanting_is_looked_at_again() -> None:
    held, now = one(ARRIVED, CHECKED), at("04/03/2026 10:00")
    wanting = one(ARRIVED, CHECKED, ("marked", "04/03/2026 09:10", {"item": "late", "mark": "fault"}))
    assert refuse_finish(one(ARRIVED), "good", None, now, CAL) == "not_here"
    assert refuse_finish(held, "fine", None, now, CAL) == "no_result"
    assert refuse_finish(held, "good", None, now, CAL) == ""
    assert refuse_finish(wanting, "good", None, now, CAL) == "marked_fault"
    assert refuse_finish(wanting, "faults", None, now, CAL) == "no_follow_up"
    assert refuse_finish(wanting, "grave", DAY, now, CAL) == "no_follow_up"
    assert refuse_finish(wanting, "grave", date(2026, 3, 7), now, CAL) == "day_off"
    assert refuse_finish(wanting, "grave", date(2026, 3, 9), now, CAL) == ""


def planned(day: date, kind: Kind = Kind.SURPRISE, *, cancelled: bool = False, held: bool = False) -> Inspection:
    came = at("04/03/2026 09:00") if held else None
    return Inspection(day.isoformat(), kind, "land", day, 2, 1, cancelled=cancelled, checked_in_at=came)


def test_the_months_of_the_article_want_nineteen_weeks_and_five_periodic_ones() -> None:
    """Handbook §10: at least 19 weekly and 4 monthly ones from 01/01 to 15/05/2023; Tết empties one of the 20 weeks."""
    found = gaps((), date(2023, 1, 1), date(2023, 5, 15), CAL)
    assert len(found) >= 19
    assert sum(gap.kind is Kind.PERIODIC for gap in found) == 5
    assert all(CAL.is_working_day(day) for gap in found for day in gap.days)


def test_what_is_planned_closes_the_gap_of_its_week_and_month_and_what_was_called_off_does_not() -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 13)
    assert [gap.kind for gap in gaps((), first, last, CAL)] == [Kind.PERIODIC, Kind.SURPRISE]
    both = (planned(DAY, Kind.PERIODIC), planned(date(2026, 3, 11)))
    assert gaps(both, first, last, CAL) == ()
    off = (planned(DAY, Kind.PERIODIC, cancelled=True), planned(date(2026, 3, 11)))
    assert [(gap.kind, gap.days[0]) for gap in gaps(off, first, last, CAL)] == [(Kind.PERIODIC, first)]
    only_surprises = (planned(DAY), planned(date(2026, 3, 11)))
    (gap,) = gaps(only_surprises, first, last, CAL)
    assert (gap.kind, gap.days[0], gap.days[-1]) == (Kind.PERIODIC, first, last)


def test_the_alert_of_a_week_is_on_friday_at_15_or_on_the_last_working_day_before() -> None:
    assert alert_at(date(2026, 3, 2), CAL) == at("06/03/2026 15:00")
    assert alert_at(date(2026, 3, 8), CAL) == at("06/03/2026 15:00")
    off = Calendar({date(2026, 3, 6): "nghỉ", date(2026, 3, 5): "nghỉ"}, frozenset())
    assert alert_at(date(2026, 3, 2), off) == at("04/03/2026 15:00")
    idle = Calendar({date(2026, 3, 2) + timedelta(days=n): "Tết" for n in range(5)}, frozenset())
    assert alert_at(date(2026, 3, 2), idle) is None
    assert month_alert_at(date(2026, 2, 3), CAL) == at("27/02/2026 15:00")


def test_only_an_inspection_at_which_somebody_was_there_counts() -> None:
    held, only_planned = planned(DAY, Kind.PERIODIC, held=True), planned(DAY, Kind.PERIODIC)
    assert held_in_week((only_planned, held), date(2026, 3, 6))
    assert not held_in_week((only_planned,), date(2026, 3, 6))
    assert not held_in_week((held,), date(2026, 3, 9))
    assert held_in_month((held,), date(2026, 3, 31))
    assert not held_in_month((only_planned, planned(DAY, held=True)), date(2026, 3, 31))
    assert not held_in_month((held,), date(2026, 4, 1))


def test_units_not_visited_or_with_alerts_have_more_lots() -> None:
    today = date(2026, 3, 4)
    assert lots(Candidate("a", None, 0), today) == 13
    assert lots(Candidate("a", date(2026, 2, 18), 0), today) == 3
    assert lots(Candidate("a", today, 9), today) == 11
    assert lots(Candidate("a", date(2026, 3, 9), 0), today) == 1


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.sampled_from("abcdef"),
        st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        st.integers(0, 20),
    ),
    min_size=1,
    unique_by=lambda one: one.unit,
)


@given(CANDIDATES, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_every_unit_is_drawn_by_exactly_its_lots(candidates: list[Candidate], today: date) -> None:
    first = draw(candidates, 0, today)
    assert first is not None
    drawn = [draw(candidates, number, today) for number in range(first.total)]
    for candidate in candidates:
        assert sum(one is not None and one.unit == candidate.unit for one in drawn) == lots(candidate, today)
    again = draw(candidates, first.total, today)
    assert again is not None
    assert again.unit == first.unit


def test_without_units_nothing_is_drawn() -> None:
    assert draw((), 7, DAY) is None
