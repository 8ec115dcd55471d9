"""Nothing that a person says, sends or is called stands in a log, whatever its level: ids and codes only."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.dossier import State
from flows.text import fold
from tests.player import Player
from tests.replay import TRANSCRIPTS, open_stage
from tests.stage import DirectStage

BIRTH = (TRANSCRIPTS / "birth_registration" / "mother_files_in_time.txt").read_text(encoding="utf-8")
DESK = (TRANSCRIPTS / "dossier" / "supplement_after_acceptance.txt").read_text(encoding="utf-8")


def _typed(script: str) -> Iterator[str]:
    """What people typed, and the names of what they sent; buttons and short words could stand anywhere."""
    for line in script.splitlines():
        _, arrow, what = line.partition("> ")
        if arrow and not line.startswith("#") and not what.startswith("[") and len(what) > 7:
            yield from (name.strip() for name in what.strip("()").split(",")) if what.startswith("(") else (what,)


def _answers(stage: DirectStage) -> set[str]:
    records = stage.database.run(lambda u: u.dossiers.in_states(tuple(State), None, 10))
    values = [value for record in records for value in record.answers.values()]
    return {value for value in values if isinstance(value, str) and len(value) > 9}


@pytest.mark.parametrize("script", [BIRTH, DESK], ids=["a birth is registered", "the desk asks for a paper"])
async def test_a_whole_conversation_leaves_no_word_of_it_in_the_log(
    script: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = {*_typed(script)}
    assert len(secrets) > 5
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("motcua.test").debug("the log is heard")
        stage = open_stage(script, tmp_path)
        try:
            await Player(stage).play(script)
            secrets |= _answers(stage)
        finally:
            stage.close()
    written = fold(caplog.text)
    assert fold("the log is heard") in written
    assert [secret for secret in secrets if fold(secret) in written] == []


async def test_a_fault_of_ours_is_logged_by_its_kind_and_not_by_what_was_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stage = open_stage(BIRTH, tmp_path)
    driver = await stage.seat("")
    stage.database.close()
    with caplog.at_level(logging.DEBUG):
        await driver.say("Nguyễn Thị Bí Mật, 030198001234")
    assert "turn failed" in caplog.text
    assert "Mật" not in caplog.text
    assert "030198001234" not in caplog.text
    assert await driver.see()
