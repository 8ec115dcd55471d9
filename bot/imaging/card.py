"""Reading the QR of an identity card off a photo: the usual case at once, then wherever a code may hide."""

import io
import time
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

Gray = NDArray[np.uint8]
Deadline = Callable[[], bool]

SECONDS = 3.0  # what a resident waits for at most
_LARGEST = 2_400  # pixels on the longer side; a larger photo is read at half its size or less
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_BINARIZERS = (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram)
_CELL = 16  # pixels of the raster on which places full of edges are looked for
_WINDOWS = (5, 9, 14)  # how many cells wide a code may be
_SIDE = 720  # pixels to which a place is enlarged


def read_card(data: bytes, seconds: float = SECONDS) -> str | None:
    """The text of a card's QR on a picture, None if none is read in so many seconds or the bytes are no picture."""
    begun = time.monotonic()
    gray = _gray(data)
    if gray is None:
        return None
    return _search(gray, lambda: time.monotonic() - begun >= seconds)


def _search(gray: Gray, over: Deadline) -> str | None:
    """Tries view after view; a code that is no card's is kept in case nothing better is found."""
    other: str | None = None
    for view, binarizer in _views(gray):
        for text in _decoded(view, binarizer):
            if text.count("|") >= 6:
                return text
            other = other or text
        if over():
            break
    return other


def _gray(data: bytes) -> Gray | None:
    """The picture upright in shades of gray; a large JPEG is decoded small, which costs a fraction."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.draft("L", (_LARGEST // 2, _LARGEST // 2))
            upright = ImageOps.exif_transpose(image).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((_LARGEST, _LARGEST))
    return np.asarray(upright)


def _decoded(view: Gray, binarizer: zxingcpp.Binarizer) -> list[str]:
    found = zxingcpp.read_barcodes(np.ascontiguousarray(view), formats=_QR, try_invert=False, binarizer=binarizer)
    # Cards do not say how their letters are coded, and a guess may take UTF-8 for another code.
    return [code.bytes.decode("utf-8", "replace") for code in found]


def _views(gray: Gray) -> Iterator[tuple[Gray, zxingcpp.Binarizer]]:
    """The whole picture as it is; places full of edges, enlarged and mended in ways; the whole picture mended."""
    local, whole = _BINARIZERS
    yield gray, local
    places = [_enlarged(place) for place in _places(gray)]
    yield from ((mend(place), local) for mend, place in product(_MENDS[:4], places))
    yield _even(gray), local
    yield _scaled(gray, 2.0), local
    yield from ((mend(place), local) for mend, place in product(_MENDS[4:], places))
    yield from ((_stretched(place), whole) for place in places)


def _places(gray: Gray) -> list[Gray]:
    """Cut-outs of where most edges run both across and down: codes are denser than print."""
    floats = _blurred(gray, 1.0).astype(np.float32)
    across = np.abs(np.diff(floats, axis=1))[:-1]
    down = np.abs(np.diff(floats, axis=0))[:, :-1]
    high, wide = (side // _CELL * _CELL for side in across.shape)
    if high == 0 or wide == 0:
        return []
    cells = [part[:high, :wide].reshape(high // _CELL, _CELL, -1, _CELL).mean((1, 3)) for part in (across, down)]
    dense = np.minimum(*cells)
    dense = dense / (_boxed(_cell_means(floats, high, wide), 3) + 24)  # an edge in the dark counts like one in light
    found: list[Gray] = []
    for window in _WINDOWS:
        found.extend(_densest(gray, dense, window))
    return found


def _cell_means(floats: NDArray[np.float32], high: int, wide: int) -> NDArray[np.float32]:
    means = floats[:high, :wide].reshape(high // _CELL, _CELL, -1, _CELL).mean((1, 3))
    return np.asarray(means, np.float32)


def _densest(gray: Gray, dense: NDArray[np.float32], window: int) -> Iterator[Gray]:
    score = _boxed(dense, window)
    for _ in range(2):
        row, column = divmod(int(score.argmax()), score.shape[1])
        reach = window * _CELL * 0.85
        y, x = (row + 0.5) * _CELL, (column + 0.5) * _CELL
        top, left = max(0, int(y - reach)), max(0, int(x - reach))
        yield gray[top : int(y + reach), left : int(x + reach)]
        score[max(0, row - window) : row + window + 1, max(0, column - window) : column + window + 1] = 0


def _boxed(values: NDArray[np.float32], window: int) -> NDArray[np.float32]:
    """The mean of each square of so many cells around a cell."""
    half = window // 2
    padded = np.pad(values, ((half + 1, half), (half + 1, half)))
    sums = padded.cumsum(0).cumsum(1)
    size = 2 * half + 1
    total = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    return np.asarray(total / size**2, np.float32)


def _enlarged(place: Gray) -> Gray:
    return _scaled(place, min(6.0, _SIDE / max(place.shape)))


def _scaled(gray: Gray, times: float) -> Gray:
    height, width = gray.shape
    size = (max(1, round(width * times)), max(1, round(height * times)))
    return np.asarray(Image.fromarray(gray).resize(size, Image.Resampling.BICUBIC))


def _blurred(gray: Gray, radius: float) -> Gray:
    return np.asarray(Image.fromarray(gray).filter(ImageFilter.GaussianBlur(radius)))


def _stretched(gray: Gray) -> Gray:
    return np.asarray(ImageOps.autocontrast(Image.fromarray(gray), cutoff=1))


def _even(gray: Gray) -> Gray:
    """Each pixel beside the light and the contrast around it: takes shadows and glare away."""
    floats = gray.astype(np.float32)
    radius = max(8, max(gray.shape) // 24)
    mean = _around(floats, radius)
    spread = np.sqrt(np.maximum(_around(floats**2, radius) - mean**2, 9.0))
    return np.asarray((128 + 60 * (floats - mean) / spread).clip(0, 255), np.uint8)


def _around(floats: NDArray[np.float32], radius: int) -> NDArray[np.float32]:
    padded = np.pad(floats, ((radius + 1, radius), (radius + 1, radius)), mode="edge").astype(np.float64)
    sums = padded.cumsum(0).cumsum(1)
    size = 2 * radius + 1
    total = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    return np.asarray(total / size**2, np.float32)


def _sharpened(gray: Gray, radius: float, percent: int) -> Gray:
    return np.asarray(Image.fromarray(gray).filter(ImageFilter.UnsharpMask(radius, percent, 0)))


_MENDS: tuple[Callable[[Gray], Gray], ...] = (
    _stretched,
    _even,
    lambda gray: _sharpened(_stretched(gray), 6, 300),
    lambda gray: _stretched(_blurred(gray, 2.0)),
    lambda gray: _even(_blurred(gray, 3.0)),
    lambda gray: _sharpened(_even(gray), 4, 200),
)
