"""Several files decided at once (F46): held for two minutes, undone one by one or all, made anew on their own terms."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.callbacks import Desk, Work, unpack
from bot.ports import Card
from bot.services.inbox import making
from flows.dossier import Role, State
from storage.held import HeldMove
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork
from tests.bot.ladder.desk import Desks, at

ROUNDS = {"held_moves": making.go_round}


def pressing(card: Card, verb: str) -> list[Work]:
    """The buttons of a card that do this."""
    found = [unpack(one.data) for row in card.rows for one in row]
    return [press for press in found if isinstance(press, Work) and press.verb == verb]


@pytest_asyncio.fixture
async def office(desks: Desks) -> AsyncIterator[Desks]:
    desks.village.hire("clerk", Role.CLERK)
    desks.village.hire("other", Role.CLERK)
    desks.village.hire("land", Role.CLERK, "land")
    here = Desks(desks.village, ROUNDS)
    yield here
    await here.keeper.stop()


async def chosen(office: Desks, count: int = 2, who: str = "clerk") -> tuple[list[DossierRecord], Card]:
    """Files that were accepted and chosen to be taken up, and the card that asks to confirm it."""
    files = [await office.accepted() for _ in range(count)]
    await picked(office, who)
    await office.village.press(who, Work("inbox", "batch_all", "0"))
    return files, await office.village.press(who, Work("inbox", "batch_check"))


async def picked(office: Desks, who: str = "clerk") -> Card:
    await office.village.press(who, Work("inbox", "batch"))
    (start,) = [one for one in pressing(office.village.cards[who], "batch_move") if one.first == "start"]
    return await office.village.press(who, start)


async def held(office: Desks, count: int = 2) -> tuple[list[DossierRecord], Card]:
    files, card = await chosen(office, count)
    (hold,) = pressing(card, "batch_hold")
    return files, await office.village.press("clerk", hold)


def states(office: Desks, files: list[DossierRecord]) -> list[State]:
    return [office.village.file(one.reference).dossier.state for one in files]


def moves(office: Desks, files: list[DossierRecord]) -> list[HeldMove]:
    def work(u: UnitOfWork) -> list[HeldMove]:
        return [one for file in files for one in u.held.of_dossier(file.id)]

    return office.village.database.run(work)


async def test_what_was_confirmed_is_made_after_two_minutes_and_told_once(office: Desks) -> None:
    files, card = await held(office)
    assert "2 hồ sơ sẽ làm lúc 08 giờ 32" in card.text
    await office.to("21/08/2026 08:31")
    assert states(office, files) == [State.DA_TIEP_NHAN] * 2
    office.told("clerk")
    await office.to("21/08/2026 08:32", "21/08/2026 08:33")
    assert states(office, files) == [State.DANG_XU_LY] * 2
    assert [office.village.events(one)[-1].actor_id for one in files] == [office.village.person("clerk")] * 2
    assert office.told("clerk") == ["Chuyển xử lý: đã làm 2 hồ sơ"]
    assert [office.village.kinds(one).count("in_process") for one in files] == [1, 1]


async def test_one_is_undone_and_then_all_and_nothing_is_made_or_told(office: Desks) -> None:
    files, card = await held(office, 3)
    first = pressing(card, "batch_undo")[1]
    card = await office.village.press("clerk", first)
    assert "Đã hoàn tác 1 hồ sơ" in card.text and "2 hồ sơ sẽ làm" in card.text
    card = await office.village.press("clerk", first)
    assert "Không hoàn tác được nữa" in card.text
    card = await office.village.press("clerk", pressing(card, "batch_undo")[0])
    assert "Đã hoàn tác 2 hồ sơ" in card.text and pressing(card, "batch_undo") == []
    office.told("clerk")
    await office.to("21/08/2026 08:40")
    assert states(office, files) == [State.DA_TIEP_NHAN] * 3
    assert office.told("clerk") == []


async def test_undoing_too_late_undoes_nothing_and_says_so(office: Desks) -> None:
    files, card = await held(office)
    await office.to("21/08/2026 08:33")
    card = await office.village.press("clerk", pressing(card, "batch_undo")[0])
    assert "Không hoàn tác được nữa" in card.text and "đã làm" in card.text
    assert states(office, files) == [State.DANG_XU_LY] * 2


async def test_confirming_twice_holds_once(office: Desks) -> None:
    files, card = await chosen(office)
    (hold,) = pressing(card, "batch_hold")
    first = await office.village.press("clerk", hold)
    second = await office.village.press("clerk", hold)
    assert first.text == second.text
    assert len(moves(office, files)) == 2


async def test_nobody_else_sees_confirms_or_undoes_it(office: Desks) -> None:
    files, card = await chosen(office)
    (hold,) = pressing(card, "batch_hold")
    for stranger in ("other", "land", "resident"):
        await office.village.press(stranger, hold)
    assert moves(office, files) == []
    card = await office.village.press("clerk", hold)
    undo = pressing(card, "batch_undo")
    for stranger in ("other", "land", "resident"):
        for press in (*undo, Work("inbox", "batch_held", undo[0].first)):
            answer = await office.village.press(stranger, press)
            assert "sẽ làm lúc" not in answer.text and "hoàn tác" not in answer.text
    assert len(moves(office, files)) == 2


async def test_who_is_no_official_or_of_another_field_is_offered_nothing(office: Desks) -> None:
    files = [await office.accepted() for _ in range(2)]
    for stranger in ("land", "resident"):
        card = await office.village.press(stranger, Work("inbox", "batch"))
        assert pressing(card, "batch_move") == []
        await office.village.press(stranger, Work("inbox", "batch_move", "start", files[0].field))
        for one in files:
            card = await office.village.press(stranger, Work("inbox", "batch_tick", one.reference, "0"))
            assert pressing(card, "batch_tick") == []
            assert stranger == "resident" or one.reference not in card.text


async def test_a_file_that_somebody_moved_meanwhile_is_left_and_the_others_are_made(office: Desks) -> None:
    files, _ = await held(office)
    await office.does("other", "record_result", files[0])
    await office.does("other", "sure", files[0], "record_result")
    office.told("clerk")
    await office.to("21/08/2026 08:33")
    assert states(office, files) == [State.DA_CO_KET_QUA, State.DANG_XU_LY]
    (done,) = [card for _, card in office.post.arrived["clerk"] if "đã làm 1 hồ sơ, chưa làm 1" in card.text]
    assert f"{files[0].reference}: chưa làm, hồ sơ đã thay đổi" in done.text
    assert f"{files[1].reference}: đã làm" in done.text
    assert Desk("open", files[0].reference) in [unpack(one.data) for row in done.rows for one in row]


async def test_what_changed_after_the_look_is_looked_at_again_before_anything_is_held(office: Desks) -> None:
    files, card = await chosen(office, 3)
    (hold,) = pressing(card, "batch_hold")
    await office.does("other", "start", files[0])
    await office.does("other", "sure", files[0], "start")
    card = await office.village.press("clerk", hold)
    assert "Chưa làm gì" in card.text and "2 hồ sơ" in card.text and files[0].reference not in card.text
    assert moves(office, files) == []


async def test_who_lost_the_post_meanwhile_decides_nothing(office: Desks) -> None:
    files, _ = await held(office)
    clerk = office.village.person("clerk")

    def leave(u: UnitOfWork) -> None:
        for staff in u.staff.of(clerk):
            u.staff.revoke(staff.id, office.village.now)

    office.village.database.run(leave)
    await office.to("21/08/2026 08:33")
    assert states(office, files) == [State.DA_TIEP_NHAN] * 2


async def test_after_days_without_the_program_it_is_made_once_and_can_be_undone_until_then(office: Desks) -> None:
    files, card = await held(office)
    office.village.now = at("24/08/2026 08:00")
    await office.village.press("clerk", pressing(card, "batch_undo")[1])
    await office.to("24/08/2026 08:01")
    assert sorted(states(office, files)) == sorted([State.DA_TIEP_NHAN, State.DANG_XU_LY])


async def test_a_file_that_is_held_is_not_offered_again(office: Desks) -> None:
    files, _ = await held(office)
    card = await office.village.press("clerk", Work("inbox", "batch"))
    assert pressing(card, "batch_move") == []
    assert len(moves(office, files)) == 2


async def test_the_eleventh_file_is_not_taken(office: Desks) -> None:
    files, card = await chosen(office, 12)
    assert "10 hồ sơ" in card.text
    left = [one.reference for one in files if one.reference not in card.text]
    assert len(left) == 2
    card = await office.village.press("clerk", Work("inbox", "batch_tick", left[0], "10"))
    assert "tối đa 10 hồ sơ" in card.text
    card = await office.village.press("clerk", Work("inbox", "batch_check"))
    assert left[0] not in card.text and "10 hồ sơ" in card.text


async def test_who_went_on_to_the_list_finds_the_way_back_to_undo_while_it_can_be_undone(office: Desks) -> None:
    files, _ = await held(office)
    await office.does("clerk", "open", files[0])
    card = await office.village.press("clerk", Desk("list"))
    (back,) = pressing(card, "batch_held")
    card = await office.village.press("clerk", back)
    await office.village.press("clerk", pressing(card, "batch_undo")[0])
    assert pressing(await office.village.press("clerk", Desk("list")), "batch_held") == []
    assert pressing(await office.village.press("other", Desk("list")), "batch_held") == []


async def test_a_list_says_that_several_can_be_decided_only_where_they_can(office: Desks) -> None:
    await office.accepted()
    assert pressing(await office.village.press("clerk", Desk("list")), "batch") == []
    await office.accepted()
    assert len(pressing(await office.village.press("clerk", Desk("list")), "batch")) == 1
    assert pressing(await office.village.press("land", Desk("list")), "batch") == []
