"""Settings of messages: pressed late, twice, or by somebody who may not, and in both languages, with words alone."""

from functools import partial

import pytest

from bot.callbacks import Menu, pack
from bot.ports import Arrival, Chat, Pressed, Said
from bot.services.notice_cards import TOLD
from bot.services.pacing import CHANNEL, NEWS
from bot.services.people import invite
from flows.dossier import Role
from flows.notices import PACES, TO_OFFICIALS, Topic, policy
from flows.quiet import Pace
from tests.bot.services.conftest import data_of, pressed, told
from tests.stage import DirectStage


def chosen(stage: DirectStage, who: str, channel: str = "direct") -> dict[str, str]:
    """All that somebody chose."""
    person = stage.database.run(lambda u: u.people.meet(channel, who, stage.now())).person.id
    return stage.database.run(lambda u: u.preferences.of(person))


async def test_muting_twice_and_with_an_old_button_stays_muted_and_says_what_is_still_sent(stage: DirectStage) -> None:
    await stage.seat("bà Mai")
    first = await pressed(stage, "bà Mai", "m:settings", "a")
    mute = data_of(first, "Tắt tin")
    for key in ("b", "c"):
        card = await pressed(stage, "bà Mai", mute, key)
        assert "vẫn được gửi" in card.text
        assert chosen(stage, "bà Mai") == {NEWS: "off"}
    assert data_of(card, "Bật tin") == "m:unmute"
    await pressed(stage, "bà Mai", "m:unmute", "d")
    assert chosen(stage, "bà Mai") == {NEWS: "on"}


async def test_a_press_that_comes_twice_is_applied_once_and_shows_the_same_card(stage: DirectStage) -> None:
    await stage.seat("bà Mai")
    await pressed(stage, "bà Mai", "m:mute", "once")
    again = await pressed(stage, "bà Mai", "m:mute", "once")
    assert "đang tắt" in again.text


async def test_a_button_in_other_hands_changes_only_what_is_theirs(stage: DirectStage) -> None:
    for who in ("bà Mai", "kẻ lạ"):
        await stage.seat(who)
    await pressed(stage, "bà Mai", "m:settings")
    await pressed(stage, "kẻ lạ", "m:mute")
    assert (chosen(stage, "bà Mai"), chosen(stage, "kẻ lạ")) == ({}, {NEWS: "off"})


@pytest.mark.parametrize("channel", ["telegram", "web", "zalo", "", "direct,telegram", "x" * 40])
async def test_a_channel_that_is_not_used_cannot_be_chosen(stage: DirectStage, channel: str) -> None:
    await stage.seat("bà Mai")
    card = await pressed(stage, "bà Mai", f"m:channel:{channel}")
    assert "nút" in card.text
    assert chosen(stage, "bà Mai") == {}


async def test_the_one_chosen_last_stands_first_and_the_order_is_kept(stage: DirectStage) -> None:
    page, phone = await stage.seat("trang web bà Mai"), await stage.seat("Telegram bà Mai")
    await told(page, "chuyển máy")
    code = stage_code(await told(page, "chuyển máy"))
    await told(phone, code, "nhận tin ở đâu", "1")
    assert chosen(stage, "Telegram bà Mai", "telegram") == {CHANNEL: "web,telegram"}
    assert "(đang chọn)" in await told(phone, "2")
    assert chosen(stage, "trang web bà Mai", "web") == {CHANNEL: "telegram,web"}


def stage_code(shown: str) -> str:
    return shown.split("mã: ")[1].split("\n")[0]


async def test_words_open_and_work_the_settings_in_the_middle_of_a_form_and_lead_back_to_its_question(
    stage: DirectStage,
) -> None:
    someone = await stage.seat("bà Mai")
    question = await told(someone, "sao y", "bắt đầu", "bác", "1")
    assert "đang thế nào" in question
    assert "đang thế nào" in await told(someone, "tắt tin")
    assert "đang tắt" in await told(someone, "CAI DAT TIN NHAN")
    assert "Chuyển sang máy khác" in await told(someone, "2")
    assert "đang tắt" in await told(someone, "quay lại")
    assert "đang thế nào" in await told(someone, "làm tiếp")


async def test_back_to_a_form_that_was_deleted_meanwhile_leads_home(stage: DirectStage) -> None:
    someone = await stage.seat("bà Mai")
    await told(someone, "sao y", "bắt đầu", "bác", "1", "cài đặt")
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    stage.database.run(lambda u: u.drafts.delete(draft))
    assert "Việc khác" in await told(someone, "cài đặt")


