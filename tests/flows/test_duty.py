"""The life of a duty turn: confirming, gaps, reserves, swaps, taking over, checking in."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from flows.deadlines import OfficeHours
from flows.duty import (
    Gap,
    Turn,
    arrival_refusal,
    asks_next,
    gap,
    give_refusal,
    reminders,
    reserves,
    swap_refusal,
    take_refusal,
)
from flows.roster import Absence, Crew, Member, Shift
from tests.flows.calendars import at

HOURS = OfficeHours()
MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)
CREW = Crew(
    ("front", "women"),
    (Member(1, "front"), Member(2, "front"), Member(3, "women"), Member(4, "women"), Member(5, "women")),
    (Absence(5, MONDAY, MONDAY),),
)
MORNING = Turn(1, MONDAY, Shift.MORNING, "front", 1)
AFTERNOON = Turn(2, MONDAY, Shift.AFTERNOON, "front", 2)
NEXT = Turn(3, TUESDAY, Shift.MORNING, "women", 3)
TURNS = (MORNING, AFTERNOON, NEXT)
BEFORE = at("29/11/2026 20:00")


@pytest.mark.parametrize(
    ("turn", "now", "why"),
    [
        (MORNING, "30/11/2026 07:14", None),
        (MORNING, "30/11/2026 07:15", Gap.UNCONFIRMED),
        (replace(MORNING, confirmed_at=BEFORE), "30/11/2026 07:44", None),
        (replace(MORNING, confirmed_at=BEFORE), "30/11/2026 07:45", Gap.ABSENT),
        (replace(MORNING, arrived_at=BEFORE), "30/11/2026 09:00", None),
        (MORNING, "30/11/2026 11:30", None),
        (replace(MORNING, person=None), "27/11/2026 09:00", Gap.NOBODY),
        (AFTERNOON, "30/11/2026 07:15", Gap.UNCONFIRMED),
        (AFTERNOON, "30/11/2026 13:45", Gap.ABSENT),
        (replace(AFTERNOON, since=at("30/11/2026 13:20")), "30/11/2026 13:49", None),
        (replace(AFTERNOON, since=at("30/11/2026 13:20")), "30/11/2026 13:50", Gap.ABSENT),
        (replace(AFTERNOON, person=None, since=at("30/11/2026 13:20")), "30/11/2026 13:21", Gap.NOBODY),
    ],
)
def test_somebody_else_is_looked_for_once_a_turn_is_unconfirmed_unmanned_or_nobodys(
    turn: Turn, now: str, why: Gap | None
) -> None:
    assert gap(turn, at(now), HOURS) is why


@pytest.mark.parametrize(
    ("asked", "now", "asks"),
    [
        (None, "30/11/2026 07:15", True),
        ("30/11/2026 07:15", "30/11/2026 07:29", False),
        ("30/11/2026 07:15", "30/11/2026 07:30", True),
        ("29/11/2026 19:00", "29/11/2026 19:15", True),
        ("28/11/2026 09:00", "28/11/2026 10:59", False),
        ("28/11/2026 09:00", "28/11/2026 11:00", True),
    ],
)
def test_the_next_reserve_is_asked_after_a_quarter_of_an_hour_and_long_before_after_two_hours(
    asked: str | None, now: str, asks: bool
) -> None:
    assert asks_next(MORNING, at(asked) if asked else None, at(now), HOURS) is asks


def test_reserves_come_from_the_same_body_first_then_those_with_the_fewest_turns() -> None:
    assert reserves(MORNING, CREW, TURNS, (), {3: 4, 4: 1}) == (2, 4, 3)


def test_the_organisers_order_comes_before_all_else() -> None:
    assert reserves(MORNING, CREW, TURNS, (3,), {}) == (3, 2, 4)


def test_nobody_is_asked_who_is_away_on_duty_at_that_hour_or_gave_the_turn_up() -> None:
    busy = (*TURNS, Turn(4, MONDAY, Shift.MORNING, "women", 3))
    assert reserves(replace(MORNING, person=None, before=2), CREW, busy, (), {}) == (1, 4)


def test_turns_change_hands_before_either_begins() -> None:
    assert swap_refusal(MORNING, NEXT, TURNS, CREW, BEFORE, HOURS) == ""


@pytest.mark.parametrize(
    ("mine", "theirs", "turns", "now", "why"),
    [
        (MORNING, replace(NEXT, person=None), TURNS, BEFORE, "gone"),
        (MORNING, replace(NEXT, person=1), TURNS, BEFORE, "same"),
        (MORNING, NEXT, TURNS, at("30/11/2026 07:30"), "begun"),
        (NEXT, MORNING, TURNS, at("30/11/2026 07:30"), "begun"),
        (MORNING, replace(NEXT, person=5), TURNS, BEFORE, "away"),
        (replace(MORNING, person=5), NEXT, TURNS, BEFORE, "double"),
        (replace(NEXT, person=5), MORNING, TURNS, BEFORE, "away"),
        (MORNING, NEXT, (*TURNS, Turn(4, TUESDAY, Shift.MORNING, "front", 1)), BEFORE, "double"),
        (MORNING, NEXT, (*TURNS, Turn(4, MONDAY, Shift.MORNING, "women", 3)), BEFORE, "double"),
    ],
)
def test_a_swap_is_refused_with_its_reason(
    mine: Turn, theirs: Turn, turns: tuple[Turn, ...], now: datetime, why: str
) -> None:
    crowd = (*turns, Turn(9, TUESDAY, Shift.MORNING, "women", 5)) if mine.person == 5 and theirs is NEXT else turns
    assert swap_refusal(mine, theirs, crowd, CREW, now, HOURS) == why


@pytest.mark.parametrize(
    ("turn", "person", "turns", "now", "why"),
    [
        (MORNING, 2, TURNS, BEFORE, ""),
        (MORNING, 2, TURNS, at("30/11/2026 11:30"), "over"),
        (replace(MORNING, arrived_at=BEFORE), 2, TURNS, BEFORE, "there"),
        (MORNING, 1, TURNS, BEFORE, "yours"),
        (MORNING, 77, TURNS, BEFORE, "no_member"),
        (MORNING, 5, TURNS, BEFORE, "away"),
        (AFTERNOON, 1, (*TURNS, Turn(4, MONDAY, Shift.AFTERNOON, "women", 1)), BEFORE, "double"),
    ],
)
def test_a_turn_is_given_to_who_is_free(
    turn: Turn, person: int, turns: tuple[Turn, ...], now: datetime, why: str
) -> None:
    assert give_refusal(turn, person, turns, CREW, now, HOURS) == why


def test_a_turn_is_taken_over_only_when_its_holder_is_not_expected() -> None:
    assert take_refusal(MORNING, 2, TURNS, CREW, BEFORE, HOURS) == "held"
    assert take_refusal(MORNING, 2, TURNS, CREW, at("30/11/2026 07:20"), HOURS) == ""
    assert take_refusal(replace(MORNING, person=None), 2, TURNS, CREW, BEFORE, HOURS) == ""
    assert take_refusal(replace(MORNING, person=None), 5, TURNS, CREW, BEFORE, HOURS) == "away"


@pytest.mark.parametrize(
    ("turn", "now", "why"),
    [
        (MORNING, "30/11/2026 06:44", "early"),
        (MORNING, "30/11/2026 06:45", ""),
        (MORNING, "30/11/2026 11:29", ""),
        (MORNING, "30/11/2026 11:30", "over"),
        (replace(MORNING, arrived_at=BEFORE), "30/11/2026 08:00", "there"),
    ],
)
def test_check_in_is_open_from_three_quarters_of_an_hour_before_the_turn_to_its_end(
    turn: Turn, now: str, why: str
) -> None:
    assert arrival_refusal(turn, at(now), HOURS) == why


def test_the_holder_is_reminded_the_evening_before_and_on_the_morning() -> None:
    assert reminders(AFTERNOON, HOURS) == (
        ("turn_tomorrow", at("29/11/2026 19:00"), at("30/11/2026 07:00")),
        ("turn_today", at("30/11/2026 07:00"), at("30/11/2026 17:30")),
    )
