"""Binding: the pages of one paper as one upright A4 PDF, small enough for the portal and the same every time."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pikepdf
from PIL import Image

from bot.imaging.rendering import drawn_pages
from bot.imaging.watermark import write_across
from bot.ports import Leaf

_A4 = (595.276, 841.89)  # points
_MARGIN = 14.0  # points, about 5 mm: printers cannot print to the edge
_PASSING = ("L", "RGB")


@dataclass(frozen=True, slots=True)
class _Step:
    """How much is kept: pixels of the longer side, JPEG quality, and whether colour is given up."""

    longest: int
    quality: int
    gray: bool = False


# From 200 to 110 dots an inch on A4. Below the last, small print cannot be read, so nothing is made.
_STEPS = (
    _Step(2339, 80),
    _Step(2339, 62),
    _Step(1754, 68),
    _Step(1754, 50),
    _Step(1754, 50, gray=True),
    _Step(1286, 48, gray=True),
)


class TooLarge(Exception):
    """The pages cannot be made small enough and stay readable."""


def bind(leaves: Sequence[Leaf], most: int) -> bytes:
    """The PDF of these leaves, of at most `most` bytes; raises TooLarge.

    Photos go in as they are where that fits, else each is packed tighter, step by step. No time, no name and no
    random number is written, so that the same leaves give the same bytes.
    """
    whole = _bound(leaves, _as_sent)
    if len(whole) <= most:
        return whole
    for step in _STEPS:
        tighter = _bound(leaves, partial(_repacked, step))
        if len(tighter) <= most:
            return tighter
    raise TooLarge


_Place = Callable[[pikepdf.Pdf, Leaf], None]


def _bound(leaves: Sequence[Leaf], place: _Place) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for leaf in leaves:
            place(pdf, leaf)
        pdf.remove_unreferenced_resources()
        pdf.save(
            out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return out.getvalue()


def _as_sent(pdf: pikepdf.Pdf, leaf: Leaf) -> None:
    """A photo's own bytes, or the pages of a PDF, set on A4."""
    if leaf.media_type == "application/pdf" and leaf.words:
        _repacked(_STEPS[0], pdf, leaf)  # as pictures, so that the words cannot be taken off
        return
    if leaf.media_type == "application/pdf":
        _copied(pdf, leaf.data)
        return
    with Image.open(io.BytesIO(leaf.data)) as image:
        if image.format == "JPEG" and image.mode in _PASSING:
            _laid(pdf, leaf.data, image.size, image.mode, leaf.turn)
        else:
            _repacked(_STEPS[0], pdf, leaf)


def _repacked(step: _Step, pdf: pikepdf.Pdf, leaf: Leaf) -> None:
    """The same page as a smaller JPEG; the pages of a PDF are drawn."""
    if leaf.media_type == "application/pdf":
        for page in drawn_pages(leaf.data, step.longest):
            if leaf.words:
                write_across(page, leaf.words)
            _packed(pdf, page, 0, step)
        return
    with Image.open(io.BytesIO(leaf.data)) as image:
        image.draft("L" if step.gray else "RGB", (step.longest, step.longest))
        _packed(pdf, image, leaf.turn, step)


def _packed(pdf: pikepdf.Pdf, image: Image.Image, turn: int, step: _Step) -> None:
    flat = _on_white(image).convert("L" if step.gray or image.mode in ("1", "L") else "RGB")
    flat.thumbnail((step.longest, step.longest), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=step.quality, optimize=True)
    _laid(pdf, out.getvalue(), flat.size, flat.mode, turn)


def _on_white(image: Image.Image) -> Image.Image:
    """What can be seen through shows paper behind it."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    shown = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown)


def _laid(pdf: pikepdf.Pdf, jpeg: bytes, size: tuple[int, int], mode: str, turn: int) -> None:
    """One JPEG, turned upright, as large as it goes on an A4 page that stands or lies as the picture does."""
    width, height = size if turn % 180 == 0 else size[::-1]
    paper = _A4 if width <= height else _A4[::-1]
    scale = min((paper[0] - 2 * _MARGIN) / width, (paper[1] - 2 * _MARGIN) / height)
    wide, high = width * scale, height * scale
    left, low = (paper[0] - wide) / 2, (paper[1] - high) / 2
    matrix = {
        0: (wide, 0, 0, high, left, low),
        90: (0, -high, wide, 0, left, low + high),
        180: (-wide, 0, 0, -high, left + wide, low + high),
        270: (0, high, -wide, 0, left + wide, low),
    }[turn % 360]
    picture = pikepdf.Stream(pdf, jpeg)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = size[0], size[1], 8
    picture.ColorSpace = pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB
    picture.Filter = pikepdf.Name.DCTDecode
    drawing = " ".join(f"{number:.3f}" for number in matrix)
    page = _sheet(pdf, paper)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=picture))
    page.Contents = pikepdf.Stream(pdf, f"q {drawing} cm /Page Do Q".encode())


def _sheet(pdf: pikepdf.Pdf, paper: tuple[float, float]) -> pikepdf.Page:
    pdf.add_blank_page(page_size=paper)
    return pdf.pages[-1]


def _copied(pdf: pikepdf.Pdf, data: bytes) -> None:
    """The pages of a PDF as drawings on A4: what may run or is attached to it stays behind."""
    with pikepdf.open(io.BytesIO(data)) as sent:
        if "/AcroForm" in sent.Root:
            sent.generate_appearance_streams()
        sent.flatten_annotations()
        for page in sent.pages:
            box = page.trimbox
            wide, high = abs(float(box[2]) - float(box[0])), abs(float(box[3]) - float(box[1]))
            lies = (wide > high) != (page.rotation % 180 != 0)
            paper = _A4[::-1] if lies else _A4
            inside = pikepdf.Rectangle(_MARGIN, _MARGIN, paper[0] - _MARGIN, paper[1] - _MARGIN)
            sheet, drawing = _sheet(pdf, paper), pdf.copy_foreign(page.as_form_xobject())
            name = sheet.add_resource(drawing, pikepdf.Name.XObject, pikepdf.Name.Page)
            placed = sheet.calc_form_xobject_placement(drawing, name, inside, allow_shrink=True, allow_expand=True)
            sheet.Contents = pikepdf.Stream(pdf, placed)
