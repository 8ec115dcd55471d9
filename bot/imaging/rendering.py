"""Pages as pictures: a photo made smaller and turned upright, a page of a PDF drawn."""

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from bot.imaging.overlay import lay
from bot.overlays import Overlay
from bot.ports import Leaf

_QUALITY = 80


def preview(leaf: Leaf, page: int, longest: int, overlay: Overlay | None = None) -> bytes:
    """One page as an upright JPEG, at most `longest` pixels on a side; raises IndexError for a page that is not."""
    shown = _upright(leaf, page, longest)
    return _jpeg(shown if overlay is None else lay(shown, overlay))


def _upright(leaf: Leaf, page: int, longest: int) -> Image.Image:
    if leaf.media_type == "application/pdf":
        return _drawn(leaf.data, page, longest)
    if page:
        raise IndexError(page)
    with Image.open(io.BytesIO(leaf.data)) as image:
        image.draft("RGB", (longest, longest))
        shown = image.convert("RGB")
    shown.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return shown.rotate(-leaf.turn, expand=True) if leaf.turn else shown


def drawn_pages(data: bytes, longest: int) -> Iterator[Image.Image]:
    """The pages of a PDF one after the other, the longer side of each `longest` pixels."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield _picture(page, longest)
    finally:
        document.close()


def _drawn(data: bytes, page: int, longest: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        if not 0 <= page < len(document):
            raise IndexError(page)
        return _picture(document[page], longest)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, longest: int) -> Image.Image:
    image: Image.Image = page.render(scale=longest / max(*page.get_size(), 1)).to_pil()
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
