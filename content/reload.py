"""Tells the running program that the content has changed."""

import os
import signal
from pathlib import Path

PID_FILE = "motcua.pid"


class NotRunning(RuntimeError):
    """There is no program to tell; says where it was looked for."""


def tell(data_dir: Path) -> int:
    """Sends SIGHUP to the program that uses this data directory and returns its process id; raises NotRunning."""
    path = data_dir / PID_FILE
    try:
        pid = int(path.read_text(encoding="ascii"))
        os.kill(pid, signal.SIGHUP)
    except FileNotFoundError:
        raise NotRunning(f"no program is running here: {path} is missing") from None
    except (ValueError, ProcessLookupError):
        raise NotRunning(f"no program is running here: {path} is out of date") from None
    return pid
