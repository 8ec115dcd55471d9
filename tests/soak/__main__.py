"""`python -m tests.soak`: three virtual years in bad weather; the exit status is 1 when anything is wrong."""

import argparse
import asyncio
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.soak import Soak, soak
from tests.soak.weather import Climate


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--files", type=int, default=1500)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2024, 1, 2))
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2026, 12, 31))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--office", default="nam_thanh_mien")
    parser.add_argument("--kills", type=float, default=Climate().kills, help="of a thousand commands")
    read = parser.parse_args()
    what = Soak(read.files, read.first, read.last, Climate(kills=read.kills), read.office, read.seed)
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        outcome = asyncio.run(soak(what, Path(folder)))
    print("\n".join(outcome.faults[:50]) or "everything is as it must be")
    print(
        f"{outcome.files} files, {outcome.turns} turns, {outcome.pushes} pushes, {outcome.kills} kills,"
        f" {outcome.jumps} jumps of the clock, {outcome.twice} updates twice, {outcome.doubtful} notices in doubt,"
        f" {outcome.repeated} came twice, {time.monotonic() - began:.0f} s; notices: {dict(outcome.states)}"
    )
    # What couriers do wrong is the weather; anything else is ours.
    ours = {line for line in outcome.log.splitlines() if "ERROR" in line and "motcua.delivery" not in line}
    print("\n".join(sorted(ours)))
    return 1 if outcome.faults or ours else 0


if __name__ == "__main__":
    sys.exit(main())
