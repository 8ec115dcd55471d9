"""Writes the transcript of one case by playing it: `python -m tests.transcribe PROCEDURE CASE "title" step=value …`.

Each question is answered from the given values, and otherwise as people usually do: the usual option, a name, a number
that fits, the example. A value is an option's id (tapped) or words (typed); for a photo it is the names of the pages
with commas between; `skip` skips. Inside a block the key is `witness[0].name`. Further: `--office`, `--at`, `--words`
(what the resident says first), `--form` (how they want to be addressed), `--then` (one more line, may be repeated).
"""

import argparse
import asyncio
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from content.sheet import Sheet, in_language
from flows.calendar import local_day
from flows.kinds import Address, Choice, Document, Number
from flows.path import Place
from flows.procedure import Slot
from tests.people import usual_words
from tests.player import Player
from tests.replay import TRANSCRIPTS, USUAL_OFFICE, drafts, library, open_stage, place_of, replay
from tests.stage import DirectStage

_FORMS = ("Ông", "Bà", "Bác", "Cô", "Chú", "Anh", "Chị", "Cứ gọi ông/bà")
_LONGEST = 80  # inputs; a case never needs so many


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be written: the procedure, the header, the first words, and the answers unlike the usual ones."""

    procedure: str
    header: str
    at: str
    words: str
    form: str
    given: Mapping[str, str]
    then: Sequence[str] = ()


async def transcribe(case: Case, folder: Path) -> str:
    """The inputs of the whole case, from the first words to the receipt or the ending."""
    script = [*case.header.splitlines(), f"@ {case.at}"]
    stage = open_stage("\n".join(script), folder)
    shown: list[str] = []
    player = Player(stage, seen=lambda lines: shown.__setitem__(slice(None), lines))
    try:
        await player.play(script[-1])
        for line in ("> " + case.words, "> [Bắt đầu]", f"> [{case.form}]"):
            script.append(line)
            await player.play(line)
        while len(script) < _LONGEST and (line := _next(case, stage, shown)):
            script.append(line)
            before = drafts(stage)
            await player.play(line)
            if drafts(stage) == before:
                raise LookupError(f"not taken: {line}")
    finally:
        stage.close()
    return "\n".join([*script, *case.then])


def _next(case: Case, stage: DirectStage, shown: Sequence[str]) -> str:
    """The next input; '' when the file was sent in, or the procedure has ended."""
    sheet = library(_office(case.header)).procedures[case.procedure]
    draft = next(iter(drafts(stage)), None)
    if draft is None:
        return ""
    place = place_of(sheet, draft, stage)
    if place.complete:
        return "> [Gửi hồ sơ]"
    if place.current is None:
        return ""
    return "> " + _answer(case, sheet, place, place.current, stage, shown)


def _answer(case: Case, sheet: Sheet, place: Place, slot: Slot, stage: DirectStage, shown: Sequence[str]) -> str:
    question = slot.question
    given = case.given.get(slot.key) or case.given.get(question.id)
    if given == "skip":
        return "[Mang tới quầy sau]" if question.at_desk else "[Bỏ qua]"
    match question.kind:
        case Choice(options):
            wanted = given or question.usual or (options[-1] if sheet.step(slot.key).kind == "more" else options[0]).id
            return _label(sheet, slot, wanted, shown)
        case Document():
            if any(line.startswith("Đã nhận ") for line in shown):
                return "[Xong]"
            return f"({given or in_language(sheet.step(slot.key).short, 'vi').lower()})"
        case Address(hamlets) if hamlets and not given:
            return _button(shown, "1. ")
        case Number() if f"[{given or '1'}]" in " ".join(shown):
            return f"[{given or '1'}]"
    return given or usual_words(sheet, slot, place.seen, local_day(stage.now()))


def _label(sheet: Sheet, slot: Slot, wanted: str, shown: Sequence[str]) -> str:
    """The button of an option; words that are no option are typed."""
    if sheet.step(slot.key).kind == "more":
        return {"yes": "[Có]", "no": "[Không]"}.get(wanted, wanted)
    place = next((n for n, one in enumerate(sheet.step(slot.key).options, 1) if one.id == wanted), None)
    return _button(shown, f"{place}. ") if place else wanted


def _button(shown: Sequence[str], beginning: str) -> str:
    """The button whose label begins so, as it stands in the transcript."""
    buttons = [button for line in shown if line.startswith("[") for button in line.strip("[]").split("] [")]
    return f"[{next(button for button in buttons if button.startswith(beginning))}]"


def _office(header: str) -> str:
    return header.partition("# office: ")[2].strip() or USUAL_OFFICE


def _read(arguments: Sequence[str] | None = None) -> tuple[str, Case]:
    parser = argparse.ArgumentParser(prog="python -m tests.transcribe", description="Writes the transcript of a case.")
    parser.add_argument("procedure")
    parser.add_argument("case")
    parser.add_argument("title")
    parser.add_argument("answers", nargs="*", metavar="step=value")
    parser.add_argument("--office", default=USUAL_OFFICE)
    parser.add_argument("--at", default="2026-11-23 09:00")
    parser.add_argument("--words", default="")
    parser.add_argument("--form", default="", choices=("", *_FORMS))
    parser.add_argument("--then", action="append", default=[])
    read = parser.parse_intermixed_args(arguments)
    header = f"# {read.title}" + (f"\n# office: {read.office}" if read.office != USUAL_OFFICE else "")
    chance = zlib.crc32(read.case.encode())
    words = read.words or library(read.office).procedures[read.procedure].phrases[0]
    form = read.form or _FORMS[chance % len(_FORMS)]
    given = dict(pair.split("=", 1) for pair in read.answers)
    return read.case, Case(read.procedure, header, read.at, words, form, given, read.then)


async def _write() -> None:
    name, case = _read()
    path = TRANSCRIPTS / case.procedure / f"{name}.txt"
    with TemporaryDirectory() as once, TemporaryDirectory() as again:
        script = await transcribe(case, Path(once))
        played = await replay(script, Path(again))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(played.text, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
