"""Whether a JPEG came whole: its data is read to the end, for a picture damaged in its middle still opens."""

import pikepdf

_JPEG_END = b"\xff\xd9"
_TAIL = 64 * 1024  # phones may append what is no picture after its end
_STRAY = 24  # bytes that some cameras leave before the end; harmless


def is_whole(data: bytes) -> bool:
    """Whether every part of the picture can be read.

    Pillow fills in what is missing; qpdf tells. It also tells of stray bytes before the end, so these are left out one
    by one before a picture is called damaged.
    """
    end = data.rfind(_JPEG_END, -_TAIL)
    if end < 0:
        return False
    if _decodes(data[: end + 2]):
        return True
    return any(_decodes(data[: end - stray] + _JPEG_END) for stray in range(1, _STRAY + 1))


def _decodes(data: bytes) -> bool:
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, data)
        stream.Filter = pikepdf.Name.DCTDecode
        try:
            stream.read_bytes(pikepdf.StreamDecodeLevel.all)
        except pikepdf.PdfError:
            return False
        return True
