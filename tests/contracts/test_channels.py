"""The same transcripts over every channel: what people see is the same, but for what a channel cannot show."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from flows.calendar import ZONE
from tests.contracts.stages import channel_stage
from tests.player import Player, moment, scripts
from tests.replay import TRANSCRIPTS, library, office_of

SCRIPTS = scripts(TRANSCRIPTS)
# The only differences allowed: Telegram has no telephone buttons, so the number stands in the text instead;
# and what it sends as a file has the ending of its type.
_CALL_BUTTON = re.compile(r" ?\[Gọi [\d ]+\]")
_CALL_LINE = re.compile(r"^Gọi [\d ]+(: [\d ]+)?$")
_FILE_NAME = re.compile(r"^\[(.+)\.(jpg|png|pdf)\]$")
_FIRST = re.compile(r"^@ (\d{4}-\d\d-\d\d \d\d:\d\d)$", re.MULTILINE)

PLAYED = (
    "birth_registration/married_father_files_in_time",
    "birth_registration/unmarried_father_named_two_witnesses",
    "birth_registration/foreign_parent",
    "certify_copy/three_pages_one_copy",
    "marital_status_certificate/never_married_for_land",
    "conversation/answers_that_do_not_fit",
    "conversation/back_and_forth",
    "conversation/edit_from_review",
    "conversation/five_words_everywhere",
    "conversation/four_photos_as_one_paper",
    "conversation/language_switch",
    "conversation/photo_when_none_is_asked",
    "conversation/side_questions",
    "conversation/stop_and_keep",
    "conversation/what_if",
    "dossier/accepted_finished_handed_over",
    "dossier/refused",
    "dossier/supplement_after_acceptance",
    "dossier/two_officials",
)


def comparable(text: str) -> list[str]:
    """A transcript without what a channel may show in its own way."""
    lines = [_FILE_NAME.sub(r"[\1]", _CALL_BUTTON.sub("", line).strip()) for line in text.splitlines()]
    return [line for line in lines if line and not _CALL_LINE.match(line)]


@pytest.mark.parametrize("way", ["web", "polling", "webhook"])
@pytest.mark.parametrize("name", PLAYED)
async def test_a_transcript_reads_the_same_over(way: str, name: str, tmp_path: Path) -> None:
    script = SCRIPTS[name].read_text(encoding="utf-8")
    found = _FIRST.search(script)
    assert found is not None
    start = moment(found[1], datetime.min.replace(tzinfo=ZONE))
    async with channel_stage(tmp_path, library(office_of(script)), start, way) as stage:
        assert comparable(await Player(stage).play(script)) == comparable(script)
