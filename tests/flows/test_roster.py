"""The duty roster as drawn: what holds for every week, every crew and every calendar."""

from collections import Counter, defaultdict
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.deadlines import Calendar
from flows.roster import (
    Absence,
    Crew,
    Duty,
    Member,
    Shift,
    draft_at,
    draw,
    loads,
    monday_of,
    period,
    publish_at,
    working_days,
)
from tests.flows.calendars import at, vietnam

CALENDAR = vietnam()
BODIES = ("front", "women", "farmers", "veterans", "youth")
FIRST, LAST = date(2023, 1, 2), date(2027, 12, 20)
SHORT = {"front": "F", "women": "W", "farmers": "A", "veterans": "V", "youth": "Y"}


def crew(*sizes: int, absences: tuple[Absence, ...] = ()) -> Crew:
    """So many members for each body, numbered body by body: 11, 12, … then 21, …"""
    members = (Member(10 * place + n, BODIES[place - 1]) for place, size in enumerate(sizes, 1) for n in range(size))
    return Crew(BODIES, tuple(members), absences)


def sheet(duties: tuple[Duty, ...]) -> list[str]:
    """A day a line: who serves in the morning / in the afternoon."""
    lines: dict[date, dict[Shift, str]] = defaultdict(lambda: {Shift.MORNING: "", Shift.AFTERNOON: ""})
    for one in duties:
        lines[one.day][one.shift] += f"{SHORT[one.body]}{'-' if one.person is None else one.person % 10}"
    return [f"{day:%a %d/%m} {halves[Shift.MORNING]} {halves[Shift.AFTERNOON]}" for day, halves in lines.items()]


def several(start: date, weeks: int, of: Crew, calendar: Calendar = CALENDAR) -> tuple[Duty, ...]:
    """The rosters of consecutive weeks, each drawn knowing those before."""
    duties: tuple[Duty, ...] = ()
    for week in range(weeks):
        duties += draw(start + timedelta(days=7 * week), of, duties, calendar)
    return duties


def test_in_a_usual_week_each_body_has_its_day_and_its_members_take_turns() -> None:
    assert sheet(draw(date(2026, 11, 30), crew(2, 1, 3, 2, 2), (), CALENDAR)) == [
        "Mon 30/11 F0 F1",
        "Tue 01/12 W0 W0",
        "Wed 02/12 A0 A1",
        "Thu 03/12 V0 V1",
        "Fri 04/12 Y0 Y1",
    ]


def test_a_body_whose_day_is_a_holiday_shares_another_day_of_that_week() -> None:
    lines = sheet(draw(date(2026, 11, 23), crew(1, 1, 1, 1, 1), (), CALENDAR))  # Tuesday 24/11 is a day off
    assert [line[:9] for line in lines] == ["Mon 23/11", "Wed 25/11", "Thu 26/11", "Fri 27/11"]
    assert Counter(line[10] for line in lines) == {"F": 1, "A": 1, "V": 1, "Y": 1}
    assert sum("W0" in line for line in lines) == 1


def test_a_week_of_one_working_day_has_all_bodies_on_it() -> None:
    only = Calendar({date(2026, 12, day): "off" for day in (7, 8, 9, 11)}, frozenset())
    assert len(draw(date(2026, 12, 7), crew(1, 1, 1, 1, 1), (), only)) == len(BODIES)
    assert {one.shift for one in draw(date(2026, 12, 7), crew(1, 1, 1, 1, 1), (), only)} == set(Shift)


def test_a_week_of_holidays_is_empty_and_a_make_up_saturday_is_served() -> None:
    assert draw(date(2026, 2, 16), crew(1, 1, 1, 1, 1), (), CALENDAR) == ()  # Tết
    saturday = [one for one in draw(date(2026, 8, 17), crew(1, 1, 1, 1, 1), (), CALENDAR) if one.day.weekday() == 5]
    assert [one.day for one in saturday] == [date(2026, 8, 22)] * 2
    assert len({one.body for one in saturday}) == 1


