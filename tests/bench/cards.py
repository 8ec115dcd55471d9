"""Identity cards read off photos: the share for each degradation, ours beside one plain call of zxing-cpp."""

import io
import time

import zxingcpp
from PIL import Image

from bot.imaging.card import read_card
from tests.bench.table import Line
from tests.imaging.cards import DEGRADATIONS, payload, photo

SEED = 7_000_000  # of the measured set; thresholds were chosen on others


def plain(data: bytes) -> str | None:
    """What zxing-cpp reads by itself."""
    with Image.open(io.BytesIO(data)) as image:
        found = zxingcpp.read_barcodes(image)
    return found[0].bytes.decode("utf-8", "replace") if found else None


def shares(name: str, count: int) -> tuple[float, float, float]:
    """Of `count` photos with a degradation: the share we read, the share read plainly, and our mean CPU seconds."""
    ours = beside = 0
    spent = 0.0
    for number in range(count):
        seed = SEED + 1_000 * list(DEGRADATIONS).index(name) + number
        text = payload(seed, 11 if number % 2 else 7)
        data = photo(text, DEGRADATIONS[name], seed)
        begun = time.process_time()
        ours += read_card(data) == text
        spent += time.process_time() - begun
        beside += plain(data) == text
    return ours / count, beside / count, spent / count


def card_lines(count: int) -> list[Line]:
    """A line for each degradation; what nothing is wrong with is read by both."""
    lines = []
    for name in DEGRADATIONS:
        ours, beside, spent = shares(name, count)
        what = f"cards read, {name} ({1000 * spent:.0f} ms CPU), plain zxing-cpp"
        lost = (1 - ours) / (1 - beside) if beside < 1 else 1.0 - ours
        lines.append(Line(what, f"{ours:.0%}", f"{beside:.0%}", lost, 0.999 if name != "none" else 0.0))
    return lines
