"""Papers are warned of and erased when their time is over, and never while anything needs them."""

from datetime import timedelta

import pytest

from bot.callbacks import Menu, pack
from bot.ports import Unreachable
from flows.dossier import State
from flows.moves import Accept, AskSupplement, Refuse
from storage.errors import Tampered
from tests.bot.retention.archive import DAY, HOUR, PAGE, Archive, at

LAST = at("31/05/2026 23:59")  # 02/03/2026 and 90 days


async def test_papers_of_a_finished_file_are_warned_of_a_week_before_and_then_gone_for_good(archive: Archive) -> None:
    file = archive.hands_over(await archive.sends("an"))
    ids = archive.pages(file)
    await archive.waits(at("03/03/2026 09:00"))
    archive.reads(file)
    await archive.waits(at("24/05/2026 23:00"))
    assert archive.warnings(file) == []
    await archive.waits(at("25/05/2026 09:00"), HOUR)
    (address, card) = archive.web.delivered[-1]
    assert address == "an"
    assert "31/05/2026**" in card.text
    assert {pack(Menu("pdf", file.reference)), pack(Menu("kept", file.reference))} <= {
        button.data for row in card.rows for button in row
    }
    await archive.waits(LAST, 12 * HOUR)
    assert archive.pages(file) == ids
    assert set(ids) <= archive.files()
    old = {page: next((archive.folder / "vault").glob(f"??/{page}")).read_bytes() for page in ids}
    await archive.waits(LAST + HOUR)
    assert archive.pages(file) == []
    assert not set(ids) & archive.files()
    assert [(one.document_id in ids, one.why, one.key) for one in archive.erased(file)] == [
        (True, "handed_over", "original_photo")
    ] * 2
    for page, data in old.items():  # somebody kept the bytes: no key is left that opens them
        next((archive.folder / "vault").glob(page[:2])).joinpath(page).write_bytes(data)
        with pytest.raises(Tampered):
            archive.vault.read(page, b"")


async def test_nothing_goes_while_a_legal_notice_is_unread_and_then_not_without_a_warning(archive: Archive) -> None:
    file = archive.moves(await archive.sends("an"), Refuse("wrong_office", ""))
    await archive.waits(LAST + 20 * DAY)
    assert len(archive.pages(file)) == 2
    assert archive.warnings(file) == []
    archive.reads(file)
    read = archive.now
    await archive.waits(read + 2 * DAY, 6 * HOUR)
    (warning,) = archive.warnings(file)
    assert warning.sent_at is not None
    assert len(archive.pages(file)) == 2
    await archive.waits(warning.sent_at + 3 * DAY - HOUR, HOUR)
    assert len(archive.pages(file)) == 2
    await archive.waits(warning.sent_at + 3 * DAY + 2 * HOUR, HOUR)
    assert archive.pages(file) == []


async def test_who_cannot_be_warned_does_not_keep_papers_for_ever(archive: Archive) -> None:
    file = archive.hands_over(await archive.sends("an"))
    await archive.waits(at("03/03/2026 09:00"))
    archive.reads(file)
    archive.web.faults = [Unreachable() for _ in range(50)]
    await archive.waits(LAST + 2 * DAY)
    assert [one.state for one in archive.warnings(file)] == ["unreachable"]
    assert archive.pages(file) == []


async def test_a_file_under_way_and_one_that_waits_for_papers_keep_all_their_pages(archive: Archive) -> None:
    running = archive.moves(await archive.sends("an"), Accept())
    asked = archive.moves(await archive.sends("bình"), Accept(), AskSupplement("original", "blurred", ""))
    for file in (running, asked):
        archive.reads(file)
    await archive.waits(at("16/03/2026 09:00"))
    assert [archive.village.file(one.reference).dossier.state for one in (running, asked)] == [
        State.DA_TIEP_NHAN,
        State.BO_SUNG_SAU,
    ]
    await archive.waits(at("16/03/2026 09:00") + timedelta(days=1))
    assert [len(archive.pages(one)) for one in (running, asked)] == [2, 2]


async def test_the_time_for_a_complaint_keeps_the_papers_of_a_refused_file(archive: Archive) -> None:
    file = archive.moves(await archive.sends("an"), Refuse("wrong_office", ""))
    await archive.waits(at("03/03/2026 09:00"))
    archive.reads(file)
    data = next(one for one in archive.village.events(file) if one.kind == "refuse").data
    await archive.waits(at("31/05/2026 23:00"))
    assert len(archive.pages(file)) == 2
    assert str(data["complain_by"]) >= "2026-05-31"
    await archive.waits(at("02/06/2026 09:00"))
    assert archive.pages(file) == []


async def test_a_card_picture_goes_within_seven_days_of_acceptance_and_the_other_pages_stay(archive: Archive) -> None:
    file = await archive.sends("an", pages=1, cards=1)
    paper, card = archive.pages(file)
    await archive.waits(at("05/03/2026 09:00"))
    assert archive.pages(file) == [paper, card]  # nobody took it up yet
    file, accepted = archive.moves(file, Accept()), archive.now
    await archive.waits(accepted + HOUR)
    (warning,) = archive.warnings(file)
    assert warning.sent_at is not None
    await archive.waits(accepted + 6 * DAY, HOUR * 6)
    assert archive.pages(file) == [paper, card]
    await archive.waits(accepted + 7 * DAY, HOUR)
    assert archive.pages(file) == [paper]
    assert card not in archive.files()
    kept = archive.database.run(lambda u: u.documents.get(paper))
    assert kept is not None
    assert archive.vault.read(paper, kept.wrapped_key) == PAGE


async def test_a_card_picture_goes_at_once_when_the_file_is_done_the_same_day(archive: Archive) -> None:
    file = archive.hands_over(await archive.sends("an", pages=1, cards=1))
    await archive.waits(archive.now + HOUR)
    assert [one.why for one in archive.erased(file)] == ["identity"]
    assert len(archive.pages(file)) == 1
    assert archive.warnings(file) == []


async def test_other_rules_after_a_reload_hold_for_files_that_sleep(archive: Archive) -> None:
    file = archive.hands_over(await archive.sends("an"))
    await archive.waits(at("03/03/2026 09:00"))
    archive.reads(file)
    await archive.waits(at("05/03/2026 09:00"))
    archive.shorten("handed_over", 10 * DAY)
    await archive.waits(at("13/03/2026 09:00"))
    assert archive.pages(file) == []
