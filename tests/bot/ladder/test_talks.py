"""Writing inside a file: only its resident and the officials of its field, until two weeks after its end."""

from bot.callbacks import Work
from flows.dossier import Role
from tests.bot.ladder.desk import Desks


async def test_nobody_else_reads_or_writes_inside_a_file(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    desks.village.hire("other", Role.CLERK, "land")
    file = await desks.accepted()
    await desks.village.press("resident", Work("inbox", "talk", file.reference))
    await desks.village.say("resident", "Tôi cần nhận thay được không?")
    for stranger in ("other", "neighbour"):
        card = await desks.village.press(stranger, Work("inbox", "talk", file.reference))
        assert "nhận thay" not in card.text
        await desks.village.press(stranger, Work("inbox", "settle", file.reference))
    assert desks.village.database.run(lambda u: u.talks.wait_of(file.id)) is not None
    card = await desks.village.press("clerk", Work("inbox", "talk", file.reference))
    assert "nhận thay" in card.text
    assert "talk" in [view.what for view in desks.village.database.run(lambda u: u.views.of(file.id))]


async def test_writing_ends_two_weeks_after_the_file_and_says_so(desks: Desks) -> None:
    desks.village.hire("clerk", Role.CLERK)
    file = await desks.accepted()
    for name in ("record_result", "hand_over"):
        await desks.does("clerk", name, file)
        await desks.does("clerk", "sure", file, name)
    await desks.to("07/09/2026 09:00")
    await desks.village.press("resident", Work("inbox", "talk", file.reference))
    card = await desks.village.say("resident", "Cho tôi hỏi thêm?")
    assert "đã đóng" in card.text
    assert desks.village.database.run(lambda u: u.talks.of(file.id)) == ()
