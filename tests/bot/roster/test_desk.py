"""At the desk: the code of the day, check-in, residents counted, notes, today's cases, the printed week."""

import asyncio
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.commands import report as report_commands
from bot.ports import Chat
from bot.services.roster import desk, report
from storage.unit_of_work import UnitOfWork
from tests.bot.roster.crewed import MONDAY, SUNDAY, Crewed
from tests.flows.calendars import at


async def code(week: Crewed) -> str:
    """Today's code, as the clerk sees it."""
    card = await week.press("clerk", "code")
    return card.files[0].file_id.split(":")[3]


async def test_a_member_checks_in_with_the_code_of_the_day_scanned_or_typed_in_any_way(week: Crewed) -> None:
    week.at("30/11/2026 07:10")
    today = await code(week)
    card = await week.say("hoa", f" {today[:4].lower()}-{today[4:].lower()} ")
    assert "đã ghi nhận có mặt" in card.text
    record = week.turn(0)
    assert (record.turn.arrived_at, record.arrived_by) == (week.stage.now(), None)
    assert "đã ghi nhận có mặt" in (await week.say("hoa", today)).text  # once more: the same card


async def test_the_code_does_nothing_for_others_on_other_days_or_too_early(week: Crewed) -> None:
    week.settle("neighbour", None)
    week.at("30/11/2026 06:30")
    today = await code(week)
    assert "để người trực điểm danh" in (await week.say("neighbour", today)).text
    assert "chưa có ca trực nào đến giờ" in (await week.say("hoa", today)).text
    assert "chưa có ca trực nào đến giờ" in (await week.say("lan", today)).text
    week.at("01/12/2026 07:20")
    assert await code(week) != today
    assert "của ngày khác" in (await week.say("lan", today)).text
    assert not any(one.turn.arrived_at for one in week.turns())


async def test_an_official_can_see_somebody_in_and_a_helper_cannot(week: Crewed) -> None:
    week.at("30/11/2026 07:20")
    turn = week.turn(0).turn.id
    await week.press("ha", "admit", turn)
    assert week.turn(0).turn.arrived_at is None
    card = await week.press("clerk", "admit", turn)
    assert "Đã ghi nhận hoa có mặt" in card.text and week.turn(0).arrived_by == week.ids["clerk"]
    assert "đã có người có mặt" in (await week.press("clerk", "admit", turn)).text


async def test_residents_are_counted_by_who_is_on_duty_only_while_they_are(week: Crewed) -> None:
    week.at("30/11/2026 07:20")
    turn = week.turn(0).turn.id
    await week.press("hoa", "plus", turn)
    assert week.turn(0).helped == 0  # not checked in
    await week.press("clerk", "admit", turn)
    for who, verb in (("hoa", "plus"), ("hoa", "five"), ("hoa", "minus"), ("ha", "plus"), ("clerk", "five")):
        await week.press(who, verb, turn)
    assert week.turn(0).helped == 5
    week.at("01/12/2026 09:00")
    await week.press("hoa", "plus", turn)
    assert week.turn(0).helped == 5


async def test_taps_of_one_moment_are_all_counted(week: Crewed) -> None:
    week.at("30/11/2026 07:20")
    turn = week.turn(0).turn.id
    await week.press("clerk", "admit", turn)
    await asyncio.gather(*(week.press("hoa", "plus", turn) for _ in range(20)))
    assert week.turn(0).helped == 20


async def test_a_note_reaches_the_next_turn_and_numbers_of_residents_are_refused(week: Crewed) -> None:
    week.at("30/11/2026 07:20")
    await week.press("clerk", "admit", week.turn(0).turn.id)
    await week.press("hoa", "note", week.turn(0).turn.id)
    assert "giống số điện thoại" in (await week.say("hoa", "Gọi 0912.345.678 nhé")).text
    assert "giống số điện thoại" in (await week.say("hoa", "030 185 001 234")).text
    assert "dài quá" in (await week.say("hoa", "a" * 401)).text
    assert "Đã ghi" in (await week.say("hoa", "Máy in **hỏng**, xem hồ sơ HSAB2345")).text
    week.at("30/11/2026 13:20")
    await week.press("clerk", "admit", week.turn(1).turn.id)
    card = await week.press("ha", "here", week.turn(1).turn.id)
    assert "Máy in ∗∗hỏng∗∗, xem hồ sơ HSAB2345" in card.text
    assert "Máy in" not in (await week.press("hoa", "here", week.turn(1).turn.id)).text


