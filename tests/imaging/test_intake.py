"""Files are judged by their bytes; what can be used is kept in a form everybody can open, the rest is refused."""

import io

import pypdfium2
import pytest
from PIL import Image

from bot.imaging.intake import MOST_BYTES, examine
from bot.ports import Taken, Unfit
from bot.verdicts import UNFIT
from tests.papers import photo


def _saved(kind: str, size: tuple[int, int] = (300, 200)) -> bytes:
    return photo("a", size, kind)


def _pdf(pages: int) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(200, 300)
    document.save(out)
    return out.getvalue()


def _with_camera_data() -> bytes:
    image, out = Image.new("RGB", (400, 200), (10, 200, 10)), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: turn by 90 degrees
    exif[0x010F] = "Secret phone"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (_saved("JPEG"), "image/jpeg"),
        (_saved("PNG"), "image/png"),
        (_saved("HEIF"), "image/jpeg"),
        (_saved("WEBP"), "image/jpeg"),
        (_pdf(3), "application/pdf"),
    ],
)
def test_photos_of_any_phone_and_pdfs_are_taken(data: bytes, media_type: str) -> None:
    page = examine(data)
    assert isinstance(page, Taken)
    assert page.media_type == media_type
    assert page.pages == (3 if media_type == "application/pdf" else 1)


def test_a_photo_is_turned_upright_and_loses_what_the_camera_wrote() -> None:
    page = examine(_with_camera_data())
    assert isinstance(page, Taken)
    assert b"Secret phone" not in page.data
    with Image.open(io.BytesIO(page.data)) as image:
        assert image.size == (200, 400)
        assert not image.getexif()


def _bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"x" * (MOST_BYTES + 1), "file_too_big"),
        (b"hello, I am a letter", "file_unknown"),
        (_saved("GIF"), "file_unknown"),
        (_saved("JPEG")[:-200], "file_broken"),
        (_saved("PNG")[:120], "file_broken"),
        (b"%PDF-1.7 and then nothing", "file_broken"),
        (_pdf(51), "file_too_long"),
        (_bomb(), "file_too_large_picture"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert examine(data) == Unfit(code)
    assert code in UNFIT


def test_an_encrypted_pdf_says_that_it_is_locked() -> None:
    assert examine(LOCKED) == Unfit("file_locked")


# The smallest PDF that wants a password: its security handler is named, its key is not ours.
LOCKED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/O<0123456789012345678901234567890101234567890123456789012345678901>
/U<0123456789012345678901234567890101234567890123456789012345678901>/P -4>>endobj
trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<01234567890123456789012345678901><01234567890123456789012345678901>]>>
%%EOF
"""