def test_a_further_day_goes_to_the_body_that_had_the_fewest_turns_that_month() -> None:
    past = tuple(Duty(date(2026, 8, 3), shift, body, None) for shift in Shift for body in BODIES[:4])
    saturday = [one for one in draw(date(2026, 8, 17), crew(1, 1, 1, 1, 1), past, CALENDAR) if one.day.weekday() == 5]
    assert {one.body for one in saturday} == {"youth"}


def test_who_is_away_is_left_out_and_their_body_moves_to_a_day_on_which_somebody_is_there() -> None:
    away = Absence(10, date(2026, 11, 30), date(2026, 12, 1))
    duties = draw(date(2026, 11, 30), crew(1, 1, 1, 1, 1, absences=(away,)), (), CALENDAR)
    assert next(one.day for one in duties if one.body == "front") >= date(2026, 12, 2)
    assert {one.body for one in duties} == set(BODIES)


def test_a_body_of_which_nobody_is_there_all_week_is_replaced_by_another() -> None:
    away = Absence(30, date(2026, 11, 30), date(2026, 12, 4))
    duties = draw(date(2026, 11, 30), crew(1, 1, 1, 1, 1, absences=(away,)), (), CALENDAR)
    assert {one.body for one in duties} == set(BODIES) - {"farmers"}
    assert all(one.person is not None for one in duties) and len(duties) == 10


def test_a_half_day_stays_empty_only_when_nobody_at_all_is_there() -> None:
    everybody = tuple(Absence(10 * n, date(2026, 12, 2), date(2026, 12, 2)) for n in range(1, 6))
    duties = draw(date(2026, 11, 30), crew(1, 1, 1, 1, 1, absences=everybody), (), CALENDAR)
    assert [(one.day, one.shift) for one in duties if one.person is None] == [
        (date(2026, 12, 2), shift) for shift in Shift
    ]


def test_bodies_without_members_are_left_out_and_without_any_there_is_no_roster() -> None:
    assert {one.body for one in draw(date(2026, 11, 30), crew(1, 0, 2), (), CALENDAR)} == {"front", "farmers"}
    assert draw(date(2026, 11, 30), Crew(BODIES, ()), (), CALENDAR) == ()


def test_a_person_serves_for_one_body_only() -> None:
    with pytest.raises(ValueError, match="one body"):
        Crew(BODIES, (Member(1, "front"), Member(1, "women")))


def test_turns_of_a_month_are_counted_by_person() -> None:
    duties = (
        Duty(date(2026, 11, 30), Shift.MORNING, "front", 1),
        Duty(date(2026, 12, 1), Shift.MORNING, "front", 1),
        Duty(date(2026, 12, 1), Shift.AFTERNOON, "front", None),
    )
    assert loads(duties, (2026, 11)) == {1: 1} and loads(duties, (2026, 12)) == {1: 1}


@pytest.mark.parametrize(
    ("monday", "drafted", "published"),
    [
        (date(2026, 12, 7), "03/12/2026 08:00", "04/12/2026 15:00"),
        (date(2026, 8, 24), "20/08/2026 08:00", "21/08/2026 15:00"),  # a make-up Saturday follows: still on Friday
        (date(2026, 2, 23), "12/02/2026 08:00", "13/02/2026 15:00"),  # the whole week of Tết lies between
        (date(2026, 5, 4), "28/04/2026 08:00", "29/04/2026 15:00"),  # Friday 01/05 is a day off
    ],
)
def test_it_is_drafted_a_working_day_before_it_is_published_on_friday(
    monday: date, drafted: str, published: str
) -> None:
    assert draft_at(monday, CALENDAR, time(8)) == at(drafted)
    assert publish_at(monday, CALENDAR, time(15)) == at(published)


def test_a_turn_lasts_for_half_an_office_day() -> None:
    day = date(2026, 11, 30)
    assert period(day, Shift.MORNING, CALENDAR.hours) == (at("30/11/2026 07:30"), at("30/11/2026 11:30"))
    assert period(day, Shift.AFTERNOON, CALENDAR.hours) == (at("30/11/2026 13:30"), at("30/11/2026 17:30"))


