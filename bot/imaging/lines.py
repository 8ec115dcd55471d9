"""Which way the lines of writing run, so that a page can be turned upright by itself."""

import numpy as np
import numpy.typing as npt

from bot.imaging.sight import TILE, Sight, see

_BLOCK = 3 * TILE  # pixels: a line or two of print, and narrow enough for a page held askew
_FEWEST = 5  # blocks full of writing below which they say nothing
_GAP = 0.35  # of a block's mean: what is lighter lies between two lines
_SURE_OF_LINES = 0.02
_SURE_OF_SIDE = 0.1
_SURE_OF_HEAD = 0.15  # a page that stands is left standing unless it is plainly on its head

Blocks = npt.NDArray[np.float32]


def turn_for(sight: Sight) -> int:
    """The degrees by which the page must be turned clockwise to stand upright; 0 when that cannot be told."""
    found = _blocks(sight)
    if found is None or len(found[0]) < _FEWEST:
        return 0
    rows, columns = found
    half = _blocks(see(_halved(sight), sight.longest))
    smaller = half if half is not None and len(half[0]) >= _FEWEST else found
    sideways = _gaps(columns) - _gaps(rows)
    if sideways > _SURE_OF_LINES:
        fall = (_fall(columns) + _fall(smaller[1])) / 2
        return 0 if abs(fall) < _SURE_OF_SIDE else 270 if fall > 0 else 90
    if sideways > -_SURE_OF_LINES:
        return 0
    rises = (_fall(rows), _fall(smaller[0]))  # large print is read rightly in the smaller picture only
    return 180 if min(rises) > 0 and sum(rises) / 2 > _SURE_OF_HEAD else 0


def _blocks(sight: Sight) -> tuple[Blocks, Blocks] | None:
    """The darkness of blocks full of writing, summed along their rows and along their columns."""
    if not sight.ink.any():
        return None
    strong = sight.ink & (sight.range >= np.percentile(sight.range[sight.ink], 40))
    by = _BLOCK // TILE
    down, across = sight.ink.shape[0] // by, sight.ink.shape[1] // by
    if down == 0 or across == 0:
        return None

    def share(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        shares: npt.NDArray[np.float64] = mask[: down * by, : across * by].reshape(down, by, across, by).mean((1, 3))
        return shares

    full = (share(sight.ink) > 0.6) & (share(strong) > 0.3)
    if not full.any():
        return None
    paper = np.maximum(np.repeat(np.repeat(sight.top, TILE, 0), TILE, 1), 1)[: down * _BLOCK, : across * _BLOCK]
    dark = 1 - sight.gray[: down * _BLOCK, : across * _BLOCK] / paper
    blocks = dark.reshape(down, _BLOCK, across, _BLOCK)
    return blocks.mean(axis=3).transpose(0, 2, 1)[full], blocks.mean(axis=1)[full]


def _gaps(profiles: Blocks) -> float:
    """How much of the profiles is as good as empty: between lines there is nothing, between letters little."""
    return float((profiles < _GAP * profiles.mean(axis=1, keepdims=True)).mean())


def _fall(profiles: Blocks) -> float:
    """From -1 to 1: whether profiles rise more steeply than they fall.

    Reading down, a line of Latin script begins gently, with capitals, tall letters and marks, and ends abruptly at the
    base line: the value is below 0. Above 0 the page stands on its head.
    """
    steps = np.diff(profiles, axis=1)
    return float((steps**3).sum() / ((np.abs(steps) ** 3).sum() + 1e-9))


def _halved(sight: Sight) -> npt.NDArray[np.uint8]:
    high, wide = sight.gray.shape[0] // (2 * TILE) * 2 * TILE, sight.gray.shape[1] // (2 * TILE) * 2 * TILE
    part = sight.gray[: max(high, 0), : max(wide, 0)].astype(np.uint16)
    halved: npt.NDArray[np.uint8] = (
        (part[::2, ::2] + part[1::2, ::2] + part[::2, 1::2] + part[1::2, 1::2]) // 4
    ).astype(np.uint8)
    return halved if halved.size else sight.gray
