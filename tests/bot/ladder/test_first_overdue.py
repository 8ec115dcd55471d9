"""The chairman's one alert in real time: it passes the quiet hours of the evening, and nothing else does."""

from tests.bot.ladder.desk import Desks, at
from tests.bot.ladder.test_ladder import staffed

FIRST = "Kính báo đồng chí Chủ tịch: hồ sơ quá hẹn đầu tiên trong tháng"
LIST = "Kính báo đồng chí Chủ tịch: 1 hồ sơ quá hẹn"


async def due_in_the_evening(desks: Desks) -> None:
    """A file that was due after the officials' hours, and what everybody was told before that."""
    staffed(desks)
    await desks.to("17/08/2026 17:10")
    file = await desks.accepted()
    assert file.dossier.due_at == at("20/08/2026 17:10")
    await desks.to("20/08/2026 16:00")
    desks.post.arrived.clear()


def begins(lines: list[str]) -> list[str]:
    return [line.split(",")[0].split(".")[0] for line in lines]


async def test_the_first_overdue_file_reaches_the_chairman_in_the_evening_and_nobody_else(desks: Desks) -> None:
    await due_in_the_evening(desks)
    await desks.to("20/08/2026 17:15")
    assert begins(desks.told("chairman")) == [FIRST]
    assert desks.told("clerk") == desks.told("head") == []
    await desks.to("21/08/2026 07:30")
    assert begins(desks.told("chairman")) == [LIST]


async def test_at_night_even_what_is_urgent_waits_and_is_worthless_in_the_morning(desks: Desks) -> None:
    await due_in_the_evening(desks)
    await desks.to("20/08/2026 20:31")
    assert desks.told("chairman") == []
    await desks.to("21/08/2026 07:30")
    assert begins(desks.told("chairman")) == [LIST]
