"""Turns pass from hand to hand: confirmed, given up, taken over, given back, assigned, swapped."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.services.roster import turns
from content.catalog import Library
from storage.unit_of_work import UnitOfWork
from tests.bot.roster.crewed import Crewed

Deed = Callable[[UnitOfWork, Library, int, int, datetime], str]
FIRST = 0  # hoa's morning; the second is ha's afternoon of the same day, then lan and mai, tuan and son, …


def do(week: Crewed, deed: Deed, who: str, place: int = FIRST) -> str:
    """What becomes of a deed of somebody on a turn."""
    turn, library, now = week.turn(place).turn.id, week.stage.content, week.stage.now()
    return week.stage.database.run(lambda u: deed(u, library, turn, week.ids[who], now))


def story(week: Crewed, place: int = FIRST) -> list[str]:
    """The history of a turn."""
    turn = week.turn(place).turn.id
    return [event.what for event in week.stage.database.run(lambda u: u.roster.events(turn))]


def test_a_holder_confirms_and_others_cannot(week: Crewed) -> None:
    assert do(week, turns.confirm, "ha") == "gone"
    assert do(week, turns.confirm, "hoa") == "" and do(week, turns.confirm, "hoa") == ""
    assert week.turn(FIRST).turn.confirmed_at == week.stage.now()
    assert story(week) == ["published", "confirmed"]
    week.at("30/11/2026 11:30")
    assert do(week, turns.confirm, "hoa") == "over"


def test_a_turn_given_up_is_offered_to_the_first_reserve_and_the_organiser_is_told(week: Crewed) -> None:
    assert do(week, turns.give_up, "hoa") == ""
    assert week.told("turn_reserve") == ["ha"] and week.told("turn_gap") == ["organiser"]
    assert (week.turn(FIRST).turn.person, week.turn(FIRST).turn.before) == (None, week.ids["hoa"])


def test_the_first_to_tap_has_it_and_the_second_is_told_so(week: Crewed) -> None:
    do(week, turns.give_up, "hoa")
    assert do(week, turns.take, "ha") == "" and do(week, turns.take, "lan") == "held"
    turn = week.turn(FIRST).turn
    assert turn.person == week.ids["ha"] and turn.confirmed_at == week.stage.now()
    assert week.told("turn_filled") == ["organiser"]


def test_nobody_takes_a_turn_whose_holder_is_expected_or_that_meets_their_own(week: Crewed) -> None:
    assert do(week, turns.take, "lan") == "held"
    week.at("30/11/2026 07:20")
    do(week, turns.give_up, "ha", 1)
    assert do(week, turns.take, "hoa", 1) == ""  # morning and afternoon are two half days
    do(week, turns.give_up, "lan", 2)
    assert do(week, turns.take, "clerk", 2) == "no_member"


def test_what_was_taken_over_and_is_given_back_returns_to_who_had_it_unless_they_refused_it(week: Crewed) -> None:
    week.round("30/11/2026 07:15")  # hoa has not confirmed
    assert do(week, turns.take, "lan") == ""
    assert week.told("turn_released") == ["hoa"]
    assert do(week, turns.give_up, "lan") == ""
    assert week.turn(FIRST).turn.person == week.ids["hoa"] and week.told("turn_given") == ["hoa"]
    assert story(week)[-1] == "given_back"


def test_what_was_given_up_and_taken_is_nobodys_again_when_it_is_given_back(week: Crewed) -> None:
    do(week, turns.give_up, "hoa")
    do(week, turns.take, "ha")
    assert do(week, turns.give_up, "ha") == ""
    assert week.turn(FIRST).turn.person is None
    asked = week.stage.database.run(lambda u: u.duty.asked(week_id(week, u)))
    assert [week.whose(one.person) for one in asked] == ["lan"]  # neither hoa nor ha again


def week_id(week: Crewed, u: UnitOfWork) -> int:
    """The id of the first turn, inside a work."""
    return u.roster.between(week.stage.now().date(), week.stage.now().date().replace(month=12, day=31))[0].turn.id


def test_who_declines_is_passed_over_at_once(week: Crewed) -> None:
    do(week, turns.give_up, "hoa")
    assert do(week, turns.decline, "lan") == "gone"  # was not asked
    assert do(week, turns.decline, "ha") == ""
    assert week.told("turn_reserve") == ["ha", "lan"]


def test_a_confirmed_holder_who_does_not_come_is_replaced_unless_they_come_late(week: Crewed) -> None:
    do(week, turns.confirm, "hoa")
    do(week, turns.confirm, "ha", 1)
    week.round("30/11/2026 07:44")
    assert not week.told("turn_gap")
    week.round("30/11/2026 07:45")
    assert [one.params["why"] for one in week.owed("organiser", "turn_gap")] == ["absent"]
    assert week.told("turn_reserve") == ["ha"]
    assert do(week, _arrive, "hoa") == "" and week.told("turn_filled") == ["organiser"]
    assert do(week, turns.take, "ha") == "there" and do(week, turns.give_up, "hoa") == "there"


def _arrive(u: UnitOfWork, library: Library, turn: int, person: int, now: datetime) -> str:
    return turns.arrive(u, library, turn, None, now)


def test_a_turn_assigned_late_gives_its_holder_half_an_hour(week: Crewed) -> None:
    week.at("30/11/2026 07:25")
    turn, library, now = week.turn(FIRST).turn.id, week.stage.content, week.stage.now()
    by = week.ids["organiser"]
    assert week.stage.database.run(lambda u: turns.assign(u, library, turn, week.ids["lan"], by, now)) == ""
    assert week.told("turn_given") == ["lan"] and week.told("turn_released") == ["hoa"]
    week.round("30/11/2026 07:54")
    assert not [one for one in week.owed("organiser", "turn_gap") if one.params["turn"] == turn]
    week.round("30/11/2026 07:55")
    assert [one.params["why"] for one in week.owed("organiser", "turn_gap") if one.params["turn"] == turn] == ["absent"]


@pytest.mark.parametrize(("who", "why"), [("ha", ""), ("hoa", "yours"), ("clerk", "no_member")])
def test_the_organiser_gives_a_turn_only_to_who_can_take_it(week: Crewed, who: str, why: str) -> None:
    turn, library, now = week.turn(FIRST).turn.id, week.stage.content, week.stage.now()
    person, by = week.ids[who], week.ids["organiser"]
    assert week.stage.database.run(lambda u: turns.assign(u, library, turn, person, by, now)) == why


def test_a_swap_needs_the_other_and_changes_both_turns_and_the_organiser_sees_it(week: Crewed) -> None:
    mine, theirs = week.turn(0).turn, week.turn(2).turn
    library, now = week.stage.content, week.stage.now()

    def ask(u: UnitOfWork) -> str:
        return turns.ask_swap(u, library, mine.id, theirs.id, week.ids["hoa"], now)

    assert week.stage.database.run(ask) == "" and week.stage.database.run(ask) == "asked"
    assert week.told("swap_asked") == ["lan"] and week.holders()[0] == "hoa"

    def agree(u: UnitOfWork, who: str) -> str:
        swap = u.duty.swap(1)
        assert swap is not None
        return turns.agree(u, library, swap, week.ids[who], now)

    assert week.stage.database.run(lambda u: agree(u, "mai")) == "gone"
    assert week.stage.database.run(lambda u: agree(u, "hoa")) == "gone"  # not the asker's own tap
    assert week.stage.database.run(lambda u: agree(u, "lan")) == ""
    assert (week.holders()[0], week.holders()[2]) == ("lan", "hoa")
    assert week.told("swap_answered") == ["hoa"] and week.told("swap_made") == ["organiser"]
    assert week.stage.database.run(lambda u: agree(u, "lan")) == "made"
    assert story(week, 0)[-1] == story(week, 2)[-1] == "swapped"


def test_a_swap_of_turns_that_went_to_others_meanwhile_is_void(week: Crewed) -> None:
    mine, theirs = week.turn(0).turn, week.turn(2).turn
    library, now = week.stage.content, week.stage.now()
    week.stage.database.run(lambda u: turns.ask_swap(u, library, mine.id, theirs.id, week.ids["hoa"], now))
    do(week, turns.give_up, "lan", 2)

    def agree(u: UnitOfWork) -> str:
        swap = u.duty.swap(1)
        assert swap is not None
        return turns.agree(u, library, swap, week.ids["lan"], now)

    assert week.stage.database.run(agree) == "gone" and week.stage.database.run(agree) == "void"


def test_turns_of_a_draft_are_nobodys_business_yet(here: Crewed) -> None:
    here.round("26/11/2026 08:00")
    assert do(here, turns.confirm, "hoa") == do(here, turns.give_up, "hoa") == do(here, turns.take, "lan") == "gone"
    assert do(here, _arrive, "hoa") == "gone"
