"""Bots as processes of their own: started against a Bot API server, weighed, stopped."""

import asyncio
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from tests.bench.peers import SECRET
from tests.botapi.server import TOKEN

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Command:
    """How one kind of bot is started."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str]


def peer(storage: str, api: str, data: Path, port: int) -> Command:
    """An aiogram bot; without a port it polls."""
    hook = ("--port", str(port)) if port else ()
    return Command(("-m", "tests.bench.peers", storage, "--api", api, "--data", str(data), *hook), {})


def ours(api: str, data: Path, content: Path, port: int, *, webhook: bool) -> Command:
    """The real program with its settings, as `motcua run` starts it; without an API it has no Telegram."""
    settings = {"DATA_DIR": str(data), "CONTENT_DIR": str(content), "WEB_PORT": str(port), "LOG_LEVEL": "ERROR"}
    if api:
        settings |= {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": api}
    if webhook:
        settings |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": SECRET}
    return Command(("-m", "bot", "run"), {f"MOTCUA_{name}": value for name, value in settings.items()})


class Process:
    """A running bot; `async with` stops it at the end."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._seen: psutil.Process | None = None

    async def __aenter__(self) -> Self:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
        environment = {**kept, **self._command.environment}
        arguments: Sequence[str] = self._command.arguments
        self._process = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, env=environment)
        self._seen = psutil.Process(self._process.pid)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def ended(self) -> None:
        """Waits until the process ends by itself; RuntimeError when it failed."""
        assert self._process is not None
        if await self._process.wait() != 0:
            raise RuntimeError(f"{self._command.arguments} failed")

    def cpu(self) -> float:
        """Seconds of CPU that the bot itself used so far, user and system; what its workers used is told apart."""
        return _cpu(self._bot())

    def workers_cpu(self) -> float:
        """Seconds of CPU that the workers it began used so far."""
        return sum(map(_cpu, self._workers()))

    def resident(self) -> int:
        """The resident set of the bot itself, in bytes."""
        return int(self._bot().memory_info().rss)

    def workers_resident(self) -> int:
        """The resident set of its workers, in bytes."""
        return sum(int(one.memory_info().rss) for one in self._workers())

    def _bot(self) -> psutil.Process:
        assert self._seen is not None
        return self._seen

    def _workers(self) -> list[psutil.Process]:
        found: list[psutil.Process] = self._bot().children(recursive=True)
        return found


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
