"""The roster by the clock: drafted, published, reminded of, gaps, downtime, thanks."""

from datetime import date

import pytest

from bot.services.roster import turns
from tests.bot.roster.crewed import MONDAY, Crewed
from tests.flows.calendars import at


def test_without_anybody_on_the_list_nothing_happens(bare: Crewed) -> None:
    bare.settle("organiser", None)
    bare.round("27/11/2026 15:00")
    assert bare.turns() == [] and bare.owed("organiser") == []


def test_a_draft_is_made_on_thursday_and_published_on_friday_each_once(here: Crewed) -> None:
    here.round("26/11/2026 07:59")
    assert here.turns() == []
    here.round("26/11/2026 08:00", times=3)
    assert len(here.turns()) == 10 and len(here.owed("organiser", "roster_draft")) == 1
    assert not here.told("roster_published")
    here.round("27/11/2026 14:59")
    assert not here.told("roster_published")
    here.round("27/11/2026 15:00", times=3)
    assert here.told("roster_published") == ["hoa", "ha", "lan", "mai", "tuan", "son"]
    assert len(here.owed("hoa", "roster_published")) == 1


def test_what_the_organiser_published_before_is_not_published_again(week: Crewed) -> None:
    week.round("27/11/2026 15:30", times=2)
    assert len(week.owed("hoa", "roster_published")) == 1


def test_a_week_without_working_days_has_no_roster_and_the_one_after_is_ready_before_it(here: Crewed) -> None:
    here.at("01/02/2026 09:00")
    here.round("13/02/2026 15:00")
    assert here.turns(date(2026, 2, 16), date(2026, 2, 20)) == []


def test_after_three_days_without_power_the_week_is_out_on_monday_and_past_reminders_are_not_sent(here: Crewed) -> None:
    here.round("26/11/2026 08:00")
    here.round("30/11/2026 06:30")
    assert here.told("roster_published") and not here.told("turn_tomorrow")
    here.round("30/11/2026 07:00")
    assert here.told("turn_today") == ["hoa", "ha"]
    here.round("30/11/2026 07:20")
    assert not here.told("turn_gap")  # nobody is missed before they can have read it
    here.round("30/11/2026 08:30")
    assert here.told("turn_gap") == ["organiser"]


def test_a_week_of_which_nothing_was_known_is_not_begun_in_its_midst(here: Crewed) -> None:
    here.round("02/12/2026 09:00")
    assert here.turns() == []


def test_a_late_draft_leaves_out_the_days_that_are_past(here: Crewed) -> None:
    here.round("26/11/2026 08:00")
    here.round("02/12/2026 09:00")
    assert min(one.turn.day for one in here.turns()) == at("02/12/2026 00:00").date()


def test_a_holder_is_reminded_once_in_the_evening_and_once_in_the_morning(week: Crewed) -> None:
    week.round("29/11/2026 18:59")
    assert not week.told("turn_tomorrow")
    week.round("29/11/2026 19:00", times=3)
    week.round("29/11/2026 22:00")
    week.round("30/11/2026 07:00", times=3)
    assert [one.kind for one in week.owed("hoa", "turn_")] == ["turn_tomorrow", "turn_today"]
    assert week.told("turn_today") == ["hoa", "ha"]


def test_who_was_offline_in_the_evening_is_not_rung_at_night(week: Crewed) -> None:
    week.round("29/11/2026 20:30")
    week.round("30/11/2026 03:00")
    assert not week.told("turn_")


def test_reserves_are_asked_one_after_the_other_until_nobody_is_left_then_the_head_is_told(week: Crewed) -> None:
    week.round("30/11/2026 07:15", times=2)
    assert week.told("turn_gap") == ["organiser"] and len(week.owed("organiser", "turn_gap")) == 2
    assert week.told("turn_reserve") == ["hoa", "ha"]  # of the same body, for each other's half day
    for minute in ("07:30", "07:45", "08:00", "08:15"):
        week.round(f"30/11/2026 {minute}", times=2)
    assert week.told("turn_reserve") == ["hoa", "ha", "lan", "mai", "tuan", "son"]
    assert not week.told("turn_uncovered")
    week.round("30/11/2026 08:30", times=2)
    assert week.told("turn_uncovered") == ["organiser", "head"]
    week.round("30/11/2026 09:00", times=2)
    assert len(week.owed("head", "turn_uncovered")) == 2


def test_nobody_is_asked_at_night(week: Crewed) -> None:
    week.at("29/11/2026 21:00")
    turn = week.turn(0).turn
    library, now = week.stage.content, week.stage.now()
    assert week.stage.database.run(lambda u: turns.give_up(u, library, turn.id, turn.person or 0, now)) == ""
    week.round("30/11/2026 02:00")
    assert not week.told("turn_reserve") and not week.told("turn_gap")
    week.round("30/11/2026 07:00")
    assert week.told("turn_reserve") == ["ha"] and week.told("turn_gap") == ["organiser"]


async def test_a_swap_that_nobody_answered_ends_when_a_turn_begins(week: Crewed) -> None:
    mine, theirs = week.turn(0).turn, week.turn(2).turn
    await week.press(week.whose(mine.person), "swapto", mine.id, theirs.id)
    week.round("30/11/2026 07:29")
    assert len(week.stage.database.run(lambda u: u.duty.open_swaps())) == 1
    week.round("30/11/2026 07:30")
    assert week.stage.database.run(lambda u: u.duty.open_swaps()) == ()
    card = await week.press(week.whose(theirs.person), "agree", 1)
    assert "đã hết hiệu lực" in card.text


@pytest.mark.parametrize("first_day", ["01/12/2026 07:59", "30/11/2026 23:59"])
def test_thanks_wait_for_the_first_working_morning_of_the_month(week: Crewed, first_day: str) -> None:
    _served(week)
    week.round(first_day)
    assert not week.told("roster_thanks")


def test_each_who_served_is_thanked_once_a_month(week: Crewed) -> None:
    _served(week)
    week.round("01/12/2026 08:00", times=3)
    week.round("02/12/2026 08:00")
    assert week.told("roster_thanks") == ["hoa"] and len(week.owed("hoa", "roster_thanks")) == 1


def _served(week: Crewed) -> None:
    library, now, turn = week.stage.content, week.at("30/11/2026 07:20"), week.turn(0).turn
    assert week.stage.database.run(lambda u: turns.arrive(u, library, turn.id, None, now)) == ""


def test_the_week_is_of_three_bodies_each_with_a_day_and_the_others_shared(week: Crewed) -> None:
    assert week.holders()[:2] == ["hoa", "ha"]
    assert {one.turn.body for one in week.turns()} == {"front", "women", "farmers"}
    assert week.turns()[0].monday == MONDAY
