"""A changed definition is taken into use while people fill in: what still fits is kept, and they are told."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.assistant import Assistant
from bot.shelf import Shelf
from flows.calendar import local_day
from storage.keys import new_key
from storage.vault import Vault
from tests.bot.services.conftest import MORNING, SENT, told
from tests.stage import DirectDriver, DirectStage
from tests.workshop import WORKSHOP

SHIPPED = Path(__file__).parents[3] / "content"
OWNER = "chủ hồ sơ"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copied = tmp_path / "content"
    shutil.copytree(SHIPPED, copied, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copied


@pytest.fixture
def shelf(content: Path) -> Shelf:
    return Shelf("nam_thanh_mien", content, lambda: local_day(MORNING))


@pytest.fixture
def owner(stage: DirectStage, shelf: Shelf, tmp_path: Path) -> Iterator[DirectDriver]:
    vault = Vault(tmp_path / "pages", new_key())
    stage.assistant = Assistant(stage.database, vault, WORKSHOP, shelf.library, stage.now)
    stage.drivers[OWNER] = DirectDriver(stage.assistant, OWNER)
    yield stage.drivers[OWNER]


def _edit(content: Path, old: str, new: str) -> None:
    file = content / "procedures" / "certify_copy.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def test_answers_that_still_fit_are_kept_and_the_person_is_told_once(
    stage: DirectStage, shelf: Shelf, content: Path, owner: DirectDriver
) -> None:
    await told(owner, *SENT[:6])
    (before,) = stage.database.run(lambda u: u.drafts.all_of(1))
    _edit(content, 'vi = "Bản sao giấy"', 'vi = "Bản sao in giấy"')
    assert shelf.reload()
    remark = shelf.library().wording.say("dialogue.definition_changed", "vi", {"you": "bác", "You": "Bác"})
    assert remark in await told(owner, SENT[6])
    (after,) = stage.database.run(lambda u: u.drafts.all_of(1))
    assert dict(before.session.answers).items() <= dict(after.session.answers).items()
    assert after.session.version == shelf.library().procedures["certify_copy"].version != before.session.version
    assert remark not in await told(owner, *SENT[6:8])
    assert "Bản sao in giấy" in await told(owner, *SENT[8:-1])


async def test_an_answer_that_is_offered_no_more_is_asked_again_and_words_meant_for_another_question_are_not_taken(
    stage: DirectStage, shelf: Shelf, content: Path, owner: DirectDriver
) -> None:
    await told(owner, *SENT[:6])
    _edit(content, '"paper"', '"on_paper"')
    assert shelf.reload()
    assert "loại bản sao" in await told(owner, SENT[6])
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    assert draft.session.answers["need"] == "paper"
    assert "mấy trang" in await told(owner, "1")


async def test_a_broken_file_is_refused_by_name_and_nobody_notices(
    shelf: Shelf, content: Path, owner: DirectDriver, caplog: pytest.LogCaptureFixture
) -> None:
    await told(owner, *SENT[:6])
    kept = shelf.library()
    _edit(content, 'kind = "choice"', 'kind = "riddle"')
    with caplog.at_level(logging.ERROR, "motcua.content"):
        assert not shelf.reload()
    assert shelf.library() is kept
    assert "certify_copy.toml" in caplog.text
    assert "riddle" in caplog.text
    assert "Đã nhận hồ sơ" in await told(owner, *SENT[6:])


async def test_a_mended_file_is_taken_into_use_after_a_broken_one(shelf: Shelf, content: Path) -> None:
    first = shelf.library()
    _edit(content, 'kind = "choice"', 'kind = "riddle"')
    assert not shelf.reload()
    _edit(content, 'kind = "riddle"', 'kind = "choice"')
    assert shelf.reload()
    assert shelf.library() is not first
    versions = [library.procedures["certify_copy"].version for library in (first, shelf.library())]
    assert versions[0] == versions[1]


async def test_a_file_that_was_sent_stays_under_the_definition_it_was_sent_with(
    stage: DirectStage, shelf: Shelf, content: Path, owner: DirectDriver
) -> None:
    await told(owner, *SENT)
    sent_with = shelf.library().procedures["certify_copy"].version
    _edit(content, 'vi = "Bản sao giấy"', 'vi = "Bản sao in giấy"')
    assert shelf.reload()
    (reference,) = stage.references()
    record = stage.database.run(lambda u: u.dossiers.by_reference(reference))
    assert record is not None
    assert record.version == sent_with != shelf.library().procedures["certify_copy"].version
    assert reference in await told(owner, "hồ sơ của tôi")
