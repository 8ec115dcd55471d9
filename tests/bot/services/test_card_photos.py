"""Photos of identity cards: read only where one is awaited, kept nowhere, told to nobody but who must check."""

import logging
from pathlib import Path

import pytest

from bot.imaging.workshop import Workers
from bot.ports import Arrival, Chat, Sent
from tests.bot.services.conftest import SENT, told
from tests.papers import photo, sample
from tests.stage import DirectDriver, DirectStage

OWNER = "chủ hồ sơ"
NUMBER = "030198001234"
SINGLE = ("giấy độc thân", "bắt đầu", "chị", "1", "1", "1", "1", "1", "1", "1")


@pytest.fixture
def counted(stage: DirectStage, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    read: list[int] = []
    real = Workers.read_card

    async def counting(self: Workers, data: bytes, within: float = 3.0) -> str | None:
        read.append(len(data))
        return await real(self, data, within)

    monkeypatch.setattr(Workers, "read_card", counting)
    return read


async def test_no_code_is_looked_for_where_no_card_is_awaited(stage: DirectStage, counted: list[int]) -> None:
    driver = await stage.seat(OWNER)
    await driver.send([sample("thẻ căn cước mẹ")])
    await told(driver, *SENT[:8])
    await driver.send([sample("thẻ căn cước mẹ")])  # the paper to be copied is asked for
    assert counted == []
    await told(driver, "xong")
    await driver.send([sample("thẻ căn cước mẹ")])
    assert len(counted) == 1


async def test_the_photo_is_kept_nowhere(stage: DirectStage, tmp_path: Path) -> None:
    driver = await _at_the_name(stage)
    await driver.send([sample("thẻ căn cước mẹ")])
    await told(driver, "đúng rồi")
    assert not [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]
    assert stage.database.run(lambda u: u.documents.of_draft(u.drafts.all_of(1)[0].id)) == ()


async def _at_the_name(stage: DirectStage) -> DirectDriver:
    driver = await stage.seat(OWNER)
    await told(driver, *SINGLE)
    return driver


async def test_a_card_that_comes_twice_is_read_into_the_draft_once(stage: DirectStage) -> None:
    await _at_the_name(stage)
    name, data = sample("thẻ căn cước mẹ")
    arrival = Arrival(Chat("direct", OWNER), "update 7", Sent(data, name), message="7")
    (first,) = await stage.assistant.turn(arrival)
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    (again,) = await stage.assistant.turn(arrival)
    assert stage.database.run(lambda u: u.drafts.all_of(1)) == (draft,)
    assert "Trần Thị Hoa" in first.text and "Trần Thị Hoa" in again.text


async def test_what_was_read_waits_over_a_restart(stage: DirectStage) -> None:
    driver = await _at_the_name(stage)
    await driver.send([sample("thẻ căn cước mẹ")])
    stage.restart()
    assert "Trần Thị Hoa" in await told(driver, "ừ hử")
    assert "Số điện thoại" in await told(driver, "đúng rồi", "vay vốn ngân hàng", "1")


async def test_the_resident_sees_the_number_masked_and_the_official_in_full_and_logged(stage: DirectStage) -> None:
    driver = await _at_the_name(stage)
    await driver.send([sample("thẻ căn cước mẹ")])
    seen = "\n".join(await driver.see())
    seen += await told(driver, "đúng rồi", "vay vốn ngân hàng", "1", "0912345678")
    assert "030198•••234" in seen and NUMBER not in seen
    await told(driver, "gửi")
    official = await stage.seat("cán bộ")
    opened = await told(official, "/start", "1")
    assert NUMBER in opened
    person = stage.database.run(lambda u: u.people.at("direct", "cán bộ"))
    views = stage.database.run(lambda u: u.views.of(1))
    assert person is not None
    assert [(view.person_id, view.what) for view in views] == [(person.person.id, "file")]


async def test_no_word_of_the_card_is_logged(stage: DirectStage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    driver = await _at_the_name(stage)
    for name in ("thẻ căn cước mẹ", "thẻ căn cước mờ", "mã QR khác"):
        await driver.send([sample(name)])
    await told(driver, "đúng rồi")
    for secret in (NUMBER, "Trần Thị Hoa", "142345678", "dichvucong"):
        assert secret not in caplog.text


async def test_a_pdf_or_a_broken_file_is_no_card_and_typing_goes_on(stage: DirectStage) -> None:
    driver = await _at_the_name(stage)
    for data in (b"%PDF-1.4 no card", b"\xff\xd8\xff broken", photo("trang")):
        await driver.see()
        await driver.send([("tệp", data)])
        assert "chưa đọc được mã QR" in "\n".join(await driver.see())
    assert "sinh ngày nào" in await told(driver, "Trần Thị Hoa")
