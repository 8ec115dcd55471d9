"""How typed Vietnamese is compared: without case, diacritics or surplus spaces."""

import re
import unicodedata
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def tidy(text: str) -> str:
    """The text as we store it: NFC, outer and doubled white space removed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without diacritics and punctuation, words parted by one space: 'Đã  Kết-hôn!' → 'da ket hon'."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", letters).strip()
