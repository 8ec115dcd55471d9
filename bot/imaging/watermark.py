"""Watermarks on pictures of identity papers, so that a copy serves for one file only (handbook rules §6.3)."""

import io
import math
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

_SHARE = 0.032  # of the shorter side: the height of the letters
_ANGLE = 28  # degrees: lines that run across text are hard to paint away
_OPAQUE = 120  # of 255: the paper stays readable
_QUALITY = 88
# The face of the official forms: the one that Pillow brings along has no Vietnamese letters.
_FACE = Path(__file__).parents[2] / "content" / "forms" / "fonts" / "Tinos-Bold.ttf"


def watermark(data: bytes, words: str) -> bytes:
    """The picture as a JPEG with the words repeated across all of it; raises ValueError for what is no picture."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            picture = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError("no picture") from error
    write_across(picture, words)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def write_across(picture: Image.Image, words: str) -> None:
    """Repeats the words across a picture in RGB: dark with a light edge, to be seen on dark and on light ground."""
    picture.paste(Image.new("RGB", picture.size, (200, 30, 30)), mask=_lines(picture.size, words, inner=True))
    picture.paste(Image.new("RGB", picture.size, (255, 255, 255)), mask=_lines(picture.size, words, inner=False))


@cache
def face(height: int) -> ImageFont.FreeTypeFont:
    """The letters in which anything is written on a picture, so many pixels high."""
    return ImageFont.truetype(_FACE, height)


@lru_cache(maxsize=8)
def _lines(size: tuple[int, int], words: str, *, inner: bool) -> Image.Image:
    """How strongly each pixel is coloured: the letters (`inner`) or the edge around them. Pages come in a row."""
    height = max(12, round(min(size) * _SHARE))
    side = math.ceil(math.hypot(*size))
    sheet, line = Image.new("L", (side, side), 0), _line(height, words, inner=inner)
    for row, y in enumerate(range(0, side, 5 * height)):
        for x in range(-(row % 2) * line.width // 2, side, line.width):
            sheet.paste(line, (x, y))
    turned = sheet.rotate(_ANGLE, Image.Resampling.BILINEAR)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))


def _line(height: int, words: str, *, inner: bool) -> Image.Image:
    """The words once, with the space that follows them."""
    font, edge = face(height), max(1, height // 14)
    line = Image.new("L", (max(1, round(font.getlength(words) + 3 * height)), 2 * height), 0)
    draw = ImageDraw.Draw(line)
    if inner:
        draw.text((edge, edge), words, fill=_OPAQUE, font=font)
    else:
        draw.text((edge, edge), words, fill=_OPAQUE // 2, font=font, stroke_width=edge)
        draw.text((edge, edge), words, fill=0, font=font)
    return line
