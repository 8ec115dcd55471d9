"""The photo coach: whether an official will be able to use this picture of a page, and what would help most.

The thresholds were chosen on the photos of `tests/imaging/shots.py`; `make bench` prints what they achieve.
"""

import time
from itertools import islice

import numpy as np
import pypdfium2
from PIL import Image

from bot.imaging.lines import turn_for
from bot.imaging.looks import look_of
from bot.imaging.rendering import drawn_pages
from bot.imaging.sight import SEEN, TILE, Gray, Mask, Sight, Tiles, largest, look_at, look_at_picture
from bot.ports import Judgement
from bot.verdicts import FAULTS

_DARK = 85  # of 255: paper darker than this was taken without enough light
_BLANK = 0.006  # of the tiles: fewer strokes than two lines of writing
_STROKE = 0.4  # of the paper beside it
_SHADE, _SHADES = 0.13, 0.06  # of the paper, and of the tiles in the middle
_SHARP = 0.345  # of the ink's contrast that one pixel takes, times that contrast
_WHITE = 247  # of 255: here the sensor saw nothing but light
_GLARE, _LARGE_GLARE = 0.018, 0.06  # of the written area
_ABRUPT = 242  # of 255: the paper beside a spot of glare; beside paper lit too brightly it is nearly white as well
_BRIGHT = 238  # paper that is as bright as glare everywhere was scanned, and hides nothing
_SMALLEST = 600  # pixels of the photo's longer side
_SMALLEST_WRITING = 360  # pixels of the longer side of all that is written
_MARGIN = 0.016  # of the picture: writing nearer to an edge goes on beyond it

_DRAWN = 254  # of 255
PDF_PAGES = 10  # pages of a PDF that are looked at
PDF_SECONDS = 2.0  # whoever waits in a chat is told within three


def judge(data: bytes) -> Judgement:
    """The faults of a photo, how far it must be turned, and its look; raises what Pillow raises for no picture."""
    sight = look_at(data)
    found = faults(sight)
    turn = 0 if {"blank", "dark", "blurred"} & set(found) else turn_for(sight)
    return Judgement(found, turn, look_of(sight, turn) if "blank" not in found else 0)


def judge_pdf(data: bytes, within: float = PDF_SECONDS) -> Judgement:
    """The first page of a PDF with faults, of its first PDF_PAGES and of those that can be drawn in so many seconds."""
    end = time.monotonic() + within
    try:
        for number, picture in enumerate(islice(drawn_pages(data, SEEN), PDF_PAGES)):
            sight = look_at_picture(picture)
            found = tuple(fault for fault in faults(sight) if fault != "glare" or not _is_drawn(sight))
            if found:
                return Judgement(found, page=number)
            if time.monotonic() > end:
                break
    except pypdfium2.PdfiumError:  # a page that cannot be drawn is no reason to refuse the file
        return Judgement()
    return Judgement()


def _is_drawn(sight: Sight) -> bool:
    """Whether the paper is as white as only a program draws it, so that white spots hide nothing."""
    return bool(sight.bare.any() and np.median(sight.low[sight.bare]) >= _DRAWN)


def faults(sight: Sight) -> tuple[str, ...]:
    """What is wrong with the picture, in the order of FAULTS. Where hardly anything can be seen, only that is said."""
    if sight.level < _DARK:
        return ("dark",)
    if sight.longest < _SMALLEST:
        return ("small",)
    if _strokes(sight).mean() < _BLANK:
        return ("blurred",) if _smeared(sight) else ("blank",)
    seen = {"small": _is_tiny(sight), "glare": _glares(sight), "blurred": _is_blurred(sight), "cut": _is_cut(sight)}
    return tuple(fault for fault in FAULTS if seen.get(fault))


def _is_blurred(sight: Sight) -> bool:
    """Whether the strokes of the darkest half of the ink rise over several pixels, along or across."""
    strong = sight.ink & (sight.range >= np.percentile(sight.range[sight.ink], 40))
    contrast = float(np.median((sight.range / np.maximum(sight.top, 1))[strong]))
    return bool(contrast * min(_steepness(sight, strong, axis) for axis in (0, 1)) < _SHARP)


