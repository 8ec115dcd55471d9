"""One person, two channels: a conversation that moves, a push that follows, an update that comes twice."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.calendar import ZONE
from tests.contracts.stages import ChannelStage, channel_stage
from tests.player import Driver
from tests.replay import library

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
TO_THE_REVIEW = ("sao y", "bắt đầu", "bác", "1", "1", "1", "2", "3", "bỏ qua", "Nguyễn Thị Mẫu", "bỏ qua")


async def _told(driver: Driver, *words: str) -> str:
    for said in words:
        await driver.say(said)
    return "\n".join(await driver.see())


async def _code(driver: Driver) -> str:
    found = re.search(r"[2-9A-Z]{4} [2-9A-Z]{4}", await _told(driver, "chuyển máy"))
    assert found is not None
    return found[0]


def _answers(stage: ChannelStage) -> list[int]:
    later = stage.now() + timedelta(days=1)
    return [len(draft.session.answers) for draft in stage.database.run(lambda u: u.drafts.idle(later, None, 10))]


async def test_a_code_moves_a_conversation_from_the_page_to_telegram(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web", "polling") as stage:
        page, phone = await stage.at_the_page(""), await stage.at_telegram("")
        await _told(page, *TO_THE_REVIEW[:6])
        assert "Đã chuyển cuộc trò chuyện" in await _told(phone, await _code(page))
        assert "Làm tiếp" in await _told(phone, "trang đầu")
        assert "mấy trang" in await _told(phone, "1", "làm tiếp")


async def test_a_push_goes_to_the_channel_used_last(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web", "polling") as stage:
        page, phone = await stage.at_the_page(""), await stage.at_telegram("")
        await _told(page, *TO_THE_REVIEW, "gửi")
        code = await _code(page)
        await stage.move_to(MORNING + timedelta(minutes=12))
        await _told(phone, code)
        official = await stage.at_the_page("cán bộ")
        await _told(official, "/start", "1", "tiếp nhận", "H24.31.45-261123-0001")
        await stage.move_to(MORNING + timedelta(minutes=40))
        assert "đã được tiếp nhận" in "\n".join(await phone.see())
        assert "đã được tiếp nhận" not in "\n".join(await page.see())


async def test_who_chose_telegram_and_then_blocks_it_is_told_on_the_page(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web", "polling") as stage:
        page, phone = await stage.at_the_page(""), await stage.at_telegram("")
        await _told(phone, await _code(page))
        await _told(page, *TO_THE_REVIEW, "gửi")
        assert "Từ nay tin được gửi tới Telegram" in await _told(page, "nhận tin ở đâu", "2")
        official = await stage.at_the_page("cán bộ")
        await _told(official, "/start", "1", "tiếp nhận", "H24.31.45-261123-0001")
        await stage.move_to(MORNING + timedelta(minutes=40))
        assert "đã được tiếp nhận" in "\n".join(await phone.see())
        phone.resident.room.blocked = True
        await _told(official, "xem hồ sơ", "đã có kết quả", "đúng, thực hiện")
        await stage.move_to(MORNING + timedelta(minutes=50))
        assert "đã có kết quả" in "\n".join(await page.see())
        assert "Hiện không gửi được tới: Telegram" in await _told(page, "nhận tin ở đâu")


async def test_words_that_the_page_sends_twice_are_applied_once(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web") as stage:
        page = await stage.at_the_page("")
        await _told(page, *TO_THE_REVIEW[:3])
        frame = {"t": "say", "text": "1", "label": "1"}
        key = await page.enter(frame)
        await page.answered(key)
        await page.enter(frame, key)
        await page.acknowledged(key)
        assert _answers(stage) == [1]
        assert "đang thế nào" in "\n".join(await page.see())


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_an_update_delivered_twice_is_applied_once_and_answered_again(way: str, tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, way) as stage:
        phone = await stage.at_telegram("")
        await _told(phone, *TO_THE_REVIEW[:3])
        assert "đang thế nào" in await _told(phone, "1")
        assert stage.api is not None
        before = len(phone.resident.seen)
        stage.api.updates.repeat(phone.resident.last)
        await phone.resident.hear(before + 1)
        assert _answers(stage) == [1]
        assert "đang thế nào" in "\n".join(await phone.see())