@pytest.mark.parametrize("who", ["hoa", "neighbour", "plain"])
async def test_the_picture_of_the_code_is_for_officials_and_of_today_only(week: Crewed, who: str) -> None:
    week.settle("neighbour", None)
    week.settle("plain", None)
    week.at("30/11/2026 07:20")
    today = await code(week)
    assert await week.stage.assistant.file(Chat("direct", who), f"w:roster:qr:{today}") is None
    assert await week.stage.assistant.file(Chat("direct", "clerk"), f"w:roster:qr:{today}") is not None
    assert await week.stage.assistant.file(Chat("direct", "clerk"), "w:roster:qr:ABCD2345") is None


async def test_the_printed_week_is_for_those_on_it_and_for_officials(week: Crewed) -> None:
    week.settle("neighbour", None)
    (file,) = (await week.press("hoa", "print", MONDAY)).files
    printed = await week.stage.assistant.file(Chat("direct", "hoa"), file.file_id)
    assert printed is not None and printed.data.startswith(b"%PDF")
    assert await week.stage.assistant.file(Chat("direct", "neighbour"), file.file_id) is None
    assert (await week.press("neighbour", "print", MONDAY)).files == ()


async def test_a_program_that_begins_again_keeps_the_code_of_the_day(week: Crewed) -> None:
    week.at("30/11/2026 07:20")
    today = await code(week)
    week.stage.restart()
    assert await code(week) == today
    assert week.stage.database.run(lambda u: desk.code_of(u, at("30/11/2026 09:00").date())) == today


async def test_the_report_counts_each_body_without_a_name(week: Crewed) -> None:
    week.at("30/11/2026 07:20")
    turn = week.turn(0).turn.id
    await week.press("hoa", "sureday", MONDAY)
    await week.press("clerk", "admit", turn)
    await week.press("hoa", "five", turn)
    await week.press("ha", "cannot!", week.turn(1).turn.id)
    await week.press("lan", "cannot!", week.turn(2).turn.id)
    await week.press("mai", "take", week.turn(2).turn.id)

    def read(u: UnitOfWork) -> list[report.BodyRow]:
        return [one for one in report.rows(u, week.stage.content, MONDAY, SUNDAY) if one.planned]

    front, women, farmers = week.stage.database.run(read)
    assert (front.body, front.served, front.confirmed, front.covered, front.empty, front.helped) == (
        "front",
        1,
        1,
        0,
        1,
        5,
    )
    assert (women.covered, women.confirmed) == (1, 1) and (farmers.served, farmers.helped) == (0, 0)
    table = week.stage.database.run(lambda u: report.table(u, week.stage.content, MONDAY, SUNDAY))
    assert table.figure("all", "planned").value == 10 and table.figure("body:front", "helped").value == 5
    assert table.figure("body:youth", "planned").value == 0


async def test_the_link_of_the_code_works_like_the_code(week: Crewed) -> None:
    week.at("30/11/2026 07:10")
    today = await code(week)
    assert "đã ghi nhận có mặt" in (await week.open("hoa", today)).text
    assert "để người trực điểm danh" in (await week.open("clerk", today)).text


@pytest.mark.parametrize(
    ("way", "line"),
    [("--csv", "body:farmers,Hội Nông dân,4,0,0,0,0,0"), ("--language=en", "Farmers' Union: 4; 0; 0; 0; 0; 0")],
)
def test_the_command_prints_the_report(week: Crewed, monkeypatch: pytest.MonkeyPatch, way: str, line: str) -> None:
    monkeypatch.setattr(report_commands, "stored", lambda: nullcontext(week.stage.database))
    done = CliRunner().invoke(app, ["report", "roster", "--from", "2026-11-30", "--to", "2026-12-06", way])
    assert done.exit_code == 0, done.output
    assert line in done.stdout
