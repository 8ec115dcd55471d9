"""Absences and what they do to drafts and published weeks."""

from dataclasses import replace
from datetime import date, timedelta

from bot.services.roster import turns, weeks
from storage.roster_records import TurnRecord
from tests.bot.roster.crewed import MONDAY, Crewed


def away(here: Crewed, who: str, first: date, last: date) -> tuple[TurnRecord, ...]:
    library, now, person = here.stage.content, here.stage.now(), here.ids[who]
    return here.stage.database.run(lambda u: weeks.be_away(u, library, person, first, last, person, now))


def test_an_absence_draws_an_untouched_draft_anew(here: Crewed) -> None:
    here.round("26/11/2026 08:00")
    assert "hoa" in here.holders()
    assert away(here, "hoa", MONDAY, MONDAY + timedelta(days=13)) == ()
    assert "hoa" not in here.holders() and len(here.turns()) == 10
    assert here.told("absence_told") == ["organiser"]


def test_a_draft_changed_by_hand_keeps_its_changes_and_loses_only_the_absent(here: Crewed) -> None:
    here.round("26/11/2026 08:00")
    library, now, turn = here.stage.content, here.stage.now(), here.turn(4).turn.id
    assert here.stage.database.run(lambda u: turns.assign(u, library, turn, here.ids["mai"], 1, now)) == ""
    before = here.holders()
    away(here, "hoa", MONDAY, MONDAY)
    assert here.holders() == ["–" if who == "hoa" and place < 2 else who for place, who in enumerate(before)]
    here.round("27/11/2026 15:00")  # published as it is, and somebody is sought for the empty turn
    assert here.turn(4).turn.person == here.ids["mai"]
    assert here.told("turn_reserve") == ["ha"]


def test_an_absence_frees_turns_of_a_published_week_and_reserves_are_asked(week: Crewed) -> None:
    freed = away(week, "lan", MONDAY, MONDAY + timedelta(days=4))
    assert {one.turn.body for one in freed} == {"women"}
    assert "lan" not in week.holders() and week.told("turn_reserve") == ["mai"]
    assert week.owed("organiser", "absence_told")[0].params["turns"] == len(freed)


def test_an_absence_taken_back_counts_no_more_and_what_others_have_stays_theirs(week: Crewed) -> None:
    away(week, "hoa", MONDAY, MONDAY)
    library, now, turn = week.stage.content, week.stage.now(), week.turn(0).turn.id
    assert week.stage.database.run(lambda u: turns.take(u, library, turn, week.ids["ha"], now)) == ""
    assert week.stage.database.run(lambda u: weeks.come_back(u, library, 1, now))
    assert not week.stage.database.run(lambda u: weeks.come_back(u, library, 1, now))
    assert week.holders()[0] == "ha"
    assert week.stage.database.run(lambda u: u.duty.away(MONDAY)) == ()


def test_a_published_week_is_not_drawn_again_and_an_empty_list_publishes_nothing(week: Crewed) -> None:
    library, now, before = week.stage.content, week.stage.now(), week.holders()
    assert week.stage.database.run(lambda u: weeks.draft(u, library, MONDAY, now)) == 0
    assert not week.stage.database.run(lambda u: weeks.publish(u, library, MONDAY, now, None))
    assert week.holders() == before


def test_without_members_there_is_nothing_to_publish(bare: Crewed) -> None:
    library, now = bare.stage.content, bare.stage.now()
    assert not bare.stage.database.run(lambda u: weeks.publish(u, library, MONDAY, now, None))


def with_calendar(here: Crewed, off: dict[date, str], makeup: frozenset[date] = frozenset()) -> None:
    """The program goes on with another calendar, as after a reload of its content."""
    old = here.stage.content.calendar
    calendar = replace(old, days_off={**old.days_off, **off}, makeup=old.makeup | makeup)
    here.stage.content = replace(here.stage.content, calendar=calendar)


def test_a_day_that_becomes_a_day_off_takes_its_turns_off_and_their_holders_are_told_once(week: Crewed) -> None:
    with_calendar(week, {MONDAY: "hoán đổi"})
    week.round("27/11/2026 16:00", times=3)
    assert week.told("turn_off") == ["hoa", "ha"] and len(week.owed("hoa", "turn_off")) == 1
    week.round("29/11/2026 19:00")
    week.round("30/11/2026 07:15")
    assert not week.told("turn_tomorrow") and not week.told("turn_today") and not week.told("turn_gap")
    library, now, turn = week.stage.content, week.stage.now(), week.turn(0).turn.id
    assert week.stage.database.run(lambda u: turns.confirm(u, library, turn, week.ids["hoa"], now)) == "gone"


def test_a_make_up_saturday_decided_late_is_filled_and_whoever_has_it_is_told(week: Crewed) -> None:
    saturday = MONDAY + timedelta(days=5)
    with_calendar(week, {}, frozenset({saturday}))
    week.round("30/11/2026 06:30", times=3)
    new = [one for one in week.turns() if one.turn.day == saturday]
    assert len(new) == 2 and all(one.turn.person for one in new)
    assert sorted(week.told("turn_given")) == sorted({week.whose(one.turn.person) for one in new})
