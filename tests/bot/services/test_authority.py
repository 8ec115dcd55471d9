"""Every button can be pressed late, twice, or by somebody else: authority and state are looked up at each action."""

import pytest

from bot.ports import Chat, Opened, Said
from bot.services.people import hashed, invite
from flows.dossier import Role, State
from tests.bot.services.conftest import SENT, arrived, data_of, pressed, told
from tests.papers import photo
from tests.stage import DirectStage


def _states(stage: DirectStage) -> list[str]:
    records = stage.database.run(lambda u: u.dossiers.in_states(tuple(State), None, 10))
    return [record.dossier.state.value for record in records]


async def _sent(stage: DirectStage) -> str:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT)
    return stage.references()[0]


async def test_a_draft_answers_only_to_its_owner(stage: DirectStage) -> None:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT[:6])
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    for data in (
        f"a:{draft.tag}:language:foreign",
        f"x:{draft.tag}:send",
        f"x:{draft.tag}:drop",
        f"x:{draft.tag}:back",
    ):
        card = await pressed(stage, "kẻ lạ", data)
        assert "Bản chính" not in card.text
    assert stage.database.run(lambda u: u.drafts.all_of(1)) == (draft,)


async def test_a_file_is_shown_to_nobody_else(stage: DirectStage) -> None:
    reference = await _sent(stage)
    for verb in ("file", "qr", "withdraw", "withdraw!", "supplement"):
        card = await pressed(stage, "kẻ lạ", f"m:{verb}:{reference}")
        assert "Nguyễn Thị Mẫu" not in card.text
        assert not card.files
    assert _states(stage) == ["CHO_TIEP_NHAN"]


@pytest.mark.parametrize("who", ["kẻ lạ", "chủ hồ sơ", "người hỗ trợ"])
async def test_desk_buttons_do_nothing_in_hands_that_are_not_an_officials(stage: DirectStage, who: str) -> None:
    reference = await _sent(stage)
    if who == "người hỗ trợ":
        await stage.seat(who)
    for action in ("open", "accept", "refuse", "ask_supplement", "record_result", "sure", "list", "paper"):
        card = await pressed(stage, who, f"d:{action}:{reference}")
        assert "0912345678" not in card.text
    await arrived(stage, who, Said("H24.31.45-261123-0001"), f"code {who}")
    assert _states(stage) == ["CHO_TIEP_NHAN"]


async def test_an_official_of_another_field_sees_and_moves_nothing(stage: DirectStage) -> None:
    reference = await _sent(stage)
    code = stage.database.run(lambda u: invite(u, Role.CLERK, ("land",), stage.now()))
    await arrived(stage, "địa chính", Opened(code), "open")
    assert reference not in (await pressed(stage, "địa chính", "d:list")).text
    assert "Nguyễn Thị Mẫu" not in (await pressed(stage, "địa chính", f"d:open:{reference}")).text
    await pressed(stage, "địa chính", f"d:accept:{reference}")
    await arrived(stage, "địa chính", Said("H24.31.45-261123-0001"), "code")
    assert _states(stage) == ["CHO_TIEP_NHAN"]


async def test_a_photo_is_opened_by_its_sender_and_the_desk_and_every_look_of_the_desk_is_logged(
    stage: DirectStage,
) -> None:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT[:8])
    await owner.send([("ảnh.jpg", photo("trang 1"))])
    await told(owner, "xong", "Nguyễn Thị Mẫu", "0912345678", "gửi")
    await stage.seat("cán bộ")
    reference = stage.references()[0]
    card = await pressed(stage, "cán bộ", f"d:open:{reference}")
    assert card.files == ()
    (page,) = (await pressed(stage, "cán bộ", f"d:bound:{reference}:original")).files
    assert await stage.assistant.file(Chat("direct", "kẻ lạ"), page.file_id) is None
    assert await stage.assistant.file(Chat("direct", "chủ hồ sơ"), page.file_id) is not None
    opened = await stage.assistant.file(Chat("direct", "cán bộ"), page.file_id)
    assert opened is not None
    assert (opened.media_type, opened.data[:5]) == ("application/pdf", b"%PDF-")
    views = stage.database.run(lambda u: u.views.of(1))
    assert [view.what for view in views] == ["file", "paper:original_photo"]


async def test_garbage_on_a_button_brings_back_the_present_card(stage: DirectStage) -> None:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT[:5])
    for data in (
        "",
        ":",
        "a",
        "a:::::::",
        "x:zzzzz:send",
        "m:",
        "m:about:nothing",
        "d:",
        "d:sure:::",
        "\x00" * 64,
        "ạ" * 21,
    ):
        card = await pressed(stage, "chủ hồ sơ", data)
        assert card.text


async def test_sending_twice_opens_one_dossier(stage: DirectStage) -> None:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT[:-1])
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    for attempt in ("first", "second"):
        await pressed(stage, "chủ hồ sơ", f"x:{draft.tag}:send", attempt)
    assert len(stage.references()) == 1


async def test_a_review_card_from_before_a_change_is_shown_anew_before_it_is_sent(stage: DirectStage) -> None:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT[:-1])
    card = await arrived(stage, "chủ hồ sơ", Opened(""), "again")
    send = data_of(card, "Gửi hồ sơ")
    await told(owner, "sửa 5", "7")
    shown = await pressed(stage, "chủ hồ sơ", send)
    assert "vừa được sửa" in shown.text
    assert stage.references() == []


async def test_guessing_codes_is_stopped_after_five(stage: DirectStage) -> None:
    code = stage.database.run(lambda u: invite(u, Role.HEAD, (), stage.now()))
    for attempt in range(6):
        card = await arrived(stage, "kẻ lạ", Said(f"2345678{attempt + 2}"), f"guess {attempt}")
    assert "một giờ" in card.text
    await arrived(stage, "kẻ lạ", Said(code), "the right one, too late")
    person = stage.database.run(lambda u: u.people.meet("direct", "kẻ lạ", stage.now())).person.id
    assert stage.database.run(lambda u: u.staff.of(person)) == ()
    assert stage.database.run(lambda u: u.staff.redeem(hashed(code), person, stage.now())) is not None
