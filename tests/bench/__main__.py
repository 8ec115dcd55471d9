"""`make bench`: everything measured in one run on this machine, beside its peers, as one table.

Peers: (a) aiogram's FSM in memory, (b) the same with a SQLite commit a step.
"""

import argparse
import asyncio
import time
from collections.abc import Callable, Mapping

from tests.bench import core, memory, pushes, startup, turns, web
from tests.bench.cards import card_lines
from tests.bench.coach import coach_lines
from tests.bench.effort import effort_lines
from tests.bench.table import Line, drawn, megabytes, milliseconds
from tests.bench.turns import Cost
from tests.bench.waking import clock_lines


def turn_lines(costs: dict[tuple[str, bool], Cost]) -> list[Line]:
    """CPU and waiting of a Telegram turn, ours beside both peers."""
    lines: list[Line] = []
    for webhook, way, most in ((False, "polling", 1.2), (True, "webhook", 1.0)):
        mine, a, b = (costs[name, webhook] for name in ("ours", "memory", "sqlite"))
        cpu = f"CPU an update, {way}"
        lines.append(Line(f"{cpu}, (a)", milliseconds(mine.cpu), milliseconds(a.cpu), mine.cpu / a.cpu, most))
        lines.append(Line(f"{cpu}, (b)", milliseconds(mine.cpu), milliseconds(b.cpu), mine.cpu / b.cpu, 0.7))
        lines.append(Line(f"wait, p99, {way}, (a)", milliseconds(mine.p99), milliseconds(a.p99), mine.p99 / a.p99, 1.0))
        own, other = mine.words_cpu, a.words_cpu
        lines.append(Line(f"CPU without the photo, {way}, (a)", milliseconds(own), milliseconds(other), own / other))
        own, other = mine.words_p99, a.words_p99
        lines.append(Line(f"p99 without the photo, {way}, (a)", milliseconds(own), milliseconds(other), own / other))
        lines.append(Line(f"CPU a photo, in workers beside it, {way}", milliseconds(mine.coach), ""))
    mine, a = costs["ours", True], costs["memory", True]
    lines.append(
        Line("resident set, (a)", megabytes(mine.resident), megabytes(a.resident), mine.resident / a.resident, 1.2)
    )
    lines.append(Line("resident set of its workers", megabytes(mine.workers), ""))
    return lines


async def memory_lines(few: int, many: int) -> list[Line]:
    """Growth of the resident set beside what the rows take on disk."""
    mine, peer = await memory.growth("ours", few, many), await memory.growth("memory", few, many)
    grown, rows, beside = mine.many - mine.few, mine.rows, peer.many - peer.few
    what = f"{few:,} to {many:,} open conversations"
    return [
        Line(f"{what}: memory, rows on disk", megabytes(grown), megabytes(rows), grown / max(rows, 1), 1.0),
        Line(f"{what}: memory, (a)", megabytes(grown), megabytes(beside)),
    ]


async def push_lines(count: int) -> list[Line]:
    """Ours and PTB's default limiter against the same limits, at the same time."""
    mine, default = await asyncio.gather(pushes.push("ours", count), pushes.push("ptb", count))
    floor, floor_default = count / pushes.PERMITTED, default.seconds
    return [
        Line(f"{count:,} pushes, time, floor", f"{mine.seconds:.1f} s", f"{floor:.1f} s", mine.seconds / floor, 1.1),
        Line("pushes answered 429, PTB's default", str(mine.refused), str(default.refused), float(mine.refused), 0),
        Line("pushes lost, PTB's default", str(mine.lost), str(default.lost), float(mine.lost), 0),
        Line("pushes, time, PTB's default", f"{mine.seconds:.1f} s", f"{floor_default:.1f} s"),
    ]


def core_lines() -> list[Line]:
    """`advance` alone."""
    found = {length: core.microseconds(length) for length in core.LENGTHS}
    shortest, longest = min(found), max(found)
    growth = (found[longest] / found[shortest]) / (longest / shortest)
    figures = ", ".join(f"{length}: {value:.0f}" for length, value in found.items())
    return [
        Line("advance, 30 steps, asked in µs", f"{found[30]:.1f} µs", "", found[30], 60),
        Line("advance, growth against steps", f"{figures} µs", "", growth, 1.0),
    ]


async def startup_lines() -> list[Line]:
    """From start to first answer, in seconds."""
    first, again = await startup.until_answered("ours"), await startup.until_answered("ours", again=True)
    peer = await startup.until_answered("memory")
    return [
        Line("first start to first answer, in s, (a)", f"{first:.2f} s", f"{peer:.2f} s", first, 2.0),
        Line("second start to first answer, in s, (a)", f"{again:.2f} s", f"{peer:.2f} s", again, 2.0),
    ]


# What can be measured alone, from the number of photos of each kind.
ALONE: Mapping[str, Callable[[int], list[Line]]] = {
    "cards": card_lines,
    "clock": lambda _: clock_lines(),
    "coach": lambda photos: coach_lines(max(1, photos // 3)),
    "effort": effort_lines,
}


async def measured(runs: int, residents: int, pushed: int, many: int) -> list[Line]:
    """Everything, one after the other, for two cores hold one bot and the residents who talk to it."""
    lines = [*core_lines(), *await startup_lines()]
    costs = await turns.compare(runs, residents)
    lines += turn_lines(costs)
    peer = min(costs["memory", False].cpu, costs["memory", True].cpu)
    page = await web.milliseconds(min(residents, 200))
    lines.append(Line("CPU a web turn, (a)", milliseconds(page), milliseconds(peer), page / peer, 1.0))
    return [*lines, *await memory_lines(1_000, many), *await push_lines(pushed)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", choices=[*ALONE, []], help="only these parts, not the whole")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--residents", type=int, default=500)
    parser.add_argument("--pushes", type=int, default=3_000)
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--photos", type=int, default=30)
    chosen = parser.parse_args()
    begun = time.monotonic()
    lines = [line for name in chosen.only or ALONE for line in ALONE[name](chosen.photos)]
    if chosen.only:
        print(drawn(lines))
        return
    lines += asyncio.run(measured(chosen.runs, chosen.residents, chosen.pushes, chosen.conversations))
    print(drawn(lines))
    print(f"\n{chosen.residents} residents at once, medians of {chosen.runs} interleaved runs, ", end="")
    print(f"{time.monotonic() - begun:.0f} s in all. (a) aiogram in memory, (b) aiogram with a SQLite commit a step.")


if __name__ == "__main__":
    main()
