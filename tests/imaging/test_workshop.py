"""The workshop: real worker processes, that die, dawdle and are replaced while nobody's photo is lost."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest
import segno
from PIL import Image

from bot.imaging.bench import Bench, Died
from bot.imaging.workshop import Workers
from bot.ports import Judgement, Leaf, Taken, Unfit, Unworked
from tests.papers import photo

HEAVY = "matplotlib numpy PIL pikepdf pypdfium2 pillow_heif zxingcpp img2pdf".split()


@pytest.fixture
def workers() -> Iterator[Workers]:
    opened = Workers(1)
    yield opened
    opened.close()


def _stopped(workers: Workers) -> int:
    """The worker made to do nothing, as on a machine that has no time for it."""
    (pid,) = workers.pids()
    os.kill(pid, signal.SIGSTOP)
    return pid


async def test_a_photo_is_taken_as_it_is_and_judged(workers: Workers) -> None:
    sent = photo("một")
    taken = await workers.take(sent)
    assert isinstance(taken, Taken)
    assert (taken.data, taken.media_type, taken.pages) == (sent, "image/jpeg", 1)
    assert isinstance(taken.judgement, Judgement)


async def test_what_must_be_converted_comes_back_converted(workers: Workers) -> None:
    taken = await workers.take(photo("một", (300, 200), "HEIF"))
    assert isinstance(taken, Taken)
    with Image.open(io.BytesIO(taken.data)) as image:
        assert (image.format, image.size) == ("JPEG", (300, 200))


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "file_empty"), (b"hello", "file_unknown"), (b"%PDF-1.7", "file_broken")]
)
async def test_what_cannot_be_used_is_refused(workers: Workers, data: bytes, code: str) -> None:
    assert await workers.take(data) == Unfit(code)


async def test_a_photo_is_taken_unjudged_when_there_is_no_time_and_judged_later(workers: Workers) -> None:
    await workers.take(photo("một"))
    pid, begun = _stopped(workers), time.monotonic()
    taken = await workers.take(photo("hai"), within=0.2)
    assert time.monotonic() - begun < 1
    assert taken == Taken(photo("hai"), "image/jpeg", 1, None)
    os.kill(pid, signal.SIGCONT)
    assert isinstance(await workers.judge(photo("hai")), Judgement)


async def test_when_many_photos_come_at_once_the_last_of_them_do_not_wait(workers: Workers) -> None:
    await workers.take(photo("một"))
    pid = _stopped(workers)
    first = asyncio.create_task(workers.take(photo("hai"), within=0.5))
    await asyncio.gather(first, *(workers.take(photo("ba"), within=0.5) for _ in range(3)))
    os.kill(pid, signal.SIGCONT)
    rush = [asyncio.create_task(workers.take(photo(str(number)))) for number in range(200)]
    pid, begun = _stopped(workers), time.monotonic()
    await asyncio.wait(rush, return_when=asyncio.FIRST_COMPLETED)
    assert time.monotonic() - begun < 2
    os.kill(pid, signal.SIGCONT)
    taken = await asyncio.gather(*rush)
    assert any(isinstance(one, Taken) and one.judgement is None for one in taken)


async def test_a_worker_that_dies_is_replaced_and_the_next_photo_is_judged(workers: Workers) -> None:
    await workers.take(photo("một"))
    pid = _stopped(workers)
    asyncio.get_running_loop().call_later(0.1, os.kill, pid, signal.SIGKILL)
    assert await workers.take(photo("hai")) == Unfit("file_broken")
    taken = await workers.take(photo("ba"))
    assert isinstance(taken, Taken)
    assert taken.judgement is not None
    assert workers.pids() != (pid,)


def test_a_job_that_takes_too_long_is_stopped_and_the_bench_goes_on() -> None:
    bench = Bench()
    try:
        bench.ask({"job": "take"}, (photo("một"),), 20)
        pid = bench.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        begun = time.monotonic()
        with pytest.raises(Died):
            bench.ask({"job": "take"}, (photo("hai"),), 0.2)
        assert time.monotonic() - begun < 2
        assert not psutil.pid_exists(pid)
        assert bench.ask({"job": "take"}, (photo("hai"),), 20).head["media_type"] == "image/jpeg"
    finally:
        bench.close()


async def test_a_job_that_fails_is_told_and_ends_nothing_else(workers: Workers) -> None:
    with pytest.raises(Unworked):
        await workers.preview(Leaf(photo("một"), "application/pdf"))
    (pid,) = workers.pids()
    shown = await workers.preview(Leaf(photo("một"), "image/jpeg", 90), longest=300)
    assert workers.pids() == (pid,)
    with Image.open(io.BytesIO(shown)) as image:
        assert image.size == (300, 225)


async def test_a_code_is_read_off_a_photo_and_no_code_is_none(workers: Workers) -> None:
    out = io.BytesIO()
    segno.make("030185000234||NGUYỄN THỊ MẪU|01011985|Nữ|thôn Mẫu|01012022").save(out, kind="png", scale=6)
    read = await workers.read_card(out.getvalue())
    assert read is not None
    assert read.startswith("030185000234||NGUYỄN")
    assert await workers.read_card(photo("một")) is None


async def test_nothing_begins_before_the_first_picture_and_nothing_is_left_behind() -> None:
    workers = Workers(2)
    assert workers.pids() == ()
    await asyncio.gather(*(workers.take(photo(str(number))) for number in range(4)))
    pids = workers.pids()
    assert len(pids) == 2
    workers.close()
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_the_program_itself_loads_no_library_for_pictures() -> None:
    code = f"import sys, bot.__main__; print([name for name in {HEAVY} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert shown.stdout.strip() == "[]"
