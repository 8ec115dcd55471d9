"""Whoever presses: every button of the roster, with everybody's hands, changes and shows only what it may."""

from datetime import datetime
from functools import partial

import pytest

from flows.dossier import Role
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork
from tests.bot.roster.crewed import MONDAY, Crewed

SHUT = ("dành cho người có tên trong lịch trực", "cần người xếp lịch trực hoặc cán bộ", "đã thay đổi rồi")
ON_A_TURN = (
    "turn sure cannot cannot! take decline swap admit here note waiting change plus five minus give swapto"
).split()
OF_A_WEEK = "week board load print draw draw! publish publish! sureday".split()
PLAIN = "mine swaps desk code absences away reserve orderless".split()
OTHERS = ("first", "off", "back", "agree", "refuse")


def every_press(week: Crewed) -> list[tuple[str, ...]]:
    """Every verb there is, about the first turn, this week and a colleague."""
    turn, other, ha = str(week.turn(0).turn.id), str(week.turn(2).turn.id), str(week.ids["ha"])
    return [
        *((verb, turn, ha if verb == "give" else other) for verb in ON_A_TURN),
        *((verb, MONDAY.isoformat()) for verb in OF_A_WEEK),
        *((verb,) for verb in PLAIN),
        ("away", ha),
        ("off", MONDAY.isoformat(), ha),
        ("back", "1", ha),
        ("first", ha),
        ("agree", "1"),
        ("refuse", "1"),
    ]


def picture(week: Crewed) -> object:
    """All that the roster keeps."""
    return week.stage.database.run(
        lambda u: (
            u.roster.between(MONDAY, MONDAY.replace(month=12, day=31)),
            u.roster.week(MONDAY),
            u.duty.open_swaps(),
            u.duty.away(MONDAY),
            u.duty.reserve(),
        )
    )


@pytest.mark.parametrize("who", ["neighbour", "hamlet helper", "chairman"])
async def test_who_takes_no_turns_and_organises_nothing_changes_nothing(week: Crewed, who: str) -> None:
    posts = {"hamlet helper": Appointment(Role.HELPER, name="Tổ số"), "chairman": Appointment(Role.CHAIRMAN)}
    week.settle(who, posts.get(who))
    await week.press("hoa", "swapto", week.turn(0).turn.id, week.turn(2).turn.id)
    before = picture(week)
    for verb, *values in every_press(week):
        card = await week.press(who, verb, *values)
        sees = who == "chairman" and verb in ("week", "turn", "print")
        assert sees or any(words in card.text for words in SHUT), (verb, card.text)
        assert who == "chairman" or not any(name in card.text for name in ("lan", "mai", "tuan"))
    assert picture(week) == before


async def test_a_member_changes_what_is_theirs_and_organises_nothing(week: Crewed) -> None:
    await week.press("hoa", "swapto", week.turn(0).turn.id, week.turn(2).turn.id)
    before = picture(week)
    for verb, *values in every_press(week):
        if verb not in ("away", "off") or len(values) > 1:
            await week.press("son", verb, *values)  # a member, but of other turns
    assert picture(week) == before


async def test_a_clerk_sees_people_in_and_organises_nothing(week: Crewed) -> None:
    before = picture(week)
    for verb, *values in every_press(week):
        if verb != "admit":
            await week.press("clerk", verb, *values)
    assert picture(week) == before
    week.at("30/11/2026 07:20")
    await week.press("clerk", "admit", week.turn(0).turn.id)
    assert week.turn(0).turn.arrived_at is not None


async def test_the_organiser_draws_changes_and_publishes(here: Crewed) -> None:
    here.at("26/11/2026 09:00")
    for who in ("hoa", "clerk"):
        await here.press(who, "draw", MONDAY)
        assert here.turns() == []
    card = await here.press("organiser", "draw", MONDAY)
    assert "dự thảo" in card.text and len(here.turns()) == 10
    await here.press("organiser", "give", here.turn(0).turn.id, here.ids["mai"])
    assert "đã được sửa tay" in (await here.press("organiser", "draw", MONDAY)).text
    assert here.holders()[0] == "mai"
    await here.press("organiser", "draw!", MONDAY)
    assert here.holders()[0] == "hoa"
    assert "Công bố lịch tuần" in (await here.press("organiser", "publish", MONDAY)).text
    assert "Đã công bố" in (await here.press("organiser", "publish!", MONDAY)).text
    assert "đã công bố rồi" in (await here.press("organiser", "publish!", MONDAY)).text
    assert here.told("roster_published") == ["hoa", "ha", "lan", "mai", "tuan", "son"]


async def test_the_organiser_tells_absences_and_orders_the_reserve(week: Crewed) -> None:
    await week.press("organiser", "first", week.ids["son"])
    await week.press("organiser", "first", week.ids["tuan"])
    assert week.stage.database.run(lambda u: u.duty.reserve()) == (week.ids["tuan"], week.ids["son"])
    await week.press("organiser", "away", week.ids["hoa"])
    card = await week.say("organiser", "30/11/2026")
    assert "Đã ghi nhận hoa vắng" in card.text and week.told("turn_reserve") == ["tuan"]
    assert not week.told("absence_told")  # the organiser knows
    await week.press("organiser", "back", 1, week.ids["hoa"])
    assert week.stage.database.run(lambda u: u.duty.away(MONDAY)) == ()
    await week.press("organiser", "orderless")
    assert week.stage.database.run(lambda u: u.duty.reserve()) == ()


@pytest.mark.parametrize("junk", ["", "x", "-1", "99999999999999999999", "1e3", "٣", "0"])
async def test_no_button_data_breaks_anything(week: Crewed, junk: str) -> None:
    for verb in (*ON_A_TURN, *OF_A_WEEK, *PLAIN, *OTHERS, "nothing"):
        for who in ("hoa", "organiser"):
            if (who, verb) != ("organiser", "publish!") and verb not in ("draw!", "draw", "off"):
                card = await week.press(who, verb, junk, junk)
                assert "trục trặc" not in card.text, (who, verb, junk)


@pytest.mark.parametrize(
    "words", ["31/02/2026", "mai", "01/12/2026 - 30/11/2026", "01/01/2020", "1/12 - 1/6", "1/12, 2/12, 3/12"]
)
async def test_days_that_are_none_or_too_many_are_asked_again(week: Crewed, words: str) -> None:
    await week.press("hoa", "away")
    assert "Xin nhập ngày như" in (await week.say("hoa", words)).text
    assert week.stage.database.run(lambda u: u.duty.away(MONDAY)) == ()


def _revoke(staff: int, now: datetime, u: UnitOfWork) -> None:
    u.staff.revoke(staff, now)


async def test_who_leaves_is_off_the_list_at_once(week: Crewed) -> None:
    now = week.stage.now()
    staff = week.stage.database.run(lambda u: u.staff.of(week.ids["hoa"]))
    for one in staff:
        week.stage.database.run(partial(_revoke, one.id, now))
    assert SHUT[0] in (await week.press("hoa", "mine")).text
    week.round("27/11/2026 15:10", times=2)
    assert "hoa" not in [week.whose(one.turn.person) for one in week.turns()]
    assert week.told("turn_reserve") == ["ha"] and week.told("turn_gap") == ["organiser"]
    week.round("30/11/2026 07:15")
    assert not week.owed("hoa", "turn_")
