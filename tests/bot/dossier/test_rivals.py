"""Two officials press at once, on both databases: one wins, the other is told."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.callbacks import Desk, Menu
from content.catalog import load
from flows.dossier import Role, State
from storage.database import Database
from storage.keys import Key
from tests.bot.dossier.village import SINGLE, Village

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LIBRARY = load("nam_thanh_mien")


@pytest.fixture
def village(database: Database, tmp_path: Path, key: Key) -> Village:
    here = Village(database, LIBRARY, START, tmp_path, key)
    for who in ("an", "bo"):
        here.hire(who, Role.CLERK)
    return here


async def test_of_two_who_accept_at_once_one_wins_and_the_other_is_told(village: Village) -> None:
    for number in range(1, 6):
        file = await village.send(f"resident{number}", "marital_status_certificate", SINGLE)
        for who in ("an", "bo"):
            await village.press(who, Desk("accept", file.reference))
        codes = {"an": f"H24.31.45-261123-{number:04}", "bo": f"H24.31.45-261123-{number + 50:04}"}
        cards = await asyncio.gather(*(village.say(who, code) for who, code in codes.items()))
        texts = dict(zip(codes, (card.text for card in cards), strict=True))
        winner = next(who for who, text in texts.items() if text.startswith("Đã tiếp nhận"))
        loser = "bo" if winner == "an" else "an"
        assert texts[loser].startswith("Chưa thực hiện được. Hồ sơ đang ở bước khác")
        assert "Việc mới nhất: cán bộ tiếp nhận hồ sơ" in texts[loser]
        after = village.file(file.reference)
        assert (after.dossier.state, after.official_code) == (State.DA_TIEP_NHAN, codes[winner])
        assert [event.kind for event in village.events(after)] == ["sent", "accept"]
        assert village.kinds(after).count("accepted") == 1


async def test_one_refuses_while_the_other_asks_for_a_paper(village: Village) -> None:
    file = await village.send("resident", "marital_status_certificate", SINGLE)
    await village.press("an", Desk("refuse", file.reference))
    await village.press("bo", Desk("ask_supplement", file.reference))
    papers = [button.data for row in village.cards["bo"].rows for button in row if ":paper:" in button.data]
    paper = papers[0].split(":")[-1]
    await village.press("bo", Desk("paper", file.reference, paper))
    await village.press("bo", Desk("reason", file.reference, "missing"))
    await asyncio.gather(
        village.say("an", "Thửa đất này không có ở xã, mời xem lại số thửa."),
        village.press("bo", Desk("note", file.reference)),
    )
    moves = [event.kind for event in village.events(file)]
    # Either both in turn (a file that waits for a paper may still be refused), or the refusal alone.
    assert moves in (["sent", "refuse"], ["sent", "ask_supplement", "refuse"])
    assert village.file(file.reference).dossier.state is State.KHONG_TIEP_NHAN
    told = "Chưa thực hiện được" in village.cards["bo"].text
    assert told == (moves == ["sent", "refuse"])


async def test_a_resident_who_withdraws_and_an_official_who_accepts_cannot_both_win(village: Village) -> None:
    for number in range(3):
        file = await village.send(f"r{number}", "marital_status_certificate", SINGLE)
        await village.press("an", Desk("accept", file.reference))
        await asyncio.gather(
            village.say("an", f"H24.31.45-261123-{number + 100:04}"),
            village.press(f"r{number}", Menu("withdraw!", file.reference)),
        )
        kinds = [event.kind for event in village.events(file)]
        assert kinds in (["sent", "accept", "withdraw"], ["sent", "withdraw"])
        state = village.file(file.reference).dossier.state
        assert state is (State.YEU_CAU_RUT if "accept" in kinds else State.DUNG_XU_LY)
