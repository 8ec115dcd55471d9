"""Plays the months of the article in full and compares the printed figures: `python -m tests.simulation` (minutes)."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

PERIOD = ("--from", "2023-01-03", "--to", "2023-05-15")
LONGEST = 300  # seconds that one play may take
HERE = Path(__file__).parent
EXPECTED = {
    "one_on_time": ("Trước hạn: 1199 (99,9 %)", "Đúng hạn: 1 (0,1 %)", "Trễ hạn: 0 (0,0 %)"),
    "two_on_time": ("Trước hạn: 1198 (99,8 %)", "Đúng hạn: 2 (0,2 %)", "Trễ hạn: 0 (0,0 %)"),
}
RECEIVED = "Tiếp nhận: 1200 hồ sơ, trong đó nộp trực tuyến 1101 ("


def main() -> int:
    """0 when every figure is as it must be and no play took too long."""
    wrong = 0
    for name, lines in EXPECTED.items():
        with TemporaryDirectory() as folder:
            began = time.monotonic()
            told = _motcua(folder, "simulate", *PERIOD, "--files", "1200", "--scenario", str(HERE / f"{name}.toml"))
            took = time.monotonic() - began
            report = _motcua(folder, "report", "figures", *PERIOD)
        missing = [line for line in (*lines, RECEIVED) if line not in report]
        late = [f"took {took:.0f} s, at most {LONGEST}"] if took > LONGEST else []
        print(f"{name}: {told.splitlines()[0]}: {', '.join(missing + late) or 'as it must be'}")
        wrong += bool(missing or late)
    return wrong


def _motcua(folder: str, *words: str) -> str:
    surroundings = {**os.environ, "MOTCUA_DATA_DIR": folder, "MOTCUA_OFFICE": "chi_lang_bac"}
    command = (sys.executable, "-m", "bot", *words)
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
