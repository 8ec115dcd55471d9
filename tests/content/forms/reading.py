"""Reading printed forms back: as pictures, as text, and how far two pictures are from each other."""

import io
import re

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

DPI = 100
_BLOCK = 16


def pictures(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """The pages in grey."""
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def picture(pdf: bytes) -> Image.Image:
    """All pages beside each other."""
    pages = pictures(pdf)
    whole = Image.new("L", (sum(page.width for page in pages), max(page.height for page in pages)), 255)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole


def small(image: Image.Image) -> bytes:
    """The picture as a PNG of sixteen greys."""
    out = io.BytesIO()
    image.quantize(16, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def text(pdf: bytes) -> str:
    """What can be read, page after page, its blanks made one."""
    document = pdfium.PdfDocument(pdf)
    said = "\n".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", " ", said.replace("\ufffe", "-").replace("\u200b", ""))


def squeezed(words: str) -> str:
    """Without blanks, for a line may end anywhere."""
    return re.sub(r"\s+", "", words)


def distance(one: Image.Image, other: Image.Image) -> float:
    """The mean difference in grey of the block of 16 × 16 points that differs most; 255 for another size."""
    if one.size != other.size:
        return 255.0
    apart = np.abs(np.asarray(one, dtype=np.int16) - np.asarray(other, dtype=np.int16))
    height, width = (side // _BLOCK * _BLOCK for side in apart.shape)
    blocks = apart[:height, :width].reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    return float(blocks.mean(axis=(1, 3)).max())