def _steepness(sight: Sight, strong: Mask, axis: int) -> float:
    """The share of a tile's range that lies between two neighbouring pixels."""
    steps = np.zeros_like(sight.gray)
    ahead, behind = (sight.gray[1:], sight.gray[:-1]) if axis == 0 else (sight.gray[:, 1:], sight.gray[:, :-1])
    apart: Gray = np.maximum(ahead, behind) - np.minimum(ahead, behind)
    if axis == 0:
        steps[:-1] = apart
    else:
        steps[:, :-1] = apart
    return float(np.percentile((largest(steps) / np.maximum(sight.range, 1))[strong], 60))


def _strokes(sight: Sight) -> Mask:
    """Ink that cannot be the edge of the page on a light table, nor what shines through from the back."""
    return sight.ink & (sight.range > _STROKE * sight.top)


def _smeared(sight: Sight) -> bool:
    """Whether what looks blank has soft shades in its middle: writing so blurred that no stroke is left."""
    high, wide = sight.ink.shape
    soft = np.asarray(Image.fromarray(sight.gray).reduce(4)).reshape(high, TILE // 4, wide, TILE // 4)
    shades = soft.max(axis=(1, 3)).astype(np.float32) - soft.min(axis=(1, 3))
    middle = (slice(high * 3 // 10, high * 7 // 10 + 1), slice(wide * 3 // 10, wide * 7 // 10 + 1))
    return bool((shades > _SHADE * sight.top)[middle].mean() > _SHADES)


def _glares(sight: Sight) -> bool:
    """Whether light hides a part of what is written: a white spot, large or more abrupt than daylight."""
    if sight.box is None:
        return False
    left, top, right, bottom = sight.box
    white = _spread(~_spread(sight.low < _WHITE, 1), 1)  # the white between two lines is too thin to be glare
    share = float(white[top:bottom, left:right].mean())
    around, elsewhere = _spread(white, 3) & ~white & sight.bare, sight.bare & (sight.low < _WHITE)
    if share < _GLARE or not around.any() or not elsewhere.any() or np.median(sight.low[elsewhere]) > _BRIGHT:
        return False
    return share > _LARGE_GLARE or bool(np.median(sight.low[around]) < _ABRUPT)


def _spread(mask: Mask, by: int) -> Mask:
    """Every tile that has one of the mask within so many tiles, across or down."""
    wide = np.pad(mask, by, constant_values=False)
    high, across = mask.shape
    near = np.zeros_like(mask)
    for down in range(2 * by + 1):
        near |= wide[down : down + high, by : by + across]
    wide = np.pad(near, by, constant_values=False)
    for right in range(2 * by + 1):
        near = near | wide[by : by + high, right : right + across]
    return near


def _is_tiny(sight: Sight) -> bool:
    """Whether the page was taken from so far that too few pixels are left for what is written."""
    if sight.box is None:
        return False
    left, top, right, bottom = sight.box
    scale = sight.longest / max(sight.gray.shape)
    return bool(max(right - left, bottom - top) * TILE * scale < _SMALLEST_WRITING)


def _is_cut(sight: Sight) -> bool:
    """Whether writing reaches an edge of the picture where the paper goes on beyond it."""
    gray, top, ink = sight.gray, sight.top, sight.ink
    return any(_cut_left(np.rot90(gray, turns), np.rot90(top, turns), np.rot90(ink, turns)) for turns in range(4))


def _cut_left(gray: Gray, top: Tiles, ink: Mask) -> bool:
    near = max(int(_MARGIN * ink.shape[1]), 0) + 1
    # What is seen beyond the edge of a page is dark as well, but nothing is written beside it.
    rows = np.flatnonzero(ink[:, :near].any(axis=1) & ink[:, near : near + 2].any(axis=1))
    if len(rows) < 3:
        return False
    first, last = int(rows[0]), int(rows[-1]) + 1
    paper = np.percentile(top[first:last, 1:6], 85)
    edge = gray[first * TILE : last * TILE, :3].max(axis=1)
    return bool((edge > 0.8 * paper).mean() > 0.5)
