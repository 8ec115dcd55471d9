"""Weeks in which anybody presses anything at any time: nothing breaks, nobody is booked twice, the log tells all."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from flows.calendar import ZONE
from storage.unit_of_work import UnitOfWork
from tests.bot.roster.crewed import CREW, MONDAY, OTHERS, SUNDAY, Crewed

VERBS = "sure cannot! take take decline swapto swapto agree agree refuse give admit plus off back sureday turn".split()


async def press_anything(week: Crewed, chance: Random) -> str:
    """One press of anybody on anything; the text of the card."""
    who, verb = chance.choice((*CREW, *OTHERS)), chance.choice(VERBS)
    ids = [record.turn.id for record in week.turns()]
    turn, other, person = chance.choice(ids), chance.choice(ids), chance.choice(list(week.ids.values()))
    day = MONDAY + timedelta(days=chance.randrange(5))
    match verb:
        case "swapto":
            values: tuple[object, ...] = (turn, other)
        case "give":
            values = (turn, person)
        case "agree" | "refuse" | "back":
            values = (chance.randrange(1, 12),)
        case "off":
            values = (day, person if who in OTHERS else "")
        case "sureday":
            values = (day,)
        case _:
            values = (turn,)
    return (await week.press(who, verb, *values)).text


def check(week: Crewed) -> None:
    """What must be true of every week."""
    records = week.turns()
    taken = Counter((one.turn.day, one.turn.shift, one.turn.person) for one in records if one.turn.person is not None)
    assert all(count == 1 for count in taken.values())
    assert len(records) == 10

    def last_holders(u: UnitOfWork) -> list[int | None]:
        changing = ("published", "given_up", "given_back", "away", "taken", "assigned", "swapped")
        return [
            [event.person for event in u.roster.events(one.turn.id) if event.what in changing][-1] for one in records
        ]

    assert week.stage.database.run(last_holders) == [one.turn.person for one in records]


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_is_pressed_when_nobody_is_booked_twice_and_the_log_tells_who_had_what(
    week: Crewed, seed: int
) -> None:
    chance = Random(seed)
    for _ in range(60):
        assert "trục trặc" not in await press_anything(week, chance)
        later = week.stage.now() + timedelta(minutes=chance.choice((0, 0, 5, 15, 60, 300)))
        if later.astimezone(ZONE).date() < SUNDAY:
            week.round(f"{later.astimezone(ZONE):%d/%m/%Y %H:%M}")
    check(week)
