"""Ratings: asked once, recalled once, one tap; a bad one reaches the head without a name; totals from five on."""

from bot.callbacks import Desk, Menu, pack
from flows.dossier import Role
from storage.records import DossierRecord
from tests.bot.ladder.desk import Desks


async def handed(desks: Desks) -> DossierRecord:
    """A file that was handed over."""
    file = await desks.accepted()
    for verb in ("record_result", "hand_over"):
        await desks.does("clerk", verb, file)
        await desks.does("clerk", "sure", file, verb)
    return file


def asked(desks: Desks) -> int:
    return sum("thấy việc giải quyết" in line for line in desks.told("resident"))


async def test_it_is_asked_with_the_hand_over_recalled_after_three_days_and_never_again(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    await handed(desks)
    await desks.to("21/08/2026 08:31")
    assert asked(desks) == 1
    await desks.to("24/08/2026 08:00")
    assert asked(desks) == 0
    await desks.to("24/08/2026 08:31")
    assert asked(desks) == 1
    await desks.to("31/08/2026 08:31", "30/09/2026 08:31")
    assert asked(desks) == 0


async def test_who_has_answered_is_not_asked_again_and_cannot_answer_twice(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    file = await handed(desks)
    card = await desks.village.press("resident", Menu("rate", file.reference, "3"))
    assert card.text.startswith("Cảm ơn")
    assert "rồi" in (await desks.village.press("resident", Menu("rate", file.reference, "1"))).text
    assert desks.village.database.run(lambda u: u.ratings.of(file.id)) == 3
    await desks.to("24/08/2026 08:31")
    assert asked(desks) == 0


async def test_only_who_owns_a_finished_file_can_rate_it(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    open_one, done = await desks.accepted(), await handed(desks)
    early = await desks.village.press("resident", Menu("rate", open_one.reference, "3"))
    assert "sau khi đã nhận kết quả" in early.text
    await desks.village.press("resident", Menu("rate", done.reference, "9"))
    await desks.village.press("clerk", Menu("rate", done.reference, "3"))
    assert desks.village.database.run(lambda u: [u.ratings.of(one.id) for one in (open_one, done)]) == [None, None]


async def test_a_bad_one_reaches_the_head_next_morning_without_file_or_name(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    desks.village.hire("head", Role.HEAD)
    file = await handed(desks)
    card = await desks.village.press("resident", Menu("rate", file.reference, "1"))
    assert "Xin lỗi" in card.text
    desks.told("head")
    await desks.to("21/08/2026 16:00")
    assert desks.told("head") == []
    await desks.to("22/08/2026 07:30")
    assert len(desks.post.arrived["head"]) == 1
    told = [card.text for _, card in desks.post.arrived["head"]]
    # Not the buttons of a draft: what it is about is a procedure too, but nobody's draft.
    data = [button.data for _, card in desks.post.arrived["head"] for row in card.rows for button in row]
    assert data == [pack(Desk("ratings"))]
    assert "Không hài lòng" in told[0]
    assert file.reference not in told[0]
    assert "Bình" not in told[0]
    assert "Không hài lòng" not in " ".join(desks.told("clerk"))


async def test_leaders_see_totals_of_five_or_more_and_nothing_below(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    desks.village.hire("head", Role.HEAD)
    desks.village.hire("elsewhere", Role.HEAD, "land")
    assert "chỉ dành cho cán bộ" in (await desks.village.press("resident", Desk("ratings"))).text
    home = await desks.village.press("head", Desk("list"))
    assert "Đánh giá của người dân" in [button.label for row in home.rows for button in row]
    for score in "3321":
        await desks.village.press("resident", Menu("rate", (await handed(desks)).reference, score))
    assert "Chưa đủ 5 ý kiến" in (await desks.village.press("head", Desk("ratings"))).text
    await desks.village.press("resident", Menu("rate", (await handed(desks)).reference, "2"))
    card = await desks.village.press("head", Desk("ratings"))
    assert "5 ý kiến" in card.text
    assert "80,0 %" in card.text
    assert "Chưa đủ 5 ý kiến" in (await desks.village.press("elsewhere", Desk("ratings"))).text
