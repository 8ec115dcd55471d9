"""How typed Vietnamese is compared: without case, diacritics or surplus spaces."""

import re
import unicodedata
from functools import lru_cache

# What nobody typed: control and zero-width characters that come with copied text, halves of a surrogate pair.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def tidy(text: str) -> str:
    """The text as we store it: NFC, without unseen characters, outer and doubled white space removed."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without diacritics and punctuation, words parted by one space: 'Đã  Kết-hôn!' → 'da ket hon'."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", letters).strip()
