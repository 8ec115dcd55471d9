"""Messages to many: nobody but the head lets one go, answers never wait for them, and out means out."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.ports import Said
from flows.calendar import ZONE
from flows.outreach import BATCH, Group, Letter, Stage
from storage.outreach import OutreachRecord
from tests.bot.services.conftest import arrived, pressed
from tests.stage import DirectStage

_KEYS = count()
TEXT = "Mời bà con đến nhà văn hóa sáng thứ Sáu."


async def drafted(stage: DirectStage, who: str = "người xếp lịch") -> OutreachRecord:
    """A message to everybody, drafted in the chat."""
    if who not in stage.drivers:
        await stage.seat(who)
    await press(stage, who, "text", "all")
    await arrived(stage, who, Said(TEXT), f"{who} viết {next(_KEYS)}")
    return stage.database.run(lambda u: u.outreach.latest())[0]


async def press(stage: DirectStage, who: str, *parts: str) -> str:
    """What a press of this area shows."""
    return (await pressed(stage, who, ":".join(("w:outreach", *parts)), f"{who}{next(_KEYS)}")).text


def stage_of(stage: DirectStage, record: OutreachRecord) -> Stage:
    """Where the message stands now."""
    found = stage.database.run(lambda u: u.outreach.get(record.id))
    assert found is not None
    return found.letter.stage


def residents(stage: DirectStage, count: int) -> list[int]:
    """So many residents who wrote once; they have seats but nobody looks at them."""
    return stage.database.run(
        lambda u: [u.people.meet("ghost", f"r{number}", stage.now()).person.id for number in range(count)]
    )


@pytest.mark.parametrize("who", ["kẻ lạ", "cán bộ", "người hỗ trợ", "người xếp lịch", "chủ tịch", "quản trị"])
async def test_only_the_head_lets_a_message_go_and_stops_it(stage: DirectStage, who: str) -> None:
    residents(stage, 3)
    record = await drafted(stage)
    await press(stage, "người xếp lịch", "propose", str(record.id))
    await stage.seat("trưởng bộ phận")
    if who not in stage.drivers:
        await stage.seat(who)
    for number in range(6):
        await press(stage, who, "approve", str(record.id), str(number))
    assert stage_of(stage, record) is Stage.PROPOSED
    people = len(stage.database.run(lambda u: u.outreach.readers(Group.ALL, ""))[0])
    for number in range(people + 1):
        await press(stage, "trưởng bộ phận", "approve", str(record.id), str(number))
    assert stage_of(stage, record) is Stage.RUNNING
    await press(stage, who, "stop", str(record.id))
    assert stage_of(stage, record) is Stage.RUNNING


@pytest.mark.parametrize("who", ["kẻ lạ", "cán bộ", "người hỗ trợ", "chủ tịch", "quản trị"])
async def test_nobody_else_writes_one(stage: DirectStage, who: str) -> None:
    await stage.seat(who)
    for parts in (("write",), ("group", "all"), ("text", "all")):
        await press(stage, who, *parts)
    await arrived(stage, who, Said(TEXT), "viết")
    assert stage.database.run(lambda u: u.outreach.latest()) == ()


@pytest.mark.parametrize("who", ["kẻ lạ", "cán bộ", "người hỗ trợ", "quản trị"])
async def test_only_those_concerned_read_drafts_and_counts(stage: DirectStage, who: str) -> None:
    record = await drafted(stage)
    await stage.seat(who)
    for parts in (("home",), ("open", str(record.id)), ("log", str(record.id)), ("drop", str(record.id))):
        shown = await press(stage, who, *parts)
        assert "Mời bà con" not in shown
    assert stage_of(stage, record) is Stage.DRAFT


async def test_the_chairman_reads_and_changes_nothing(stage: DirectStage) -> None:
    record = await drafted(stage)
    await stage.seat("chủ tịch")
    assert "Mời bà con" in await press(stage, "chủ tịch", "open", str(record.id))
    await press(stage, "chủ tịch", "drop", str(record.id))
    assert stage_of(stage, record) is Stage.DRAFT


async def test_when_the_number_of_readers_changed_the_head_looks_again(stage: DirectStage) -> None:
    residents(stage, 2)
    record = await drafted(stage, "trưởng bộ phận")
    residents(stage, 3)
    assert "vừa thay đổi" in await press(stage, "trưởng bộ phận", "approve", str(record.id), "2")
    assert stage_of(stage, record) is Stage.DRAFT
    await press(stage, "trưởng bộ phận", "approve", str(record.id), "3")
    assert stage_of(stage, record) is Stage.RUNNING


def running(stage: DirectStage, people: list[int]) -> OutreachRecord:
    """A message that was let go to these."""
    head = stage.database.run(lambda u: u.people.meet("ghost", "head", stage.now()).person.id)
    letter = Letter(head, Group.ALL, "", Stage.RUNNING, head, stage.now())
    record = stage.database.run(lambda u: u.outreach.draft(letter, TEXT, stage.now()))
    stage.database.run(lambda u: u.outreach.address(record.id, people))
    return record


async def test_letters_go_a_few_a_minute_and_never_at_night(stage: DirectStage) -> None:
    people = residents(stage, BATCH + 5)
    record = running(stage, people)
    await stage.move_to(datetime(2026, 11, 23, 21, 0, tzinfo=ZONE))
    assert len(stage.database.run(lambda u: u.outreach.waiting(record.id, 100))) == BATCH + 5
    await stage.move_to(datetime(2026, 11, 25, 8, 0, tzinfo=ZONE))
    assert len(stage.database.run(lambda u: u.outreach.waiting(record.id, 100))) == 5
    await stage.move_to(stage.now() + timedelta(minutes=1))
    assert stage.database.run(lambda u: u.outreach.waiting(record.id, 100)) == ()


async def test_who_opts_out_gets_neither_what_waits_nor_what_comes_later(stage: DirectStage) -> None:
    resident = await stage.seat("bà con")
    await resident.say("xin chào")
    person = stage.database.run(lambda u: u.people.meet("direct", "bà con", stage.now()).person.id)
    record = running(stage, [person])
    key = f"outreach:{record.id}:{person}"
    stage.database.run(lambda u: u.outbox.owe(key, person, "outreach", {"outreach": record.id}, now=stage.now()))
    stage.database.run(lambda u: u.outreach.mark(record.id, person, "owed"))
    await press(stage, "bà con", "out", str(record.id))
    await resident.see()
    later = running(stage, [person])
    await stage.move_to(stage.now() + timedelta(minutes=2))
    assert await resident.see() == []
    ids = (record.id, later.id)
    assert stage.database.run(lambda u: [u.outreach.tally(id).out for id in ids]) == [1, 1]
    assert stage.database.run(lambda u: u.outreach.readers(Group.ALL, ""))[1] == (person,)


async def test_reading_is_counted_once_and_only_for_who_got_it(stage: DirectStage) -> None:
    resident = await stage.seat("bà con")
    await resident.say("xin chào")
    person = stage.database.run(lambda u: u.people.meet("direct", "bà con", stage.now()).person.id)
    record = running(stage, [person])
    await stage.move_to(stage.now() + timedelta(minutes=1))
    for who in ("bà con", "bà con", "kẻ lạ"):
        await press(stage, who, "read", str(record.id))
        await press(stage, who, "read", "999")
    assert stage.database.run(lambda u: u.outreach.tally(record.id)).read == 1
