"""Replays a transcript on the direct stage, and notes which answers, endings and checklists it came through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from content.catalog import Library, load
from content.sheet import Sheet
from flows.answers import Answers
from flows.calendar import ZONE, local_day
from flows.path import Place, locate
from storage.records import Draft
from tests.player import Player, moment
from tests.stage import DirectStage

TRANSCRIPTS = Path(__file__).parent / "transcripts"
USUAL_OFFICE = "nam_thanh_mien"
_OFFICE = re.compile(r"^# office: (\w+)$", re.MULTILINE)
_REVIEW = "xem lại trước khi gửi"  # on every Vietnamese review card
_DOOR = "Giấy tờ cần mang theo"  # at the door of another office
_CLOCK = re.compile(r"^@ (\d{4}-\d\d-\d\d \d\d:\d\d)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A case that was answered to the end: its answers, and what stood on the card at that moment."""

    sheet: Sheet
    answers: Answers
    on: date
    card: str


@dataclass(slots=True)
class Played:
    """A transcript as it came out, with what was met on the way.

    `answered` holds (procedure, question, answer) of every choice, `ends` (procedure, outcome).
    """

    text: str = ""
    answered: set[tuple[str, str, str]] = field(default_factory=set)
    ends: set[tuple[str, str]] = field(default_factory=set)
    reviewed: list[Reviewed] = field(default_factory=list)


@cache
def library(office: str) -> Library:
    """The content of an office, loaded once."""
    return load(office)


def office_of(script: str) -> str:
    """The office that a script names, or the usual one."""
    found = _OFFICE.search(script)
    return found[1] if found else USUAL_OFFICE


def open_stage(script: str, folder: Path) -> DirectStage:
    """A stage for a script: its office, the clock at its first time."""
    found = _CLOCK.search(script)
    if found is None:
        raise ValueError("a transcript begins with a time: @ 2026-11-23 09:00")
    return DirectStage(folder, library(office_of(script)), moment(found[1], datetime.min.replace(tzinfo=ZONE)))


def drafts(stage: DirectStage) -> tuple[Draft, ...]:
    """Every draft on a stage."""
    return stage.database.run(lambda u: u.drafts.idle(stage.now() + timedelta(days=1), None, 1000))


def place_of(sheet: Sheet, draft: Draft, stage: DirectStage) -> Place:
    """Where a draft stands now."""
    return locate(sheet.procedure, draft.session, local_day(stage.now()))


async def replay(script: str, folder: Path) -> Played:
    """Plays a script from its inputs; `folder` is empty and takes the database."""
    stage, played = open_stage(script, folder), Played()
    offered = library(office_of(script)).procedures
    try:
        player = Player(stage, seen=lambda lines: _note(played, stage, offered, lines))
        played.text = await player.play(script)
    finally:
        stage.close()
    return played


def _note(played: Played, stage: DirectStage, offered: Mapping[str, Sheet], lines: list[str]) -> None:
    for draft in drafts(stage):
        sheet = offered.get(draft.session.procedure)
        if sheet is not None:
            place = place_of(sheet, draft, stage)
            played.answered.update((sheet.key, slot.question.id, str(place.seen[slot.key])) for slot in place.asked)
            told = place.complete and any(_REVIEW in line for line in lines)
            if place.end is not None:
                played.ends.add((sheet.key, place.end.outcome))
                told = sheet.outcomes[place.end.outcome].papers and any(_DOOR in line for line in lines)
            if told:
                on = stage.now().astimezone(ZONE).date()
                played.reviewed.append(Reviewed(sheet, dict(place.seen), on, "\n".join(lines)))
