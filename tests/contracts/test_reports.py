"""Reports on both channels: the week's picture is in the conversation, a workbook arrives as a file, for who may."""

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from flows.calendar import ZONE
from flows.moves import RecordResult
from tests.bot.commands.reported import EARLY, TAKEN, sent
from tests.bot.web.driver import Frame, WebDriver
from tests.botapi.driver import TelegramDriver
from tests.contracts.stages import channel_stage
from tests.replay import library

SUNDAY = datetime(2026, 3, 8, 20, 0, tzinfo=ZONE)
MONDAY = SUNDAY + timedelta(hours=11, minutes=30)
PNG = b"\x89PNG"
TO_THE_FILE = ("Biểu 06a", "02/03/2026 - 08/03/2026", "Tải tệp")


def _files(driver: WebDriver) -> list[Frame]:
    shown = [card.get("files") for card in driver.cards()]
    return [file for files in shown if isinstance(files, list) for file in files if isinstance(file, dict)]


def _is_workbook(data: bytes) -> bool:
    return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()


def _received(driver: TelegramDriver) -> list[bytes]:
    return [one.file.data for one in driver.resident.room.shown if one.file is not None]


async def test_on_telegram_the_chairman_gets_the_picture_and_then_the_workbook(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), SUNDAY, "polling") as stage:
        chairman = await stage.at_telegram("chủ tịch")
        sent(stage.database, TAKEN, (RecordResult(), EARLY))
        await stage.move_to(MONDAY)
        (picture,) = _received(chairman)
        assert picture.startswith(PNG)
        await chairman.tap("Báo cáo, số liệu")
        for said in TO_THE_FILE:
            await chairman.say(said)
        workbook, sheet, rows = _received(chairman)[1:]
        assert _is_workbook(workbook) and sheet.startswith(b"%PDF-")
        assert rows.decode("utf-8-sig").startswith("Mã,Nội dung,(3) Tiếp nhận: tổng số")
        assert stage.api is not None
        assert {"sendphoto", "senddocument"} <= {call.method for call in stage.api.calls}


async def test_on_the_page_the_chairman_sees_the_picture_and_nobody_else_may_fetch_anything(tmp_path: Path) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), SUNDAY, "web") as stage:
        chairman, stranger = await stage.at_the_page("chủ tịch"), await stage.at_the_page("")
        sent(stage.database, TAKEN, (RecordResult(), EARLY))
        await stage.move_to(MONDAY)
        await chairman.see()
        await chairman.tap("Báo cáo, số liệu")
        for said in TO_THE_FILE:
            await chairman.say(said)
        picture, workbook, sheet, rows = _files(chairman)
        assert picture.get("picture") is True
        for file, begin in ((picture, PNG), (workbook, b"PK"), (sheet, b"%PDF-"), (rows, b"\xef\xbb\xbf")):
            for driver, status in ((chairman, 200), (stranger, 404)):
                async with driver.session.get(f"{driver.url}file/{file['id']}") as answer:
                    assert answer.status == status
                    if status == 200:
                        assert (await answer.read()).startswith(begin)
