"""Files as the golden conversations leave them, and their forms read back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.ports import Chat
from storage.records import DossierRecord
from tests.content.forms.reading import squeezed, text
from tests.player import Player
from tests.replay import TRANSCRIPTS, open_stage
from tests.stage import DirectStage

RESIDENT, CLERK = "", "cán bộ"


@contextmanager
def stage_of(script: str, folder: Path) -> Iterator[DirectStage]:
    """A stage for the inputs of a script."""
    stage = open_stage(script, folder)
    try:
        yield stage
    finally:
        stage.close()


def script_of(case: str) -> str:
    return (TRANSCRIPTS / f"{case}.txt").read_text(encoding="utf-8")


async def play(stage: DirectStage, script: str) -> None:
    """Plays it to its end."""
    await Player(stage).play(script)


def record_of(stage: DirectStage) -> DossierRecord:
    """The first dossier of the stage."""
    reference = stage.references()[0]
    found = stage.database.run(lambda u: u.dossiers.by_reference(reference))
    assert found is not None
    return found


async def pdf(stage: DirectStage, who: str, file_id: str) -> bytes | None:
    """The file, if this person may have it."""
    found = await stage.assistant.file(Chat("direct", who), file_id)
    if found is None:
        return None
    assert found.media_type == "application/pdf"
    assert found.name.endswith(".pdf")
    return found.data


async def read(stage: DirectStage, who: str, form: str) -> str:
    """What stands in a form of the first file, without blanks; '' when this person may not have it."""
    printed = await pdf(stage, who, f"form:{stage.references()[0]}:{form}")
    return "" if printed is None else squeezed(text(printed))


def missing(said: str, *words: str) -> list[str]:
    """The words that do not stand there."""
    return [one for one in words if squeezed(one) not in said]
