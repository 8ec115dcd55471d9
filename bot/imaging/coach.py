"""The photo coach: whether an official will be able to use this picture of a page."""

import io

import numpy as np
from PIL import Image

from bot.ports import Judgement

_SMALLEST = 600  # pixels of the longer side below which print cannot be read
_DARKEST = 60  # of 255: the paper itself, the brightest large thing there is


def judge(data: bytes) -> Judgement:
    """The faults of a photo, how far it must be turned, and its look."""
    with Image.open(io.BytesIO(data)) as image:
        size = image.size
        image.draft("L", (640, 640))
        gray = np.asarray(image.convert("L"))
    faults = []
    if np.percentile(gray, 90) < _DARKEST:
        faults.append("dark")
    if max(size) < _SMALLEST:
        faults.append("small")
    return Judgement(tuple(faults))
