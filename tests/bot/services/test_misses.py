"""What residents asked for in vain is counted for the authors; nothing that is said in need, in anger or at work."""

from datetime import date, timedelta

import pytest

from bot.services.misses import forget_misses
from bot.services.rounds import ROUNDS, go_rounds
from storage.misses import Miss
from tests.bot.services.conftest import MORNING, told
from tests.stage import DirectStage

WEEK = date(2026, 11, 23)


def _missed(stage: DirectStage) -> list[tuple[str, str, int]]:
    found: tuple[Miss, ...] = stage.database.run(lambda u: u.misses.since(WEEK - timedelta(days=400)))
    return [(miss.words, miss.kind, miss.count) for miss in found]


async def test_words_that_find_nothing_are_counted_whoever_says_them(stage: DirectStage) -> None:
    await told(await stage.seat("một"), "thuê máy cày", "Thuê  máy cày!", "làm hộ chiếu")
    await told(await stage.seat("hai"), "thue may cay")
    assert _missed(stage) == [("thue may cay", "unknown", 3), ("lam ho chieu", "elsewhere", 1)]


@pytest.mark.parametrize(
    "words",
    [
        "cấp cứu với, nhà cháy rồi",
        "đồ ngu, thuê máy cày đâu",
        "xin chào",
        "mấy giờ mở cửa",
        "làm giấy khai sinh cho cháu",
        "Trần Thị Thử",
        "0912345678",
        "trợ giúp",
    ],
)
async def test_need_anger_talk_names_and_what_was_found_are_not_kept(stage: DirectStage, words: str) -> None:
    await told(await stage.seat("một"), "chào", words)
    assert _missed(stage) == []


async def test_offers_that_are_all_declined_are_counted(stage: DirectStage) -> None:
    driver = await stage.seat("một")
    assert "[Không phải các việc này]" in await told(driver, "chào", "chứng thực cho Lê Thị Thử")
    await driver.tap("Không phải các việc này")
    assert _missed(stage) == [("chung thuc cho _", "declined", 1)]
    await driver.tap("Không phải các việc này")
    assert _missed(stage) == [("chung thuc cho _", "declined", 1)]


async def test_what_officials_type_is_not_kept(stage: DirectStage) -> None:
    await told(await stage.seat("cán bộ"), "thuê máy cày")
    assert _missed(stage) == []


async def test_misses_are_forgotten_by_the_clock_after_half_a_year(stage: DirectStage) -> None:
    await told(await stage.seat("một"), "thuê máy cày")
    for days, left in ((180, 1), (187, 0)):
        await go_rounds(stage.database, stage.content, MORNING + timedelta(days=days), {"misses": ROUNDS["misses"]})
        assert len(_missed(stage)) == left
    assert ROUNDS["misses"] is forget_misses