async def test_an_official_paces_each_topic_by_number_and_the_chairman_only_what_reaches_him(
    stage: DirectStage,
) -> None:
    official, chairman = await stage.seat("cán bộ"), await stage.seat("chủ tịch")
    for number, topic in enumerate(Topic, 1):
        for choice, pace in enumerate(PACES[topic], 1):
            shown = await told(official, "nhịp tin", str(number), str(choice))
            assert "Đã ghi nhận" in shown
            assert chosen(stage, "cán bộ")[topic.value] == pace
    assert "Hồ sơ mới" not in await told(chairman, "nhịp tin")
    card = await pressed(stage, "chủ tịch", "m:pace:files:daily")
    assert "nút" in card.text
    assert chosen(stage, "chủ tịch") == {}


async def test_what_may_not_wait_till_monday_cannot_be_put_off_so_long(stage: DirectStage) -> None:
    await stage.seat("cán bộ")
    for topic in Topic:
        card = await pressed(stage, "cán bộ", pack(Menu("pace", topic, Pace.WEEKLY)))
        assert (topic.value in chosen(stage, "cán bộ")) == (Pace.WEEKLY in PACES[topic]), card.text
    for data in ("m:pace:overdue:weekly", "m:pace::", "m:pace:files:never", "m:pace:files:now:now"):
        assert (await pressed(stage, "cán bộ", data)).text
    assert "files" not in chosen(stage, "cán bộ")


async def test_every_kind_is_named_to_the_official_as_one_to_choose_or_one_that_cannot_wait(
    stage: DirectStage,
) -> None:
    official = await stage.seat("trưởng bộ phận")
    shown = await told(official, "nhịp tin")
    always = shown.split("việc phải làm ngay: ")[1].split(".")[0].split(", ")
    say = stage.content.wording.say
    for kind in TO_OFFICIALS - TOLD.keys() - {"first_overdue"}:
        assert (say(f"sent.kind_{kind}", "vi") in always) == (policy(kind).topic is None), kind


@pytest.mark.parametrize("who", ["bà Mai", "người hỗ trợ"])
async def test_who_is_no_official_has_no_paces_whatever_they_press(stage: DirectStage, who: str) -> None:
    await stage.seat(who)
    for data in ("m:paces", "m:pace:files", "m:pace:files:daily"):
        assert "đã được mời" in (await pressed(stage, who, data)).text
    assert chosen(stage, who) == {}
    assert "Nhịp tin" not in str((await pressed(stage, who, "m:settings")).rows)


async def test_who_is_no_official_any_more_finds_the_first_page_instead_of_the_paces(stage: DirectStage) -> None:
    official = await stage.seat("cán bộ")
    await told(official, "nhịp tin", "1")
    person = stage.database.run(lambda u: u.people.meet("direct", "cán bộ", stage.now())).person.id
    (staff,) = stage.database.run(lambda u: u.staff.of(person))
    stage.database.run(lambda u: u.staff.revoke(staff.id, stage.now()))
    assert "đã được mời" in await told(official, "2")
    assert chosen(stage, "cán bộ") == {}


async def test_a_new_official_is_shown_the_way_to_the_paces_and_a_new_helper_is_not(stage: DirectStage) -> None:
    for role, expected in ((Role.CLERK, True), (Role.HELPER, False)):
        code = stage.database.run(partial(invite, role=role, fields=(), now=stage.now()))
        card = await pressed_code(stage, f"người mới {role}", code)
        assert ("m:paces" in str(card)) is expected


async def pressed_code(stage: DirectStage, who: str, code: str) -> object:
    (card,) = await stage.assistant.turn(Arrival(Chat("direct", who), f"code {who}", Said(code)))
    return card.rows


async def test_english_readers_find_everything_in_english(stage: DirectStage) -> None:
    official = await stage.seat("cán bộ")
    await told(official, "english")
    assert "cannot be turned off" in await told(official, "settings")
    assert "May not be delayed" in await told(official, "3")
    assert "Weekly digest" in await told(official, "2")
    card = (await stage.assistant.turn(Arrival(Chat("direct", "cán bộ"), "k", Pressed("m:where"))))[0]
    assert "arrive" in card.text
