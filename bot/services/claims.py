"""What a text claims to come from: the links, telephone numbers and file codes in it."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.services.desk_moves import normal_code
from flows.text import tidy

# Without a scheme only what ends like an address of the web is a link: 'xong.Mời' is two sentences.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@.-])(?:[^\W_][\w-]*\.)+"
    r"(?:vn|com|net|org|info|top|xyz|site|online|shop|club|cc|me|io|app|link|live|vip|icu|pro|tk|ly|biz|ru|cn|asia|bid|fun"
    r"|work|page|dev|gq|ml|cf|ga|ws|win|click|store|website|space|tech|cloud|life|world|today|cyou|sbs|buzz|zip)"
    r"(?![\w-])(?:[/:?#]\S*)?",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(r"[0-9A-Z][0-9A-Z.]{2,30}[-‐‑‒–—−－]\d{6,8}[-‐‑‒–—−－]\d{4,7}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d/.:-])(?:\+?84|0|1[89]00)(?:[\s.()-]{0,2}\d){4,11}(?![\d/:])")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\u20e3\ufeff]")
_WORD = re.compile(r"[0-9A-Z-]{4,20}")
_TRAILING = ".,;:!?)]}»”’\"'"


@dataclass(frozen=True, slots=True)
class Claims:
    """What stands in a text; `rest` is what remains of it."""

    links: tuple[str, ...]
    phones: tuple[str, ...]
    codes: tuple[str, ...]
    rest: str


def read_claims(text: str) -> Claims:
    """Takes a text apart: links first, for they may hold numbers, then official codes, then telephone numbers.

    Full-width and enlarged signs count as what they look like, and unseen ones as nothing.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    links, text = _taken(_LINK, text)
    official, text = _taken(_OFFICIAL, text)
    phones, rest = _taken(_PHONE, text)
    codes = tuple(code for one in official if (code := normal_code(one)) is not None)
    return Claims(
        tuple(one.rstrip(_TRAILING) for one in links), tuple(plain_phone(one) for one in phones), codes, tidy(rest)
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    return [found[0] for found in pattern.finditer(text)], pattern.sub(" ", text)


def plain_phone(text: str) -> str:
    """A telephone number as its digits, with 0 in place of +84."""
    digits = re.sub(r"\D", "", text)
    return "0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits


def words_like_codes(text: str) -> frozenset[str]:
    """The words that may be a local file code."""
    return frozenset(_WORD.findall(text.upper()))


def host_of(link: str) -> str:
    """The host and port that a link leads to, '' when that is not clear."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        return "" if "@" in parts.netloc or "\\" in link else parts.netloc.lower()
    except ValueError:
        return ""
