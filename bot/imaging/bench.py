"""A bench: one worker process as the program sees it, begun when first needed and replaced when it dies."""

import logging
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

from bot.imaging import wire
from bot.ports import Unworked
from flows.answers import Data

_COMMAND = (sys.executable, "-m", "bot.imaging.worker")

log = logging.getLogger("motcua.imaging")


class Died(Unworked):
    """The worker ended in the middle of a job: the file broke it, or it was stopped for taking too long."""


class Bench:
    """One worker; asked by one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, head: Mapping[str, Data], parts: Sequence[bytes], seconds: float) -> wire.Frame:
        """The answer to a job; raises Died when there is none within so many seconds, Unworked when the job failed."""
        process = self._begun()
        stopping = threading.Timer(seconds, process.kill)
        stopping.start()
        try:
            answer = self._asked(process, head, parts)
        finally:
            stopping.cancel()
        if answer is None:
            self.close()
            log.warning("a worker died at %s", head.get("job"))
            raise Died
        failed = answer.head.get("failed")
        if failed is not None:
            log.warning("%s failed: %s", head.get("job"), failed)
            raise Unworked(failed)
        return answer

    def close(self) -> None:
        """Ends the worker; the next job begins a new one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written to a dead worker
                    log.debug("the pipe was broken already")
        process.wait()

    @property
    def pid(self) -> int | None:
        """The worker's process, None while there is none."""
        return None if self._process is None else self._process.pid

    def _begun(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.close()
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe)  # noqa: S603 - our own module
        return self._process

    @staticmethod
    def _asked(
        process: "subprocess.Popen[bytes]", head: Mapping[str, Data], parts: Sequence[bytes]
    ) -> wire.Frame | None:
        if process.stdin is None or process.stdout is None:
            return None
        try:
            wire.write(process.stdin, head, parts)
            return wire.read(process.stdout)
        except OSError:
            return None
