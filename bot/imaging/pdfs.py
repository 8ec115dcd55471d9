"""PDF files as residents send them: counted, and refused when locked, broken, too long or made to burst."""

import io
import zlib
from collections.abc import Iterator

import pikepdf
import pypdfium2

from bot.ports import Taken, Unfit

MOST_PAGES = 50
MOST_PIXELS = 100_000_000  # of one picture in it
MOST_UNPACKED = 64 * 1024 * 1024  # bytes that the drawing of one page may unpack to
_STEP = 1 << 20


def examine_pdf(data: bytes) -> Taken | Unfit:
    """The PDF as it is kept, or why it is refused."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _judged(pdf, data)
    except pikepdf.PasswordError:
        return Unfit("file_locked")
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return Unfit("file_broken")
    except MemoryError:
        return Unfit("file_too_large_picture")


def _judged(pdf: pikepdf.Pdf, data: bytes) -> Taken | Unfit:
    if pdf.is_encrypted:
        return Unfit("file_locked")
    pages = len(pdf.pages)
    if pages == 0:
        return Unfit("file_broken")
    if pages > MOST_PAGES:
        return Unfit("file_too_long")
    if any(_bursts(stream) for stream in _streams(pdf)):
        return Unfit("file_too_large_picture")
    shown = pypdfium2.PdfDocument(data)  # what draws it must be able to open it as well
    try:
        return Taken(data, "application/pdf", pages) if len(shown) == pages else Unfit("file_broken")
    finally:
        shown.close()


def _streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Stream))


def _bursts(stream: pikepdf.Stream) -> bool:
    """Whether unpacking takes more memory than any page or picture of a paper needs."""
    width, height = stream.get("/Width"), stream.get("/Height")
    if isinstance(width, int) and isinstance(height, int):
        return width * height > MOST_PIXELS
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names.count("/FlateDecode") > 1:
        return True  # packed twice has no use but to hide how large it is
    return names[0] == "/FlateDecode" and _unpacked(stream.read_raw_bytes()) > MOST_UNPACKED


def _unpacked(data: bytes) -> int:
    """How large it becomes, counted no further than needed."""
    unpacking, total, rest = zlib.decompressobj(), 0, data
    while rest and total <= MOST_UNPACKED:
        try:
            total += len(unpacking.decompress(rest, _STEP))
        except zlib.error:
            return total  # damaged is no bomb; the pages are looked at elsewhere
        rest = unpacking.unconsumed_tail
    return total
