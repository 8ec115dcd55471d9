"""The week told on Monday morning: once, after holidays and days of silence too; the picture; the board's approval."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.callbacks import Work
from bot.ports import Chat
from bot.services.reports.board_cards import words
from bot.services.reports.weekly import PICTURE, due_week, tell_week, told_at
from bot.services.voice import Voice
from flows.dossier import Role
from flows.moves import AskSupplement, RecordResult
from flows.reports.periods import Period
from storage.database import open_database
from storage.keys import new_key
from storage.records import Notice
from tests.bot.commands.reported import LIBRARY, TAKEN, sent
from tests.bot.dossier.village import Village
from tests.flows.calendars import at, vietnam

VIETNAM = vietnam()
WEEK = Period(date(2026, 3, 2), date(2026, 3, 8))
MONDAY = at("09/03/2026 07:30")


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    """A week with eight copies done early, and six births sent back for blurred photos."""
    key = new_key()
    database = open_database(f"sqlite:///{tmp_path / 'village.db'}", key)
    here = Village(database, LIBRARY, MONDAY, tmp_path, key)
    for number in range(8):
        sent(database, TAKEN, (RecordResult(), f"0{3 + number % 3}/03/2026 15:00"))
    for _ in range(6):
        sent(database, (AskSupplement("proof", "blurred"), "04/03/2026 09:00"), procedure="birth_registration")
    for who, role in (("chairman", Role.CHAIRMAN), ("vice", Role.VICE_CHAIRMAN), ("head", Role.HEAD)):
        here.hire(who, role)
    here.person("resident")
    yield here
    database.close()


async def told(here: Village, at_: str) -> list[Notice]:
    """What the chairman is owed after the clock ran at this moment."""
    here.now = at(at_)
    await tell_week(here.database, here.library, here.now)
    return owed(here, "chairman")


def owed(here: Village, who: str) -> list[Notice]:
    person, since = here.person(who), MONDAY - timedelta(days=90)
    found = here.database.run(lambda u: u.outbox.of_person_since(person, since))
    return [notice for notice in found if notice.kind in (PICTURE, "board_waits")]


@pytest.mark.parametrize(
    ("monday", "moment"),
    [
        (date(2026, 3, 9), "09/03/2026 07:30"),
        (date(2026, 8, 31), "03/09/2026 07:30"),  # 31/08 to 02/09 are off
        (date(2026, 2, 16), "23/02/2026 07:30"),  # all of the week of Tết
    ],
)
def test_a_week_is_told_on_monday_or_the_working_day_after(monday: date, moment: str) -> None:
    period = Period(monday - timedelta(days=7), monday - timedelta(days=1))
    assert told_at(period, VIETNAM) == at(moment)
    due = due_week(at(moment), VIETNAM)
    assert due is not None and due.last >= period.last


def test_before_its_moment_the_week_before_that_is_the_last_one_due() -> None:
    due = due_week(MONDAY - timedelta(minutes=1), VIETNAM)
    assert due is not None and due.last == WEEK.first - timedelta(days=1)
    assert due_week(MONDAY, VIETNAM) == WEEK


async def test_it_is_told_once_to_the_chairman_and_the_vice_chairman(village: Village) -> None:
    assert await told(village, "09/03/2026 07:29") == []
    assert len(await told(village, "09/03/2026 07:30")) == 1
    assert len(await told(village, "09/03/2026 07:31")) == 1
    assert len(await told(village, "13/03/2026 09:00")) == 1
    assert [notice.kind for notice in owed(village, "vice")] == [PICTURE]
    assert owed(village, "resident") == []
    assert len(await told(village, "16/03/2026 07:30")) == 2


async def test_after_three_days_of_silence_the_last_week_is_told_and_no_older_one(village: Village) -> None:
    assert len(await told(village, "12/03/2026 14:00")) == 1
    assert len(await told(village, "30/03/2026 08:00")) == 2
    weeks = [notice.params["first"] for notice in owed(village, "chairman")]
    assert weeks == ["2026-03-02", "2026-03-23"]


async def test_a_commune_without_any_file_is_told_nothing(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'empty.db'}", new_key())
    here = Village(database, LIBRARY, MONDAY, tmp_path, new_key())
    here.hire("chairman", Role.CHAIRMAN)
    assert await told(here, "09/03/2026 07:30") == []
    database.close()


async def test_the_picture_is_for_those_whom_the_whole_office_concerns_and_each_look_is_logged(
    village: Village,
) -> None:
    (notice,) = await told(village, "09/03/2026 07:30")
    file_id = f"w:reports:{notice.params['report']}:png"
    picture = await village.assistant.file(Chat("web", "chairman"), file_id)
    assert picture is not None and picture.media_type == "image/png" and picture.picture
    shown = Image.open(io.BytesIO(picture.data))
    assert shown.width == 1080 and shown.height > 1000
    village.hire("clerk", Role.CLERK, "certification")
    for who in ("clerk", "resident"):
        assert await village.assistant.file(Chat("web", who), file_id) is None
    assert await village.assistant.file(Chat("web", "chairman"), file_id.replace(":png", ":xlsx")) is None
    (act,) = [one for one in village.database.run(lambda u: u.acts.latest(10)) if one.kind == "report_taken"]
    assert (act.data["report"], act.data["form"], act.by) == ("week", "png", village.person("chairman"))


async def test_the_board_waits_until_the_head_approves_it_once(village: Village) -> None:
    await told(village, "09/03/2026 07:30")
    assert [notice.kind for notice in owed(village, "head")] == ["board_waits"]
    assert "Chưa có bảng tin" in (await village.press("resident", Work("reports", "board"))).text
    waiting = await village.press("head", Work("reports", "waiting"))
    assert waiting.text.startswith("**Bảng tin một cửa xã Nam Thanh Miện, tuần 02/03/2026 – 08/03/2026**")
    approved = await village.say("head", "Cho mọi người xem")
    assert approved.text == "Bảng tin đã hiện cho mọi người."
    again = await village.press("chairman", Work("reports", "approve", WEEK.first.isoformat()))
    assert again.text == "Bảng tin này đã hiện từ trước."
    assert "Tiếp nhận: 8 hồ sơ" in (await village.press("resident", Work("reports", "board"))).text
    acts = [one for one in village.database.run(lambda u: u.acts.latest(10)) if one.kind == "board_shown"]
    assert [act.by for act in acts] == [village.person("head")]


async def test_the_board_says_what_it_should_and_no_small_number(village: Village) -> None:
    await told(village, "09/03/2026 07:30")
    week = village.database.run(lambda u: u.reports.board(WEEK.first))
    assert week is not None
    said = words(Voice(village.library, "vi"), week)
    assert said.facts == ("Tiếp nhận: 8 hồ sơ", "Giải quyết xong: 8 hồ sơ", "Không có hồ sơ nào trễ hạn.")
    assert said.medians == ("– Chứng thực: 2,5 ngày làm việc",)  # 02/03 09:00 to 04/03 15:00: 6.5 + 8 + 5.5 h
    assert said.reasons == (
        ("– ảnh bị nhòe (6 hồ sơ)", "Xin để giấy nơi sáng, giữ chắc tay; chữ chưa rõ thì chụp lại."),
    )


async def test_an_office_may_let_the_board_show_itself(village: Village) -> None:
    village.library = replace(village.library, office=replace(village.library.office, board_by_itself=True))
    await told(village, "09/03/2026 07:30")
    assert owed(village, "head") == []
    shown = village.database.run(lambda u: u.reports.latest_board())
    assert shown is not None and shown.first == WEEK.first


async def test_old_reports_are_forgotten(village: Village) -> None:
    (notice,) = await told(village, "09/03/2026 07:30")
    code = str(notice.params["report"])
    await told(village, "29/06/2026 07:30")
    assert village.database.run(lambda u: u.reports.made(code)) is None


async def test_a_button_of_a_day_that_is_none_approves_nothing(village: Village) -> None:
    card = await village.press("head", Work("reports", "approve", "monday"))
    assert "Bảng tin" not in card.text
