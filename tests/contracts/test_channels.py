"""The same transcripts over every channel: what people see is the same, but for what a channel cannot show."""

import asyncio
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from flows.calendar import ZONE
from tests.contracts.stages import channel_stage
from tests.player import RESTART, Player, moment, scripts
from tests.replay import TRANSCRIPTS, library, office_of, replay
from tests.stage import SOFTWARE

SCRIPTS = scripts(TRANSCRIPTS)
WAYS = ("web", "polling", "webhook")
_FIRST = re.compile(r"^@ (\d{4}-\d\d-\d\d \d\d:\d\d)$", re.MULTILINE)
# The only differences allowed: on Telegram a number to call stands in the text, for there are no telephone buttons,
# and a file sent there has the ending of its type in its name. The web shows exactly what was meant.
_CALL = re.compile(r" ?\[Gọi ([\d ]+)\]|^Gọi ([\d ]+)$", re.MULTILINE)
# And the channel that officials are told a notice went over is another one each time.
_OVER = re.compile(r"\bqua (?:direct|Telegram|trang web)\b")
_FILE = re.compile(r"^\[(.+)\.(?:jpg|png|pdf)\]$", re.MULTILINE)
# These are played over every channel; other conversations, dossiers and weeks on duty over one each, in turn.
EVERYWHERE = (
    "birth_registration/married_father_files_in_time",
    "birth_registration/card_corrected",
    "birth_registration/unmarried_father_named_two_witnesses",
    "certify_copy/three_pages_one_copy",
    "certify_copy/again_as_before",
    "marital_status_certificate/never_married_for_land",
    "conversation/answers_that_do_not_fit",
    "conversation/edit_from_review",
    "conversation/five_words_everywhere",
    "conversation/four_photos_as_one_paper",
    "conversation/move_to_another_device",
    "conversation/old_buttons",
    "conversation/what_if",
    "dossier/accepted_finished_handed_over",
    "dossier/forms_on_paper",
    "dossier/supplement_after_acceptance",
    "dossier/papers_checked_one_by_one",
    "dossier/two_officials",
    "mandates/birth_with_two_phones",
    "roster/swap_between_two",
)


_IN_TURN = ("conversation/", "dossier/", "mandates/", "roster/", "discipline/", "inspections/", "plan/")


def _played() -> list[tuple[str, str]]:
    rest = [name for name in SCRIPTS if name.startswith(_IN_TURN) and name not in EVERYWHERE]
    together = [(name, way) for name in EVERYWHERE for way in WAYS]
    return together + [(name, _way(name, place)) for place, name in enumerate(rest) if _on_channels(name)]


def _on_channels(name: str) -> bool:
    """Whether only people speak in it: the official software has no channel, no channel is cut off."""
    return not any(mark in _script(name) for mark in (RESTART, f"{SOFTWARE}>", "<chặn xã>", "bị chặn\n"))


def _way(name: str, place: int) -> str:
    """Nobody sends stickers over the page."""
    return "polling" if "<" in _script(name) else WAYS[place % len(WAYS)]


def _script(name: str) -> str:
    return SCRIPTS[name].read_text(encoding="utf-8")


@cache
def direct(name: str) -> str:
    """A transcript as it comes out without a channel, played once for all of them."""
    with TemporaryDirectory() as folder:
        return asyncio.run(replay(_script(name), Path(folder))).text


async def over(way: str, name: str, folder: Path) -> str:
    """A transcript as people at a channel see it."""
    script = _script(name)
    found = _FIRST.search(script)
    assert found is not None
    start = moment(found[1], datetime.min.replace(tzinfo=ZONE))
    async with channel_stage(folder, library(office_of(script)), start, way) as stage:
        return await Player(stage).play(script)


def comparable(text: str, way: str) -> tuple[list[str], list[str]]:
    """The lines shown, and the numbers to call, which stand elsewhere on Telegram."""
    text = _OVER.sub("qua kênh", text)
    if way == "web":
        return text.splitlines(), []
    calls = [button or line for button, line in _CALL.findall(text)]
    lines = _FILE.sub(r"[\1]", _CALL.sub("", text)).splitlines()
    return [line for line in lines if line], calls


@pytest.mark.parametrize(("name", "way"), _played())
def test_a_transcript_reads_the_same_over(name: str, way: str, tmp_path: Path) -> None:
    assert comparable(asyncio.run(over(way, name, tmp_path)), way) == comparable(direct(name), way)
