"""One turn at a time per person, in the order of sending; different people at the same time."""

import asyncio

from bot.ports import Arrival, Card
from tests.bot.telegram.clerk import Clerk, told
from tests.bot.telegram.conftest import Bench


class Watchful(Clerk):
    """Notes how many turns of one person, and of all, run at once."""

    def __init__(self) -> None:
        super().__init__()
        self.running: dict[str, int] = {}
        self.most_of_one = self.most_of_all = 0

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        person = arrival.chat.address
        self.running[person] = self.running.get(person, 0) + 1
        self.most_of_one = max(self.most_of_one, self.running[person])
        self.most_of_all = max(self.most_of_all, sum(self.running.values()))
        await asyncio.sleep(0.01)
        self.running[person] -= 1
        return await super().turn(arrival)


async def test_quick_words_of_one_person_are_taken_one_at_a_time_and_in_order(bench: Bench, mode: str) -> None:
    bench.clerk = clerk = Watchful()
    await bench.open(mode)
    resident = bench.resident()
    for number in range(12):
        resident.say(f"{number}")
    await resident.hear(12)
    await resident.answered()
    assert clerk.most_of_one == 1
    if mode == "polling":
        assert clerk.heard == [f"said {number}" for number in range(12)]
        assert [shown.text for shown in resident.seen] == clerk.heard


async def test_different_people_are_served_at_the_same_time(bench: Bench, mode: str) -> None:
    bench.clerk = clerk = Watchful()
    await bench.open(mode)
    residents = [bench.resident(number) for number in range(1, 21)]
    for resident in residents:
        resident.say("xin chào")
    for resident in residents:
        await resident.answered()
    assert clerk.most_of_all >= 10
    assert clerk.most_of_one == 1


async def test_two_taps_at_once_are_two_turns(bench: Bench, mode: str) -> None:
    bench.clerk = clerk = Watchful()
    await bench.open(mode)
    resident = bench.resident()
    resident.say("xin chào")
    await resident.answered()
    first, second = resident.tap("1. Nam"), resident.tap("1. Nam")
    await resident.answered(first)
    await resident.answered(second)
    assert [told(arrival.what) for arrival in clerk.applied.values()][1:] == ["pressed a:1", "pressed a:1"]
    assert clerk.most_of_one == 1
