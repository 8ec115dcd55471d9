"""Photos and files of papers for the tests: made here, of nobody."""

import io
from functools import lru_cache

import pillow_heif
from PIL import Image, ImageDraw

pillow_heif.register_heif_opener()


@lru_cache(maxsize=64)
def photo(words: str = "MẪU", size: tuple[int, int] = (900, 1200), kind: str = "JPEG") -> bytes:
    """A picture of a sheet with a few lines on it."""
    image = Image.new("RGB", size, (90, 80, 70))
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, size[0] - 40, size[1] - 40), fill=(250, 248, 240))
    for line in range(12):
        draw.line((90, 160 + 70 * line, size[0] - 90 - 23 * (line % 3), 160 + 70 * line), fill=(40, 40, 60), width=6)
    draw.text((90, 80), words.encode("ascii", "replace").decode(), fill=(20, 20, 20))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def sample(name: str) -> tuple[str, bytes]:
    """A named photo for a transcript: (file name, bytes); the same name gives the same picture."""
    return f"{name}.jpg", photo(name)
