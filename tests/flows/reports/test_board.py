"""The notice board hides small numbers, also from who can subtract; reasons and weeks are counted."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.answers import Data
from flows.moves import AskSupplement, Decline, RecordResult, Refuse
from flows.reports.board import SMALL, Board, Shown, apart, board, hidden
from flows.reports.codec import (
    board_from_data,
    board_to_data,
    table_from_data,
    table_to_data,
    week_from_data,
    week_to_data,
)
from flows.reports.periods import Period
from flows.reports.reasons import reasons
from flows.reports.short import short
from flows.reports.spread import spread
from flows.reports.table import ALL, Figure, Line, Table
from flows.reports.week import Bar, week
from tests.flows.calendars import at
from tests.flows.reports.cases import EARLY, LATE, SINCE, TAKEN, UNTIL, VIETNAM, Event, case

LETTERS = "ABCDEFGHIJKLMNOPQRST"


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, None), (4, None), (5, 5), (60, 60)])
def test_numbers_below_five_are_hidden_and_nothing_is_nothing(count: int, expected: int | None) -> None:
    assert hidden(count) == Shown(expected, small=expected is None)


WORLDS = {(one, other): apart(one, other) for one in range(61) for other in range(61)}


@given(st.integers(0, 30), st.integers(0, 30))
@example(4, 4)
@example(1, 5)
def test_what_is_hidden_cannot_be_subtracted(timely: int, late: int) -> None:
    """Whoever reads the board can think of at least two worlds in which it would say the same, where it hides one."""
    told = apart(timely, late)
    assert all(one.count is None or one.count == 0 or one.count >= SMALL for one in told)
    worlds = [world for world, said in WORLDS.items() if said == told]
    for place, count in enumerate((timely, late)):
        if 0 < count < SMALL:
            assert len({world[place] for world in worlds}) > 1


def test_the_board_of_a_month() -> None:
    """Twenty files, A to R early, S and T late; T of land. 18 in time, 2 late: both are hidden."""
    files = [
        case(one, TAKEN, (RecordResult(), LATE if one in "ST" else EARLY), of="land" if one == "T" else "x")
        for one in LETTERS
    ]
    files += [case(f"r{n}", (AskSupplement("proof", "blurred"), "03/03/2026 09:00")) for n in range(6)]
    files += [case(f"s{n}", (Refuse("not_here"), "03/03/2026 09:00")) for n in range(3)]
    files += [case(f"o{n}", (Refuse("other"), "03/03/2026 09:00")) for n in range(9)]
    tables = [make(files, SINCE, UNTIL, VIETNAM) for make in (short, spread, reasons)]
    found = board(*tables)
    assert found.received == found.decided == Shown(20)
    assert (found.timely, found.late) == (Shown(None), Shown(None, small=True))
    assert found.medians == {"x": Decimal("4.8")}  # 6.5 h on Monday, 3 × 8 h, 7.5 h on Friday: 38 h
    assert found.reasons == (("blurred", Shown(6)), ("not_here", Shown(None, small=True)))
    assert board_from_data(board_to_data(found)) == found


def test_an_empty_board_hides_nothing_and_is_not_worth_showing() -> None:
    tables = [make([], SINCE, UNTIL, VIETNAM) for make in (short, spread, reasons)]
    empty = board(*tables)
    assert empty == Board(Shown(0), Shown(0), Shown(0), Shown(0), {}, ())
    few = board(
        *(make([case(one, TAKEN) for one in "ABCD"], SINCE, UNTIL, VIETNAM) for make in (short, spread, reasons))
    )
    many = board(
        *(make([case(one, TAKEN) for one in "ABCDE"], SINCE, UNTIL, VIETNAM) for make in (short, spread, reasons))
    )
    assert (empty.is_empty, few.is_empty, many.is_empty) == (True, True, False)


def test_reasons_of_each_paper_count_in_place_of_the_request_that_names_them() -> None:
    marks = [
        Event(2, "paper_marked", at("02/03/2026 10:00"), {"paper": "proof", "right": False, "reason": "dark"}),
        Event(3, "paper_marked", at("02/03/2026 10:01"), {"paper": "card", "right": False, "reason": "expired"}),
        Event(4, "paper_marked", at("02/03/2026 10:02"), {"paper": "photo", "right": False, "reason": "cut"}),
    ]
    asked = Event(5, "ask_supplement", at("02/03/2026 10:05"), {"reason": "marked", "marks": [2, 3]})
    again = Event(6, "ask_supplement", at("02/03/2026 10:06"), {"reason": "marked"})
    silent = Event(7, "decline", at("02/03/2026 10:07"))
    model = case("A")
    files = [
        model.__class__("A", "x", "p", False, "5wd", (*model.log, *marks, asked)),
        model.__class__("B", "x", "p", False, "5wd", (*model.log, again, silent)),
        case("C", TAKEN, (Decline("dark"), EARLY)),
        case("D", (Refuse("dark"), "27/02/2026 09:00"), sent="27/02/2026 08:00"),
    ]
    table = reasons(files, SINCE, UNTIL, VIETNAM)
    assert [(line.key, line.figures[0].files) for line in table.lines] == [
        ("reason:dark", ("A", "C")),
        ("reason:expired", ("A",)),
        ("reason:marked", ("B",)),
    ]


def test_the_week_as_its_picture_tells_it() -> None:
    """The week 02/03 to 08/03/2026: what was accepted, decided, and how near the dates of what runs are at its end."""
    files = (
        case("A", TAKEN, (RecordResult(), "06/03/2026 09:00"), online=True),
        case("B", TAKEN, (RecordResult(), "05/03/2026 09:00"), term="1wd", of="land"),  # due on 03/03: late
        case("C", TAKEN, of="land"),  # due on 09/03: within two working days of Monday, 09/03 00:00
        case("D", TAKEN, term="20wd", of="land"),
        case("E", TAKEN, term="1wd"),  # overdue
        case("F", (TAKEN[0], "27/02/2026 09:00"), (RecordResult(), "27/02/2026 10:00"), sent="27/02/2026 08:00"),
        case("G", (AskSupplement("proof", "dark"), "04/03/2026 09:00")),
    )
    found = week(files, Period(date(2026, 3, 2), date(2026, 3, 8)), VIETNAM)
    assert found.received[-2:] == (Bar("2026-02-23", (0, 1)), Bar("2026-03-02", (1, 4)))
    assert len(found.received) == 6
    assert found.handled == (Bar("civil_status", (1, 0, 0)), Bar("land", (0, 0, 1)))
    assert found.running == (Bar("civil_status", (0, 0, 1)), Bar("land", (1, 1, 0)))
    assert found.returned == (Bar("dark", (1,)),)
    assert week_from_data(week_to_data(found)) == found


def test_a_made_report_can_be_kept_and_read_again() -> None:
    line = Line(ALL, (Figure(3, ("A", "B")), Figure(Decimal("12.50")), Figure("good"), Figure()))
    table = Table("nine", ("a", "b", "c", "d"), (line,))
    assert table_from_data(table_to_data(table)) == table


@pytest.mark.parametrize(
    "data",
    [
        {"lines": [["all", [[[], []]]]], "columns": []},
        {"lines": "x", "columns": []},
        {"lines": [["all", [[{"x": 1}, []]]]], "columns": []},
        {"lines": [], "columns": None},
    ],
)
def test_what_is_no_report_is_refused(data: dict[str, Data]) -> None:
    with pytest.raises(ValueError):
        table_from_data(data)


@pytest.mark.parametrize("data", [{}, {"received": [1, False], "decided": 1}])
def test_what_is_no_board_is_refused(data: dict[str, Data]) -> None:
    with pytest.raises(ValueError):
        board_from_data(data)


def test_a_board_without_medians_is_refused() -> None:
    with pytest.raises(ValueError):
        board_from_data({name: [1, False] for name in ("received", "decided", "timely", "late")})
