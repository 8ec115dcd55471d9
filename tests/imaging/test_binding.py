"""Papers as PDF: upright pages on A4, small enough, the same every time, whatever was sent."""

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from bot.imaging.binding import TooLarge, bind
from bot.imaging.intake import examine
from bot.imaging.pdfs import MOST_UNPACKED
from bot.ports import Leaf, Taken, Unfit
from tests.imaging.shots import Shot
from tests.papers import photo

A4 = (595.276, 841.89)
ROOMY = 20_000_000


def _leaf(data: bytes, turn: int = 0) -> Leaf:
    taken = examine(data)
    assert isinstance(taken, Taken)
    return Leaf(taken.data, taken.media_type, turn)


def _drawn(pdf: bytes, page: int = 0) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil()
    return image


def _sizes(pdf: bytes) -> list[tuple[float, float]]:
    return [tuple(round(side, 2) for side in page.get_size()) for page in pypdfium2.PdfDocument(pdf)]


def _marked() -> bytes:
    """A white page with a black corner at the top left."""
    image, out = Image.new("RGB", (600, 900), "white"), io.BytesIO()
    image.paste((0, 0, 0), (0, 0, 200, 200))
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def _made(pages: int = 1, size: tuple[float, float] = (300, 500), rotate: int = 0, body: bytes = b"") -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=size)
            pdf.pages[-1].Contents = pikepdf.Stream(pdf, body or b"0 0 0 rg 20 400 100 80 re f")
            pdf.pages[-1].Rotate = rotate
        pdf.save(out)
    return out.getvalue()


def test_pages_of_every_kind_become_one_a4_pdf() -> None:
    leaves = [_leaf(photo("a", (900, 1200), kind)) for kind in ("JPEG", "PNG", "WEBP", "HEIF")]
    pdf = bind([*leaves, _leaf(_made(2))], ROOMY)
    assert len(_sizes(pdf)) == 6
    assert set(_sizes(pdf)) == {(595.28, 841.89)}


def test_a_lying_page_lies_on_a4_as_well() -> None:
    assert _sizes(bind([_leaf(photo("a", (1200, 900)))], ROOMY)) == [(841.89, 595.28)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_stands_upright_in_the_pdf(turn: int) -> None:
    """`turn` is what must still be done: a page that lies on its left side is turned clockwise by 90."""
    with Image.open(io.BytesIO(_marked())) as image:
        lying, out = image.rotate(turn, expand=True), io.BytesIO()
        lying.save(out, "JPEG", quality=90)
    shown = np.asarray(_drawn(bind([_leaf(out.getvalue(), turn)], ROOMY)).convert("L"))
    high, wide = shown.shape
    assert shown[high // 8, wide // 8] < 60
    for row, column in ((high // 8, wide * 7 // 8), (high * 7 // 8, wide // 8), (high * 7 // 8, wide * 7 // 8)):
        assert shown[row, column] > 200


def test_the_same_pages_give_the_same_bytes() -> None:
    leaves = [_leaf(photo("a")), _leaf(_made(2))]
    assert bind(leaves, ROOMY) == bind(leaves, ROOMY)
    assert b"CreationDate" not in bind(leaves, ROOMY)
    assert bind(leaves, 120_000) == bind(leaves, 120_000)


def test_a_photo_goes_in_as_it_is_when_there_is_room() -> None:
    sent = photo("a")
    with pikepdf.open(io.BytesIO(bind([_leaf(sent)], ROOMY))) as pdf:
        (picture,) = pdf.pages[0].get_images().values()
        assert picture.read_raw_bytes() == sent


@pytest.mark.parametrize("most", [480_000, 400_000, 250_000])
def test_large_photos_are_packed_until_they_fit_and_can_still_be_read(most: int) -> None:
    pages = [Shot("letter", number).jpeg() for number in (21, 22, 23)]
    whole = bind([_leaf(page) for page in pages], ROOMY)
    pdf = bind([_leaf(page) for page in pages], most)
    assert len(pdf) <= most < len(whole)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert all(int(next(iter(page.get_images().values())).Height) >= 1100 for page in opened.pages)


def test_what_cannot_be_made_small_enough_is_refused() -> None:
    with pytest.raises(TooLarge):
        bind([_leaf(Shot("letter", 21).jpeg())], 10_000)


def test_a_rotated_pdf_page_is_upright_and_what_can_run_stays_behind() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_made(1, (500, 300), rotate=90))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(out)
    made = bind([_leaf(out.getvalue())], ROOMY)
    assert _sizes(made) == [(595.28, 841.89)]
    assert b"JavaScript" not in made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "/OpenAction" not in pdf.Root


def _bomb_in_pdf() -> bytes:
    return _made(body=b"0 0 1 1 re f " * ((MOST_UNPACKED + 1_000_000) // 13))


def _huge_picture_in_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_made())) as pdf:
        image = pikepdf.Stream(pdf, b"\0" * 100)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = 60_000, 60_000, 1
        image.ColorSpace = pikepdf.Name.DeviceGray
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))
        pdf.save(out)
    return out.getvalue()


def _encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_made())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def _damaged_in_the_middle() -> bytes:
    whole = photo("a")
    return whole[: len(whole) // 2] + whole[len(whole) // 2 + 2000 :]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_bomb_in_pdf, "file_too_large_picture"),
        (_huge_picture_in_pdf, "file_too_large_picture"),
        (_encrypted, "file_locked"),
        (lambda: _made(51), "file_too_long"),
        (lambda: _made()[:200], "file_broken"),
        (_damaged_in_the_middle, "file_broken"),
        (lambda: b"PK\x03\x04" + b"\0" * 500, "file_unknown"),
    ],
)
def test_what_would_harm_or_cannot_be_opened_is_refused(make: "object", code: str) -> None:
    assert callable(make)
    assert examine(make()) == Unfit(code)


def test_stray_bytes_before_the_end_of_a_photo_are_no_damage() -> None:
    whole = photo("a")
    assert isinstance(examine(whole[:-2] + b"\x12\x34\x56" + whole[-2:]), Taken)
    assert isinstance(examine(whole + b"appended by the phone"), Taken)
