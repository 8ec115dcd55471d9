"""What comes twice is applied once and answered again: typed words, buttons and photos, even over a restart."""

from pathlib import Path

from bot.ports import Arrival, Card, Chat, Pressed, Said, Sent
from tests.bot.services.conftest import SENT, arrived, data_of, told
from tests.papers import photo
from tests.stage import DirectStage

OWNER = "chủ hồ sơ"


async def _begun(stage: DirectStage, words: int) -> None:
    await told(await stage.seat(OWNER), *SENT[:words])


async def _photo(stage: DirectStage, key: str) -> Card:
    (card,) = await stage.assistant.turn(Arrival(Chat("direct", OWNER), key, Sent(photo("trang 1"), "1.jpg")))
    return card


def _kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "vault").rglob("*") if path.is_file()]


async def test_words_that_come_twice_answer_one_question(stage: DirectStage) -> None:
    await _begun(stage, 6)
    first = await arrived(stage, OWNER, Said("2"), "update 7")
    (before,) = stage.database.run(lambda u: u.drafts.all_of(1))
    again = await arrived(stage, OWNER, Said("2"), "update 7")
    assert again == first
    assert stage.database.run(lambda u: u.drafts.all_of(1)) == (before,)


async def test_words_that_come_again_after_a_restart_are_still_known(stage: DirectStage) -> None:
    await _begun(stage, 6)
    first = await arrived(stage, OWNER, Said("2"), "update 7")
    stage.restart()
    assert await arrived(stage, OWNER, Said("2"), "update 7") == first
    other = await arrived(stage, OWNER, Said("2"), "update 8")
    assert other.progress != first.progress


async def test_the_same_key_of_another_channel_is_another_arrival(stage: DirectStage) -> None:
    await _begun(stage, 6)
    await arrived(stage, OWNER, Said("2"), "update 7")
    (card,) = await stage.assistant.turn(Arrival(Chat("web", "kẻ lạ"), "update 7", Said("sao y")))
    assert "Chứng thực bản sao" in card.text


async def test_a_photo_that_comes_twice_is_one_page_and_leaves_nothing_behind(
    stage: DirectStage, tmp_path: Path
) -> None:
    await _begun(stage, 8)
    assert _kept(tmp_path) == []
    await _photo(stage, "update 9")
    once = _kept(tmp_path)
    again = await _photo(stage, "update 9")
    assert again.wants == "photo"
    assert _kept(tmp_path) == once
    assert len(once) == 1
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    assert len(stage.database.run(lambda u: u.documents.of_draft(draft.id))) == 1


async def test_a_photo_that_nobody_asked_for_is_not_kept(stage: DirectStage, tmp_path: Path) -> None:
    await _begun(stage, 4)
    await _photo(stage, "update 9")
    assert _kept(tmp_path) == []


async def test_sending_that_comes_twice_over_a_restart_opens_one_file(stage: DirectStage) -> None:
    await _begun(stage, len(SENT) - 1)
    card = await arrived(stage, OWNER, Said("?"), "look")
    send = data_of(card, "Gửi hồ sơ")
    sent = await arrived(stage, OWNER, Pressed(send), "update 13")
    stage.restart()
    await arrived(stage, OWNER, Pressed(send), "update 13")
    await arrived(stage, OWNER, Pressed(send), "a second press")
    (reference,) = stage.references()
    assert reference in sent.text
    notices = stage.database.run(lambda u: u.outbox.of_dossier(1))
    assert len({notice.dedupe for notice in notices}) == len(notices)
