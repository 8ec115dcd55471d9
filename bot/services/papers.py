"""Taking in photos and files: what they really are, whether they can be used, and the form in which they are kept."""

import io
import warnings
from dataclasses import dataclass

import pillow_heif
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024  # what the Bot API lets a bot download; the web page keeps to the same
MOST_PIXELS = 100_000_000
MOST_PAGES = 50
_JPEG_QUALITY = 88
_JPEG_END = b"\xff\xd9"
_TAIL = 64 * 1024  # phones may append what is no picture after its end
# Why a file may be refused; each code has its sentence in the content.
UNFIT = (
    "file_empty",
    "file_too_big",
    "file_locked",
    "file_broken",
    "file_too_long",
    "file_too_large_picture",
    "file_unknown",
)

pillow_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class Page:
    """A usable photo or file: bytes as they will be kept, media type, and its pages if it is a PDF."""

    data: bytes
    media_type: str
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file was refused: a code for the content."""

    code: str


def examine(data: bytes) -> Page | Unfit:
    """What was sent, judged by its bytes and not by its name; HEIC and WebP become JPEG, camera data is removed."""
    if not data:
        return Unfit("file_empty")
    if len(data) > MOST_BYTES:
        return Unfit("file_too_big")
    return _pdf(data) if data[:1024].lstrip().startswith(b"%PDF-") else _image(data)


def _pdf(data: bytes) -> Page | Unfit:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Unfit("file_locked" if "password" in str(error).lower() else "file_broken")
    try:
        pages = len(document)
    finally:
        document.close()
    if pages == 0:
        return Unfit("file_broken")
    return Page(data, "application/pdf", pages) if pages <= MOST_PAGES else Unfit("file_too_long")


def _image(data: bytes) -> Page | Unfit:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > MOST_PIXELS:
                    return Unfit("file_too_large_picture")
                return _kept(image, data)
    except UnidentifiedImageError:
        return Unfit("file_unknown")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Unfit("file_too_large_picture")
    except (OSError, ValueError, SyntaxError, EOFError):
        return Unfit("file_broken")


def _kept(image: Image.Image, data: bytes) -> Page | Unfit:
    kind = image.format
    if kind not in ("JPEG", "PNG", "HEIF", "WEBP"):
        return Unfit("file_unknown")
    if kind == "JPEG" and not image.getexif():
        # A photo as a chat sends it: its end tells that it came whole. Decoding it costs as much as all the turn.
        return Page(data, "image/jpeg") if _JPEG_END in data[-_TAIL:] else Unfit("file_broken")
    image.load()
    if kind == "PNG":
        return Page(data, "image/png")
    upright = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    upright.convert("RGB").save(out, "JPEG", quality=_JPEG_QUALITY)
    return Page(out.getvalue(), "image/jpeg")
