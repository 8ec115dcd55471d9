"""The workshop: pictures and PDFs are worked on by a few processes, while the program goes on talking."""

import asyncio
import queue
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from bot.imaging.bench import Bench, Died
from bot.imaging.wire import Frame
from bot.overlays import Overlay
from bot.ports import Judgement, Leaf, Taken, Unfit, Unworked
from bot.verdicts import FAULTS, UNFIT
from flows.answers import Data

WORKERS = 2  # a machine with two cores is the usual one; more only fight
PATIENCE = 30.0  # seconds that anybody waits for a job to be begun and done, where nothing shorter is asked
# Seconds a worker gets for a job before it is stopped.
_DEADLINES = {
    "take": 20.0,
    "judge": 10.0,
    "read_card": 10.0,
    "bind": 60.0,
    "preview": 15.0,
    "typeset": 20.0,
    "chart": 30.0,
}
_MOST_BYTES = 20 * 1024 * 1024
_HEAD = 64 * 1024  # bytes in which camera data is announced
_TAIL = 64 * 1024


class Workers:
    """The workshop of the program. Nothing heavy is loaded here: a worker is begun when the first picture comes."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._threads = ThreadPoolExecutor(workers, "workshop")
        self._benches = [Bench() for _ in range(workers)]
        self._free: queue.LifoQueue[Bench] = queue.LifoQueue()
        for bench in self._benches:
            self._free.put(bench)
        self._waiting = 0
        self._usual = 0.0  # seconds that a photo takes of late

    async def take(self, data: bytes, within: float = 3.0) -> Taken | Unfit:
        """See `Workshop.take`."""
        if not data:
            return Unfit("file_empty")
        if len(data) > _MOST_BYTES:
            return Unfit("file_too_big")
        plain = _is_plain_photo(data)
        if plain and self._waiting * self._usual / len(self._benches) > within / 2:
            return Taken(data, "image/jpeg")  # so many came at once that waiting would only make everybody wait
        try:
            answer = await self._asked({"job": "take"}, (data,), within if plain else PATIENCE)
        except Died:
            return Unfit("file_broken")
        except Unworked:
            if plain:
                return Taken(data, "image/jpeg")
            raise
        return _unfit(answer) or _taken(answer, data)

    async def judge(self, data: bytes) -> Judgement | Unfit:
        """See `Workshop.judge`."""
        answer = await self._asked({"job": "judge"}, (data,), PATIENCE)
        return _unfit(answer) or _judgement(answer) or Judgement()

    async def read_card(self, data: bytes, within: float = 3.0) -> str | None:
        """See `Workshop.read_card`."""
        try:
            answer = await self._asked({"job": "read_card", "milliseconds": int(within * 1000)}, (data,), within + 0.5)
        except Unworked:
            return None
        return answer.parts[0].decode(errors="replace") if answer.parts else None

    async def bind(self, leaves: Sequence[Leaf], most: int) -> bytes:
        """See `Workshop.bind`."""
        head: dict[str, Data] = {"job": "bind", "most": most, "leaves": [_head(leaf) for leaf in leaves]}
        answer = await self._asked(head, tuple(leaf.data for leaf in leaves), 2 * PATIENCE)
        return answer.parts[0]

    async def preview(self, leaf: Leaf, page: int = 0, longest: int = 1280, overlay: Overlay | None = None) -> bytes:
        """See `Workshop.preview`."""
        head: dict[str, Data] = {"job": "preview", "page": page, "longest": longest, "leaves": [_head(leaf)]}
        if overlay is not None:
            box: Data = None if overlay.circle is None else list(overlay.circle)
            head["overlay"] = {"words": overlay.words, "grid": overlay.grid, "circle": box}
        return (await self._asked(head, (leaf.data,), PATIENCE)).parts[0]

    async def chart(self, chart: Mapping[str, Data]) -> bytes:
        """See `Workshop.chart`."""
        return (await self._asked({"job": "chart", "chart": dict(chart)}, (), PATIENCE)).parts[0]

    async def typeset(self, template: str, inputs: Mapping[str, str]) -> bytes:
        """See `Workshop.typeset`."""
        return (
            await self._asked({"job": "typeset", "template": template, "inputs": dict(inputs)}, (), PATIENCE)
        ).parts[0]

    def close(self) -> None:
        """Ends all workers; what they were doing is lost, nothing else."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for bench in self._benches:
            bench.close()

    def pids(self) -> tuple[int, ...]:
        """The worker processes there are now."""
        return tuple(pid for bench in self._benches if (pid := bench.pid) is not None)

    async def _asked(self, head: Mapping[str, Data], parts: Sequence[bytes], within: float) -> Frame:
        """The answer to a job, waited for `within` seconds in all; raises Unworked. What comes later is let go."""
        job: Future[Frame] = self._threads.submit(self._work, head, parts)
        self._waiting += 1
        try:
            return await asyncio.wait_for(asyncio.wrap_future(job), within)
        except TimeoutError:
            raise Unworked("late") from None
        finally:
            self._waiting -= 1

    def _work(self, head: Mapping[str, Data], parts: Sequence[bytes]) -> Frame:
        bench = self._free.get()
        begun = time.monotonic()
        try:
            return bench.ask(head, parts, _DEADLINES[str(head["job"])])
        finally:
            self._free.put(bench)
            if head["job"] == "take":
                self._usual += (time.monotonic() - begun - self._usual) / 8


def _is_plain_photo(data: bytes) -> bool:
    """A JPEG without camera data that came to its end: the form in which chats send photos, kept as it is."""
    return data[:3] == b"\xff\xd8\xff" and b"Exif\0" not in data[:_HEAD] and b"\xff\xd9" in data[-_TAIL:]


def _unfit(answer: Frame) -> Unfit | None:
    code = answer.head.get("unfit")
    return None if code is None else Unfit(code if isinstance(code, str) and code in UNFIT else "file_broken")


def _taken(answer: Frame, data: bytes) -> Taken:
    pages = answer.head.get("pages")
    kept = answer.parts[0] if answer.parts else data
    return Taken(kept, str(answer.head["media_type"]), pages if isinstance(pages, int) else 1, _judgement(answer))


def _judgement(answer: Frame) -> Judgement | None:
    told = answer.head.get("judgement")
    if not isinstance(told, dict):
        return None
    faults, turn, look, page = (told.get(name) for name in ("faults", "turn", "look", "page"))
    named = faults if isinstance(faults, list) else []
    known = tuple(fault for fault in FAULTS if fault in named)
    return Judgement(
        known,
        turn if isinstance(turn, int) else 0,
        look if isinstance(look, int) else 0,
        page if isinstance(page, int) else 0,
    )


def _head(leaf: Leaf) -> Data:
    return {"media_type": leaf.media_type, "turn": leaf.turn, "words": leaf.words}
