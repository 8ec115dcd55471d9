"""Several people on one phone: boxes apart, a PIN with limited tries, notices headed by whose they are."""

from datetime import timedelta

from bot.ports import Arrival, Card, Chat, Said
from flows.dossier import Role
from tests.bot.services.conftest import SENT, arrived, data_of, pressed, told
from tests.bot.services.test_handing import hired
from tests.stage import DirectStage

PHONE = "máy chung"


async def shared(stage: DirectStage) -> str:
    """A phone that the grandmother shares with her son; her file was sent in. Returns its reference."""
    await told(await stage.seat(PHONE), *SENT)
    await pressed(stage, PHONE, "w:who:add")
    await arrived(stage, PHONE, Said("bà Tư"), "self")
    await arrived(stage, PHONE, Said("anh Ba"), "other")
    return stage.references()[0]


async def typed(stage: DirectStage, text: str, key: str) -> Card:
    """Words typed on the phone, in a message that the channel can remove."""
    (card,) = await stage.assistant.turn(Arrival(Chat("direct", PHONE), key, Said(text), message=f"m-{key}"))
    return card


async def with_pin(stage: DirectStage, pin: str = "2580") -> str:
    """The same, her box closed with a PIN, and the son acting."""
    reference = await shared(stage)
    await pressed(stage, PHONE, "w:who:pin")
    await typed(stage, pin, "pin once")
    await typed(stage, pin, "pin twice")
    await pressed(stage, PHONE, "w:who:open:2")
    return reference


def acting(stage: DirectStage) -> int:
    """The person who acts on the phone."""
    return stage.database.run(lambda u: u.people.meet("direct", PHONE, stage.now())).person.id


async def test_each_has_a_box_of_their_own(stage: DirectStage) -> None:
    reference = await shared(stage)
    card = await pressed(stage, PHONE, "w:who:open:2")
    assert "anh Ba" in card.text
    assert acting(stage) != 1
    assert reference not in (await pressed(stage, PHONE, "m:mine")).text
    assert "Nguyễn Thị Mẫu" not in (await pressed(stage, PHONE, f"m:file:{reference}")).text
    await pressed(stage, PHONE, "w:who:open:1")
    assert acting(stage) == 1
    assert reference in (await pressed(stage, PHONE, "m:mine", "hers again")).text


async def test_drafts_stay_with_whom_they_are_for(stage: DirectStage) -> None:
    await told(await stage.seat(PHONE), *SENT[:5])
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    await pressed(stage, PHONE, "w:who:add")
    await arrived(stage, PHONE, Said("bà Tư"), "self")
    await arrived(stage, PHONE, Said("cháu Nam"), "other")
    await pressed(stage, PHONE, "w:who:open:2")
    await pressed(stage, PHONE, f"x:{draft.tag}:send")
    await pressed(stage, PHONE, f"x:{draft.tag}:drop")
    assert stage.database.run(lambda u: u.drafts.all_of(1)) == (draft,)


async def test_nobody_without_the_pin_opens_a_closed_box(stage: DirectStage) -> None:
    reference = await with_pin(stage)
    son = acting(stage)
    assert "gõ mã PIN của bà Tư" in (await pressed(stage, PHONE, "w:who:open:1")).text
    assert "Còn 4 lần" in (await typed(stage, "1357", "wrong")).text
    assert acting(stage) == son
    for data in (f"m:file:{reference}", "m:mine", "w:who:nopin", "w:who:pin"):
        assert reference not in (await pressed(stage, PHONE, data, f"forged {data}")).text
    await pressed(stage, PHONE, "w:who:open:1", "again")
    assert "bà Tư" in (await typed(stage, "25 80", "right")).text
    assert acting(stage) == 1


async def test_five_wrong_tries_lock_the_box_even_for_the_right_pin(stage: DirectStage) -> None:
    await with_pin(stage)
    await pressed(stage, PHONE, "w:who:open:1")
    for turn in range(5):
        card = await typed(stage, f"135{turn}", f"wrong {turn}")
    assert "khóa đến 09 giờ 15" in card.text
    assert "khóa đến" in (await typed(stage, "2580", "right, too early")).text
    assert acting(stage) != 1
    await stage.move_to(stage.now() + timedelta(minutes=15))
    await pressed(stage, PHONE, "w:who:open:1", "later")
    await typed(stage, "2580", "right")
    assert acting(stage) == 1


