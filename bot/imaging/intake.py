"""Taking in photos and files: what they really are, whether they can be used, and the form in which they are kept."""

import io
import warnings

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.imaging.damage import is_whole
from bot.imaging.pdfs import examine_pdf
from bot.ports import Taken, Unfit

MOST_BYTES = 20 * 1024 * 1024  # what the Bot API lets a bot download; the web page keeps to the same
MOST_PIXELS = 100_000_000
_JPEG_QUALITY = 88

pillow_heif.register_heif_opener()


def examine(data: bytes) -> Taken | Unfit:
    """What was sent, judged by its bytes and not by its name; HEIC and WebP become JPEG, camera data is removed."""
    if not data:
        return Unfit("file_empty")
    if len(data) > MOST_BYTES:
        return Unfit("file_too_big")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return examine_pdf(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                return _image(image, data)
    except UnidentifiedImageError:
        return Unfit("file_unknown")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return Unfit("file_too_large_picture")
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError):
        return Unfit("file_broken")


def _image(image: Image.Image, data: bytes) -> Taken | Unfit:
    if image.format not in ("JPEG", "MPO", "PNG", "HEIF", "WEBP"):
        return Unfit("file_unknown")
    if image.width * image.height > MOST_PIXELS:
        return Unfit("file_too_large_picture")
    jpeg = image.format in ("JPEG", "MPO")
    if jpeg and not is_whole(data):
        return Unfit("file_broken")
    if jpeg and image.format == "JPEG" and image.mode in ("L", "RGB") and not image.getexif():
        return Taken(data, "image/jpeg")  # a photo as a chat sends it is kept as it is
    image.load()
    if image.format == "PNG":
        return Taken(data, "image/png")
    out = io.BytesIO()
    ImageOps.exif_transpose(image).convert("RGB").save(out, "JPEG", quality=_JPEG_QUALITY)
    return Taken(out.getvalue(), "image/jpeg")
