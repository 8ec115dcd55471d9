"""Correcting what was sent: answers and pages are replaced together, the old ones are kept, officials are told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.callbacks import Act, Desk, Menu
from bot.ports import Card, Sent
from bot.services.draft_keys import REPLACED
from content.catalog import load
from flows.answers import Gathered
from flows.dossier import Role, State
from storage.database import open_database
from storage.keys import Key, new_key
from tests.bot.dossier.village import COPY, SINGLE, Village
from tests.papers import sample

LIBRARY = load("nam_thanh_mien")
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
COPY_KIND = "certify_copy"


@pytest.fixture
def village(tmp_path: Path) -> Village:
    key: Key = new_key()
    here = Village(open_database(f"sqlite:///{tmp_path / 'a.db'}", key), LIBRARY, START, tmp_path, key)
    here.hire("official", Role.CLERK)
    return here


def tag_of(card: Card) -> str:
    """The draft whose buttons are on a card."""
    return next(button.data.split(":")[1] for row in card.rows for button in row if button.data.startswith("x:"))


async def test_answers_are_replaced_the_old_ones_kept_in_the_event_and_the_term_follows(village: Village) -> None:
    file = await village.send("an", COPY_KIND)
    card = await village.press("an", Menu("correct", file.reference))
    assert "Đang sửa hồ sơ" in card.text
    tag = tag_of(card)
    await village.press("an", Act(tag, "fix", "copies"))
    await village.say("an", "5")
    assert village.file(file.reference).answers["copies"] == 3  # nothing changes before it is confirmed
    await village.press("an", Act(tag, "send"))
    after = village.file(file.reference)
    assert (after.answers["copies"], after.dossier.state, after.version) == (5, State.CHO_TIEP_NHAN, file.version)
    event = village.events(file)[-1]
    assert (event.kind, event.role) == ("correct", "resident")
    was = event.data["was"]
    assert isinstance(was, dict)
    assert was["copies"] == 3
    assert village.kinds(file).count("file_corrected") == 1
    assert village.database.run(lambda u: u.drafts.by_tag(tag)) is None


async def test_a_corrected_hamlet_moves_the_file_to_its_round(village: Village) -> None:
    file = await village.send("an", "marital_status_certificate", SINGLE)
    tag = tag_of(await village.press("an", Menu("correct", file.reference)))
    await village.press("an", Act(tag, "fix", "address"))
    await village.say("an", "2")
    await village.press("an", Act(tag, "send"))
    assert (file.hamlet, village.file(file.reference).hamlet) == ("clb1", "clb2")


async def test_new_pages_take_the_place_of_old_ones_which_are_kept_but_not_shown(village: Village) -> None:
    person, sheet = village.person("an"), LIBRARY.procedures[COPY_KIND]
    await village.press("an", Menu("start", COPY_KIND))
    draft = village.database.run(lambda u: u.drafts.of(person, COPY_KIND))
    assert draft is not None
    answers = {key: value for key, value in COPY.items() if key not in ("original_photo", "name", "phone")}
    session = draft.session
    for key, value in answers.items():
        session = session.with_answer(key, value)
    village.database.run(lambda u: u.drafts.save(draft, session, START))
    name, data = sample("bằng tốt nghiệp")
    await village.does("an", Sent(data, name))
    await village.press("an", Act(draft.tag, "done", "original_photo"))
    await village.say("an", "Trần Thị Hoa")
    await village.press("an", Act(draft.tag, "skip", "phone"))
    await village.press("an", Act(draft.tag, "send"))
    (file,) = village.files()
    assert sheet.version == file.version
    (old,) = village.database.run(lambda u: u.documents.of_dossier(file.id))

    tag = tag_of(await village.press("an", Menu("correct", file.reference)))
    await village.press("an", Act(tag, "fix", "original_photo"))
    await village.press("an", Act(tag, "empty", "original_photo"))
    assert village.database.run(lambda u: u.documents.get(old.id)) is not None  # the sent page outlives the draft
    await village.does("an", Sent(data, name))
    await village.press("an", Act(tag, "done", "original_photo"))
    await village.press("an", Act(tag, "send"))

    pages = village.database.run(lambda u: u.documents.of_dossier(file.id))
    assert {page.key for page in pages} == {"original_photo", f"{REPLACED}original_photo"}
    fresh = next(page.id for page in pages if page.key == "original_photo")
    assert village.file(file.reference).answers["original_photo"] == Gathered((fresh,), done=True)
    shown = await village.press("official", Desk("look", file.reference, "original"))
    assert [attached.file_id.split(":")[1] for attached in shown.files] == [fresh]


async def test_a_correction_given_up_leaves_the_file_as_it_was(village: Village) -> None:
    file = await village.send("an", COPY_KIND)
    tag = tag_of(await village.press("an", Menu("correct", file.reference)))
    await village.press("an", Act(tag, "fix", "copies"))
    await village.say("an", "5")
    assert "Hồ sơ đã gửi vẫn giữ nguyên" in (await village.press("an", Act(tag, "stop"))).text
    await village.press("an", Act(tag, "drop"))
    assert village.file(file.reference).answers == file.answers
    assert [event.kind for event in village.events(file)] == ["sent"]


async def test_a_correction_without_change_owes_nothing(village: Village) -> None:
    file = await village.send("an", COPY_KIND)
    tag = tag_of(await village.press("an", Menu("correct", file.reference)))
    card = await village.press("an", Act(tag, "send"))
    assert "không có gì thay đổi" in card.text
    assert [event.kind for event in village.events(file)] == ["sent"]
    assert "file_corrected" not in village.kinds(file)


async def test_a_correction_comes_too_late_once_the_file_is_accepted(village: Village) -> None:
    file = await village.send("an", COPY_KIND)
    tag = tag_of(await village.press("an", Menu("correct", file.reference)))
    await village.press("official", Desk("accept", file.reference))
    await village.say("official", "H24.31.45-261123-0001")
    for what in (Act(tag, "fix", "copies"), Act(tag, "send")):
        await village.press("an", what)
    after = village.file(file.reference)
    assert (after.answers, after.dossier.state) == (file.answers, State.DA_TIEP_NHAN)
    card = await village.press("an", Menu("correct", file.reference))
    assert "không sửa được nữa" in card.text
    assert any(button.data == f"m:withdraw:{file.reference}" for row in card.rows for button in row)


async def test_nobody_corrects_another_persons_file(village: Village) -> None:
    file = await village.send("an", COPY_KIND)
    tag = tag_of(await village.press("an", Menu("correct", file.reference)))
    other = village.person("bo")
    await village.press("bo", Menu("correct", file.reference))
    await village.press("bo", Act(tag, "fix", "copies"))
    await village.press("bo", Act(tag, "send"))
    assert [event.kind for event in village.events(file)] == ["sent"]
    assert village.database.run(lambda u: u.drafts.all_of(other)) == ()


async def test_an_official_must_look_again_before_accepting_corrected_answers(village: Village) -> None:
    file = await village.send("an", COPY_KIND)
    await village.press("official", Desk("open", file.reference))
    await village.press("official", Desk("accept", file.reference))
    village.now = START.replace(minute=5)
    tag = tag_of(await village.press("an", Menu("correct", file.reference)))
    await village.press("an", Act(tag, "fix", "copies"))
    await village.say("an", "5")
    await village.press("an", Act(tag, "send"))
    card = await village.say("official", "H24.31.45-261123-0001")
    assert card.text.startswith("Người nộp vừa sửa hồ sơ")
    assert village.file(file.reference).dossier.state is State.CHO_TIEP_NHAN
    village.now = START.replace(minute=6)
    await village.press("official", Desk("open", file.reference))
    await village.press("official", Desk("accept", file.reference))
    await village.say("official", "H24.31.45-261123-0001")
    assert village.file(file.reference).dossier.state is State.DA_TIEP_NHAN