async def test_a_typed_pin_leaves_the_conversation_and_stands_nowhere(stage: DirectStage) -> None:
    await shared(stage)
    await pressed(stage, PHONE, "w:who:pin")
    assert (await typed(stage, "25801", "first")).erase == ("m-first",)
    assert (await typed(stage, "25801", "second")).erase == ("m-second",)
    (box, _) = stage.database.run(lambda u: u.companions.of_chat(1))
    assert box.pin
    assert "25801" not in box.pin
    assert b"25801" not in (stage._folder / "stage.db").read_bytes()


async def test_a_pin_that_is_weak_or_typed_two_ways_is_not_set(stage: DirectStage) -> None:
    await shared(stage)
    await pressed(stage, PHONE, "w:who:pin")
    assert "dễ đoán" in (await typed(stage, "1234", "weak")).text
    assert "4 đến 6" in (await typed(stage, "12", "short")).text
    await typed(stage, "2580", "one")
    assert "không giống nhau" in (await typed(stage, "2581", "two")).text
    assert not any(one.pin for one in stage.database.run(lambda u: u.companions.of_chat(1)))


async def test_only_who_knows_the_pin_gives_it_up(stage: DirectStage) -> None:
    await with_pin(stage)
    await pressed(stage, PHONE, "w:who:open:1")
    await typed(stage, "2580", "in")
    await pressed(stage, PHONE, "w:who:nopin")
    assert "chưa đúng" in (await typed(stage, "1357", "wrong")).text
    assert "Đã bỏ mã PIN" in (await typed(stage, "2580", "right")).text
    assert not any(one.pin for one in stage.database.run(lambda u: u.companions.of_chat(1)))


async def test_an_official_resets_a_forgotten_pin_which_is_logged(stage: DirectStage) -> None:
    reference = await with_pin(stage)
    await hired(stage, "Lan", Role.CLERK)
    await hired(stage, "Địa", Role.CLERK, "land")
    for who in ("kẻ lạ", "Địa", PHONE):
        await pressed(stage, who, f"w:who:reset:{reference}")
    assert any(one.pin for one in stage.database.run(lambda u: u.companions.of_chat(1)))
    card = await pressed(stage, "Lan", f"d:open:{reference}")
    await pressed(stage, "Lan", data_of(card, "Đặt lại mã PIN"))
    assert not any(one.pin for one in stage.database.run(lambda u: u.companions.of_chat(1)))
    (act,) = [one for one in stage.database.run(lambda u: u.acts.latest(9)) if one.kind == "pin_reset"]
    assert (act.about, act.data) == (1, {"reference": reference})


async def _accepted(stage: DirectStage, reference: str) -> list[str]:
    """Accepts the file; what then arrives on the shared phone."""
    await hired(stage, "Lan", Role.CLERK)
    await pressed(stage, "Lan", f"d:accept:{reference}")
    await arrived(stage, "Lan", Said("H24.31.45-261123-0001"), "code")
    phone = stage.drivers[PHONE]
    await phone.see()
    await stage.move_to(stage.now() + timedelta(minutes=1))
    return [line for line in await phone.see() if line]


async def test_a_notice_says_whose_it_is_and_opens_their_box(stage: DirectStage) -> None:
    reference = await shared(stage)
    await pressed(stage, PHONE, "w:who:open:2")
    shown = await _accepted(stage, reference)
    assert shown[0] == "Tin của bà Tư:"
    assert any("Mở hộp của bà Tư" in line for line in shown)
    await pressed(stage, PHONE, "w:who:open:1")
    assert acting(stage) == 1


async def test_a_notice_for_a_closed_box_says_no_more_than_the_code(stage: DirectStage) -> None:
    reference = await with_pin(stage)
    shown = "\n".join(await _accepted(stage, reference))
    assert f"Có tin mới cho bà Tư, hồ sơ {reference}" in shown
    assert "Chứng thực" not in shown
    assert "tiếp nhận" not in shown.casefold()
    waiting = stage.database.run(lambda u: u.reach.of_dossier(1))
    assert all(one.state == "waiting" for one in waiting)


async def test_a_name_that_is_there_already_is_asked_again(stage: DirectStage) -> None:
    await shared(stage)
    await pressed(stage, PHONE, "w:who:add", "third")
    assert "đã có người tên này" in (await arrived(stage, PHONE, Said("Bà Tư"), "twice")).text
    assert len(stage.database.run(lambda u: u.companions.of_chat(1))) == 2
