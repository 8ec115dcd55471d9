"""A worker: a process of its own that does one job after the other for the program, and ends when that is gone."""

import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.imaging.binding import TooLarge, bind
from bot.imaging.card import read_card
from bot.imaging.coach import judge, judge_pdf
from bot.imaging.intake import examine
from bot.imaging.rendering import preview
from bot.imaging.wire import Frame, read, write
from bot.overlays import Overlay
from bot.ports import Judgement, Leaf, Unfit
from content.forms.typesetting import pdf
from flows.answers import Data

# A file made to burst fails here and not the whole machine; what residents send needs far less.
MOST_MEMORY = 3 * 1024**3
_POLITE = 15  # how much the conversation goes before the pictures


def _take(frame: Frame) -> Frame:
    found = examine(frame.parts[0])
    if isinstance(found, Unfit):
        return Frame({"unfit": found.code})
    head: dict[str, Data] = {"media_type": found.media_type, "pages": found.pages}
    is_pdf = found.media_type == "application/pdf"
    head["judgement"] = _told(judge_pdf(found.data) if is_pdf else judge(found.data))
    return Frame(head, () if found.data is frame.parts[0] else (found.data,))


def _judge(frame: Frame) -> Frame:
    found = examine(frame.parts[0])
    return Frame({"unfit": found.code} if isinstance(found, Unfit) else {"judgement": _told(judge(found.data))})


def _read_card(frame: Frame) -> Frame:
    text = read_card(frame.parts[0], _number(frame, "milliseconds") / 1000)
    return Frame({}) if text is None else Frame({}, (text.encode(),))


def _bind(frame: Frame) -> Frame:
    leaves = [leaf(head, data) for head, data in zip(_items(frame, "leaves"), frame.parts, strict=True)]
    try:
        return Frame({}, (bind(leaves, _number(frame, "most")),))
    except TooLarge:
        return Frame({"failed": "TooLarge"})


def _preview(frame: Frame) -> Frame:
    (about,) = _items(frame, "leaves")
    shown = leaf(about, frame.parts[0])
    return Frame({}, (preview(shown, _number(frame, "page"), _number(frame, "longest"), _overlay(frame)),))


def _overlay(frame: Frame) -> Overlay | None:
    match frame.head.get("overlay"):
        case {"words": str(words), "grid": bool(grid), "circle": circle}:
            return Overlay(words, grid, _box(circle))
    return None


def _box(data: Data) -> tuple[int, int, int, int] | None:
    match data:
        case [int(left), int(top), int(right), int(bottom)]:
            return left, top, right, bottom
    return None


def _typeset(frame: Frame) -> Frame:
    given = frame.head.get("inputs")
    inputs = {name: str(value) for name, value in given.items()} if isinstance(given, dict) else {}
    return Frame({}, (pdf(Path(str(frame.head.get("template"))), inputs),))


def _chart(frame: Frame) -> Frame:
    # matplotlib takes a second to import, and a picture of numbers is drawn once a week.
    from bot.imaging.chart import draw  # noqa: PLC0415

    told = frame.head.get("chart")
    return Frame({}, (draw(told if isinstance(told, dict) else {}),))


JOBS: Mapping[str, Callable[[Frame], Frame]] = {
    "take": _take,
    "judge": _judge,
    "read_card": _read_card,
    "bind": _bind,
    "preview": _preview,
    "typeset": _typeset,
    "chart": _chart,
}


def leaf(about: Data, data: bytes) -> Leaf:
    """A leaf from its head and its bytes."""
    values = about if isinstance(about, dict) else {}
    turn = values.get("turn")
    words = str(values.get("words", ""))
    return Leaf(data, str(values.get("media_type")), turn if isinstance(turn, int) else 0, words)


def _told(found: Judgement) -> Data:
    return {"faults": list(found.faults), "turn": found.turn, "look": found.look, "page": found.page}


def _items(frame: Frame, name: str) -> list[Data]:
    value = frame.head.get(name)
    return value if isinstance(value, list) else []


def _number(frame: Frame, name: str) -> int:
    value = frame.head.get(name)
    return value if isinstance(value, int) else 0


def done(frame: Frame) -> Frame:
    """What becomes of a job; whatever goes wrong with a picture is told by its name and ends only this job."""
    try:
        return JOBS[str(frame.head.get("job"))](frame)
    except Exception as error:  # noqa: BLE001 - hostile files may raise anything in libraries; the worker must go on
        return Frame({"failed": type(error).__name__})


def main() -> None:
    """Works until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then closes our pipe
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    os.nice(_POLITE)
    while (frame := read(sys.stdin.buffer)) is not None:
        answer = done(frame)
        try:
            write(sys.stdout.buffer, answer.head, answer.parts)
        except BrokenPipeError:  # the program was killed meanwhile; the interpreter must not flush for nobody either
            os._exit(0)


if __name__ == "__main__":
    main()
