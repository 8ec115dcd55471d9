"""Pictures of papers on both channels: seen in the conversation, marked for their file, with what was circled."""

import io
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageChops

from flows.calendar import ZONE
from tests.bot.web.driver import Frame, WebDriver
from tests.botapi.driver import TelegramDriver
from tests.contracts.stages import ChannelStage, channel_stage
from tests.papers import photo
from tests.player import Driver
from tests.replay import library

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
TO_THE_PHOTO = ("sao y", "bắt đầu", "bác", "1", "1", "1", "2", "3")
JPEG, SENT = b"\xff\xd8\xff", photo("trang 1")


async def _sent_in(driver: Driver, picture: bytes) -> None:
    for said in TO_THE_PHOTO:
        await driver.say(said)
    await driver.send([("ảnh.jpg", picture)])
    for said in ("xong", "Nguyễn Thị Mẫu", "bỏ qua", "gửi"):
        await driver.say(said)


async def _circled(official: Driver, reference: str) -> None:
    """Opens the one paper, finds it cut, circles a cell, and asks for it."""
    for said in ("/start", reference, "Xem giấy tờ", "1"):
        await official.say(said)
    for tapped in ("Chưa được", "3. ảnh bị mất góc", "Khoanh chỗ chưa được"):
        await official.tap(tapped)
    await official.say("ô B3")
    await official.tap("Yêu cầu bổ sung (1)")
    await official.tap("Gửi yêu cầu")


def _photos(driver: TelegramDriver) -> list[bytes]:
    return [one.file.data for one in driver.resident.room.shown if one.file is not None]


def _files(driver: WebDriver) -> list[Frame]:
    shown = [card.get("files") for card in driver.cards()]
    return [file for files in shown if isinstance(files, list) for file in files if isinstance(file, dict)]


def _methods(stage: ChannelStage) -> list[str]:
    assert stage.api is not None
    return [call.method for call in stage.api.calls]


def _red(data: bytes) -> tuple[int, int, int, int]:
    """Where the strong red of a circle stands, in thousandths."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    red, green, blue = image.split()
    strong = ImageChops.multiply(red.point(lambda v: 255 * (v > 170)), green.point(lambda v: 255 * (v < 90)))
    box = ImageChops.multiply(strong, blue.point(lambda v: 255 * (v < 90))).getbbox()
    assert box is not None
    wide, high = image.size
    return (1000 * box[0] // wide, 1000 * box[1] // high, 1000 * box[2] // wide, 1000 * box[3] // high)


async def test_on_telegram_an_official_sees_photos_and_the_resident_gets_that_photo_with_its_circle(
    tmp_path: Path,
) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "polling") as stage:
        resident, official = await stage.at_telegram(""), await stage.at_telegram("cán bộ")
        await _sent_in(resident, SENT)
        (reference,) = stage.references()
        await _circled(official, reference)
        assert len(_photos(official)) == 3  # the paper, the paper under its grid, the circle
        assert all(one.startswith(JPEG) and one != SENT for one in _photos(official))
        assert "senddocument" not in _methods(stage)
        before = len(_photos(resident))
        await stage.move_to(MORNING + timedelta(minutes=30))
        (picture,) = _photos(resident)[before:]
        left, top, right, bottom = _red(picture)
        assert 230 < left < 270 and 480 < top < 520 and 480 < right < 520 and 730 < bottom < 770
        await resident.tap("Gửi lại Bản chính giấy tờ cần sao")
        assert "ảnh bị mất góc" in "\n".join(await resident.see())


async def test_on_the_page_the_picture_is_fetched_by_who_may_see_it_and_by_nobody_else(
    tmp_path: Path,
) -> None:
    async with channel_stage(tmp_path, library("nam_thanh_mien"), MORNING, "web") as stage:
        resident, official = await stage.at_the_page(""), await stage.at_the_page("cán bộ")
        stranger = await stage.at_the_page("")
        await _sent_in(resident, SENT)
        (reference,) = stage.references()
        await _circled(official, reference)
        await stage.move_to(MORNING + timedelta(minutes=30))
        (file,) = [file for file in _files(resident) if file.get("picture")]
        for driver, status in ((resident, 200), (official, 200), (stranger, 404)):
            async with driver.session.get(f"{driver.url}file/{file['id']}") as answer:
                assert answer.status == status
                if status == 200:
                    assert (await answer.read()).startswith(JPEG)
        assert f"d:spot:{reference}:0" in [one.get("spot") for one in _files(official)]
        views = stage.database.run(lambda u: u.views.of(1))
        assert {view.reason for view in views if view.what.startswith("document:")} == {"completion"}