mondays = st.dates(FIRST, LAST).map(monday_of)
sizes = st.lists(st.integers(0, 4), min_size=5, max_size=5).filter(any)
tried = settings(max_examples=150, deadline=None)


@st.composite
def away(draw_: st.DrawFn, start: date) -> tuple[Absence, ...]:
    """Absences within the next five weeks."""
    people = st.sampled_from([10 * body + n for body in range(1, 6) for n in range(4)])
    days = st.tuples(st.integers(0, 34), st.integers(0, 12))
    pairs = draw_(st.lists(st.tuples(people, days), max_size=12))
    return tuple(
        Absence(person, start + timedelta(days=first), start + timedelta(days=first + length))
        for person, (first, length) in pairs
    )


@tried
@given(st.data(), mondays, sizes)
def test_whoever_is_away_nobody_is_booked_twice_and_every_working_half_day_is_served(
    data: st.DataObject, start: date, sizes: list[int]
) -> None:
    of = crew(*sizes, absences=data.draw(away(start)))
    duties = several(start, 4, of)
    taken = [(one.person, one.day, one.shift) for one in duties if one.person is not None]
    assert len(taken) == len(set(taken))
    days = [day for week in range(4) for day in working_days(start + timedelta(days=7 * week), CALENDAR)]
    assert {(one.day, one.shift) for one in duties} == {(day, shift) for day in days for shift in Shift}
    for one in duties:
        if one.person is None:  # then nobody at all is there that day
            assert not any(of.present(body, one.day) for body in BODIES)
        else:
            assert one.person in of.present(one.body, one.day)


@tried
@given(st.data(), mondays, sizes)
def test_whoever_is_away_every_body_serves_in_every_week_in_which_one_of_it_is_there(
    data: st.DataObject, start: date, sizes: list[int]
) -> None:
    of = crew(*sizes, absences=data.draw(away(start)))
    for week in range(4):
        monday = start + timedelta(days=7 * week)
        days = working_days(monday, CALENDAR)
        serving = {one.body for one in draw(monday, of, (), CALENDAR) if one.person is not None}
        assert serving == {body for body in BODIES if any(of.present(body, day) for day in days)}


@tried
@given(mondays, sizes)
def test_when_nobody_is_away_the_members_of_a_body_differ_by_at_most_one_turn_in_every_month(
    start: date, sizes: list[int]
) -> None:
    of = crew(*sizes)
    duties = several(start, 10, of)
    for month in {(one.day.year, one.day.month) for one in duties}:
        counts = loads(duties, month)
        for body in BODIES:
            mine = [counts.get(person, 0) for person in of.of(body)]
            assert not mine or max(mine) - min(mine) <= 1


@tried
@given(st.data(), mondays, sizes)
def test_whoever_is_away_two_of_a_body_who_are_there_on_the_same_days_differ_by_at_most_one_turn_a_month(
    data: st.DataObject, start: date, sizes: list[int]
) -> None:
    of = crew(*sizes, absences=data.draw(away(start)))
    duties = several(start, 5, of)
    missed = {one.person: set[date]() for one in of.members}
    for day in {one.day for one in duties}:
        for person, days in missed.items():
            days.update({day} if of.is_away(person, day) else ())
    for month in {(one.day.year, one.day.month) for one in duties}:
        counts = loads(duties, month)
        for body in BODIES:
            for first in of.of(body):
                for second in of.of(body):
                    if {day for day in missed[first] if (day.year, day.month) == month} == {
                        day for day in missed[second] if (day.year, day.month) == month
                    }:
                        assert abs(counts.get(first, 0) - counts.get(second, 0)) <= 1


@tried
@given(st.data(), mondays, sizes)
def test_the_same_inputs_in_any_order_give_the_same_roster(data: st.DataObject, start: date, sizes: list[int]) -> None:
    of = crew(*sizes, absences=data.draw(away(start)))
    shuffled = Crew(BODIES, tuple(data.draw(st.permutations(of.members))), of.absences[::-1])
    past = several(start - timedelta(days=14), 2, of)
    assert draw(start, of, past, CALENDAR) == draw(start, shuffled, past[::-1], CALENDAR)
