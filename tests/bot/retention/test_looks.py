"""What people see of it: the owner's card, the official's look after erasure, the numbers of who leads."""

import logging

import pytest

from bot.callbacks import Desk, Menu
from bot.ports import Said
from bot.services.purging import purge_drafts
from bot.services.verifying import verify
from flows.dossier import Role
from flows.moves import Accept, AskSupplement, Refuse
from flows.reminders import DRAFT_KEPT
from flows.session import Session
from storage.unit_of_work import UnitOfWork
from tests.bot.retention.archive import DAY, HOUR, PAGE, Archive, at, labels


@pytest.fixture(params=["sqlite"])
def url(request: pytest.FixtureRequest) -> str:
    """One database will do for what is said."""
    address = request.getfixturevalue("sqlite_url")
    assert isinstance(address, str)
    return address


async def test_the_owner_sees_of_each_paper_why_it_is_kept_and_until_which_day(archive: Archive) -> None:
    village, file = archive.village, await archive.sends("an", pages=2, cards=1)
    opened = await village.press("an", Menu("file", file.reference))
    assert "Giấy tờ được giữ đến khi nào" in labels(opened)
    card = await village.press("an", Menu("kept", file.reference))
    assert "(1 tệp): giữ cho đến khi hồ sơ được tiếp nhận" in card.text
    assert "(2 tệp): giữ trong khi hồ sơ đang giải quyết" in card.text
    assert "tối đa 7 ngày" in card.text
    archive.moves(file, Accept())
    assert "giữ đến hết chủ nhật, 08/03/2026" in (await village.press("an", Menu("kept", file.reference))).text.lower()
    archive.moves(file, AskSupplement("original", "blurred", ""))
    assert (await village.press("an", Menu("kept", file.reference))).text.count("giữ trong khi chờ bổ sung") == 2


async def test_who_reads_late_is_told_that_the_papers_go_soon(archive: Archive) -> None:
    village, file = archive.village, archive.moves(await archive.sends("an"), Refuse("wrong_office", ""))
    await archive.waits(at("10/06/2026 09:00"))
    # The owner opens the card: what was sent about the file is known from here on.
    assert "sắp xóa, sớm nhất 3 ngày sau khi đã báo" in (await village.press("an", Menu("kept", file.reference))).text
    await archive.waits(at("11/06/2026 09:00"))
    assert len(archive.warnings(file)) == 1
    await archive.waits(at("15/06/2026 09:00"))
    assert "đã xóa" in (await village.press("an", Menu("kept", file.reference))).text


async def test_after_the_erasing_owner_and_official_are_told_when_and_why(archive: Archive) -> None:
    village, file = archive.village, archive.hands_over(await archive.sends("an", pages=1, cards=1))
    await archive.waits(at("02/06/2026 09:00"))
    mine = await village.press("an", Menu("kept", file.reference))
    assert "không còn giữ giấy tờ nào" in mine.text
    desk = await village.press("clerk", Desk("open", file.reference))
    for text in (mine.text, desk.text):
        assert "03/03/2026, vì đã tiếp nhận 7 ngày, hoặc hồ sơ đã xong" in text
        assert "01/06/2026, vì đã trả kết quả quá 90 ngày" in text
    assert desk.files == ()
    assert "Giấy tờ được giữ đến khi nào" in labels(await village.press("an", Menu("file", file.reference)))


async def test_the_warning_is_said_in_the_language_of_its_reader(archive: Archive) -> None:
    await archive.village.press("an", Menu("lang", "en"))
    file = archive.hands_over(await archive.sends("an"))
    await archive.waits(at("25/05/2026 09:00"))
    card = archive.web.delivered[-1][1]
    assert "will soon be erased" in card.text
    assert "31/05/2026" in card.text
    assert labels(card)[0] == "Download papers (PDF)"
    assert file.reference in card.text


async def test_nobody_elses_papers_are_told_of(archive: Archive) -> None:
    file = await archive.sends("an")
    card = await archive.village.press("bình", Menu("kept", file.reference))
    assert "tệp" not in card.text


async def test_anybody_can_ask_how_long_papers_are_kept(archive: Archive) -> None:
    help_card = await archive.village.does("an", Said("trợ giúp"))
    assert "Giấy tờ được giữ bao lâu" in labels(help_card)
    card = await archive.village.press("an", Menu("keeping"))
    for words in ("tối đa 7 ngày", "90 ngày", "30 ngày", "Luật Khiếu nại 2011"):
        assert words in card.text


async def test_who_leads_sees_numbers_of_their_own_fields_and_nobody_else_does(archive: Archive) -> None:
    village = archive.village
    village.hire("land head", Role.HEAD, "land")
    archive.hands_over(await archive.sends("an", pages=2, cards=1))
    kept = await archive.sends("bình", pages=3)
    await archive.waits(at("02/06/2026 09:00"))
    numbers = (await village.press("head", Desk("erased"))).text
    assert "đang giữ: 3 tệp" in numbers
    assert "30 ngày qua: 2 tệp" in numbers
    assert "365 ngày qua: 3 tệp" in numbers
    assert not any(word in numbers for word in ("an", kept.reference) if word != "an")
    assert "đang giữ: 0 tệp" in (await village.press("land head", Desk("erased"))).text
    assert "Giấy tờ đã xóa" in labels(await village.press("head", Desk("list")))
    assert "Giấy tờ đã xóa" not in labels(await village.press("clerk", Desk("list")))
    assert "tệp" not in (await village.press("clerk", Desk("erased"))).text
    assert "tệp" not in (await village.press("an", Desk("erased"))).text


async def test_the_log_counts_and_names_nobody(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "motcua")
    file = archive.hands_over(await archive.sends("an", pages=1, cards=1))
    await archive.waits(archive.now + HOUR)
    said = [one.getMessage() for one in caplog.records if one.name == "motcua.retention"]
    assert said == ["erased 1 pages by the rule identity"]
    assert not any(file.reference in one or "an" in one.split() for one in said)


async def test_pages_of_an_expired_draft_are_counted_and_swept(archive: Archive) -> None:
    person = archive.village.person("an")
    stored = archive.vault.write(PAGE)

    def begin(u: UnitOfWork) -> None:
        draft = u.drafts.create(person, Session("supplement:AAAAAA", "1"), archive.now)
        u.documents.add(
            stored.id,
            person,
            draft.id,
            "paper",
            media_type="image/jpeg",
            size=1,
            sha256="",
            name="",
            wrapped_key=stored.wrapped_key,
            now=archive.now,
        )

    archive.database.run(begin)
    later = archive.now + DRAFT_KEPT + DAY
    archive.database.run(lambda u: purge_drafts(u, later, None))
    assert archive.database.run(lambda u: u.retention.counts(later, later + DAY)) == {"draft": 1}
    assert archive.database.run(lambda u: u.documents.all_ids()) == frozenset()


async def test_a_page_that_was_lost_is_told_of_at_the_desk(archive: Archive) -> None:
    file = await archive.sends("an")
    archive.vault.destroy(archive.pages(file)[0])
    verify(archive.database, archive.vault, archive.now, repair=True)
    card = await archive.village.press("clerk", Desk("open", file.reference))
    assert "(1 tệp): đã xóa thứ Hai, 02/03/2026, vì tệp bị hỏng hoặc bị mất" in card.text
