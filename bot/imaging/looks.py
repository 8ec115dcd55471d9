"""The look of a photo: where its ink lies, as bits that hardly differ when a chat packs it again."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.imaging.sight import TILE, Sight

Values = npt.NDArray[np.float64]
_ROWS, _COLUMNS = 20, 14
_STEP = 0.012  # of the paper: how much darker a cell must be than its neighbour to be noted


def look_of(sight: Sight, turn: int) -> int:
    """Which parts of the picture have more ink than their neighbours, seen upright; 0 when nothing is written."""
    if sight.box is None:
        return 0
    paper = np.maximum(np.repeat(np.repeat(sight.top, TILE, 0), TILE, 1), 1)
    dark = np.clip(1 - sight.gray / paper - 0.15, 0, None)
    cells = _cells(_cells(np.rot90(dark, -turn // 90 % 4), _ROWS).T, _COLUMNS).T
    across, down = cells[:, 1:] - cells[:, :-1], cells[1:] - cells[:-1]
    noted = np.concatenate([part.ravel() for way in (across, down) for part in (way > _STEP, way < -_STEP)])
    return int.from_bytes(np.packbits(noted).tobytes(), "big")


def _cells(values: Values, count: int) -> Values:
    """The mean of `count` equal bands of rows."""
    ends = np.linspace(0, len(values), count + 1).astype(int)
    return np.array([values[first : max(last, first + 1)].mean(axis=0) for first, last in pairwise(ends)])
