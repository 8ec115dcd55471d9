"""Watermarks on pictures of identity papers, so that a copy serves for one file only (handbook rules §6.3)."""

import io
import math

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

_SHARE = 0.032  # of the shorter side: the height of the letters
_ANGLE = 28  # degrees: lines that run across text are hard to paint away
_OPAQUE = 120  # of 255: the paper stays readable
_QUALITY = 88


def watermark(data: bytes, words: str) -> bytes:
    """The picture as a JPEG with the words repeated across all of it; raises ValueError for what is no picture.

    Each line is drawn dark with a light edge, so that it can be seen on dark and on light ground.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            picture = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError("no picture") from error
    picture.paste(Image.new("RGB", picture.size, (200, 30, 30)), mask=_lines(picture.size, words, inner=True))
    picture.paste(Image.new("RGB", picture.size, (255, 255, 255)), mask=_lines(picture.size, words, inner=False))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _lines(size: tuple[int, int], words: str, *, inner: bool) -> Image.Image:
    """How strongly each pixel is coloured: the letters (`inner`) or the edge around them."""
    height = max(12, round(min(size) * _SHARE))
    font = ImageFont.load_default(height)
    side = math.ceil(math.hypot(*size))
    sheet = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(sheet)
    step = max(1, round(draw.textlength(words, font) + 3 * height))
    for row, y in enumerate(range(0, side, 5 * height)):
        for x in range(-(row % 2) * step // 2, side, step):
            edge = max(1, height // 14)
            if inner:
                draw.text((x, y), words, fill=_OPAQUE, font=font)
            else:
                draw.text((x, y), words, fill=_OPAQUE // 2, font=font, stroke_width=edge)
                draw.text((x, y), words, fill=0, font=font)
    turned = sheet.rotate(_ANGLE, Image.Resampling.BICUBIC)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))
