"""The QR code of an identity card, read off a photo."""

import io

import zxingcpp
from PIL import Image

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_card(data: bytes, seconds: float) -> str | None:
    """The text of the first QR code found within `seconds`, None when there is none that can be read."""
    if seconds <= 0:
        return None
    with Image.open(io.BytesIO(data)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"), formats=_QR)
    return found[0].text if found else None
