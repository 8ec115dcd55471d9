"""A page as the coach sees it: tiles of sixteen pixels, of which each shows bare paper, ink, or no paper at all."""

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

TILE = 16
SEEN = 1280  # pixels of the longer side at which a page is looked at; larger photos are made smaller first
_PAPER = 0.68  # of the paper's brightness: the shadow of a hand leaves more, a table usually less
_INK = 0.25  # of the paper beside it: what is fainter than this is texture, or shines through

Gray = npt.NDArray[np.uint8]
Tiles = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sight:
    """A gray picture and what its tiles hold: brightest and darkest pixel, ink, paper around it.

    `longest` is the longer side of the photo as it came, `level` the brightness of its paper, `box` the tiles between
    which the ink lies (left, top, right, bottom, the last two outside), None when there is none.
    """

    gray: Gray
    longest: int
    top: Tiles
    low: Tiles
    level: float
    bare: Mask
    ink: Mask
    box: tuple[int, int, int, int] | None

    @property
    def range(self) -> Tiles:
        """How far the brightness of a tile reaches."""
        return self.top - self.low


def look_at(data: bytes) -> Sight:
    """The picture as tiles; raises what Pillow raises for data that is no picture."""
    with Image.open(io.BytesIO(data)) as image:
        longest = max(image.size)
        image.draft("L", (SEEN, SEEN))
        return look_at_picture(image, longest)


def look_at_picture(image: Image.Image, longest: int = 0) -> Sight:
    """The same of a picture in memory, whose longer side once was `longest` pixels (0: is)."""
    gray, longest = image.convert("L"), longest or max(image.size)
    if max(gray.size) > SEEN * 1.1:
        scale = SEEN / max(gray.size)
        gray = gray.resize((round(gray.width * scale), round(gray.height * scale)), Image.Resampling.BOX)
    return see(_padded(np.asarray(gray)), longest)


def see(gray: Gray, longest: int) -> Sight:
    """The tiles of a gray picture whose sides are whole tiles."""
    top, low = largest(gray), _smallest(gray)
    mean = np.asarray(Image.fromarray(gray).reduce(TILE), np.float32)
    usual, high = (float(value) for value in np.percentile(top, (85, 97)))
    level = high if high > 1.6 * usual else usual  # a small page on a dark table
    inside = _within(top >= _PAPER * level)
    ink = inside & (top - low > _INK * top) & (mean > (low + top) / 2)  # strokes on paper, not the grain of a table
    return Sight(gray, longest, top, low, level, inside & ~ink, ink, _box(ink))


def largest(pixels: Gray) -> Tiles:
    """The largest value of each tile."""
    high, wide = pixels.shape[0] // TILE, pixels.shape[1] // TILE
    by_row = pixels.reshape(high, TILE, wide * TILE).max(axis=1)
    tiles: Tiles = by_row.reshape(high, wide, TILE).max(axis=2).astype(np.float32)
    return tiles


def _smallest(pixels: Gray) -> Tiles:
    high, wide = pixels.shape[0] // TILE, pixels.shape[1] // TILE
    by_row = pixels.reshape(high, TILE, wide * TILE).min(axis=1)
    tiles: Tiles = by_row.reshape(high, wide, TILE).min(axis=2).astype(np.float32)
    return tiles


def _padded(gray: Gray) -> Gray:
    """Cut to whole tiles; at least one."""
    high, wide = max(gray.shape[0] // TILE, 1) * TILE, max(gray.shape[1] // TILE, 1) * TILE
    if gray.shape[0] < high or gray.shape[1] < wide:
        short = (max(high - gray.shape[0], 0), max(wide - gray.shape[1], 0))
        gray = np.pad(gray, ((0, short[0]), (0, short[1])), mode="edge")
    return np.ascontiguousarray(gray[:high, :wide])


def _within(paper: Mask) -> Mask:
    """Paper with paper on all four sides; beyond the picture counts as paper."""
    wide = np.pad(paper, 1, constant_values=True)
    inside: Mask = wide[1:-1, 1:-1] & wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:]
    return inside


def _box(ink: Mask) -> tuple[int, int, int, int] | None:
    """Where the ink lies, but for the outermost hundredth: a speck is no writing."""
    rows, columns = np.nonzero(ink)
    if len(rows) == 0:
        return None
    left, right = (int(value) for value in np.percentile(columns, (1, 99)))
    top, bottom = (int(value) for value in np.percentile(rows, (1, 99)))
    return left, top, right + 1, bottom + 1
