"""Telegram's HTML parse mode: text and entities out of tags, and its complaints."""

import re
from html import unescape

from tests.botapi.shapes import Json, bad

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler", "blockquote": "blockquote",
}  # fmt: skip
TOKEN = re.compile(r"<(/?)([^<>\s]*)[^<>]*>|<|[^<]+", re.DOTALL)
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and entities; 400 as the real server words it."""
    if "<" not in source and "&" not in source:
        return source, []
    text, at = "", 0
    opened: list[tuple[str, int]] = []
    entities: list[Json] = []
    for token in TOKEN.finditer(source):
        if not token[0].startswith("<"):
            piece = REFERENCE.sub(lambda found: unescape(found[0]), token[0])
            text, at = text + piece, at + units(piece)
        elif not token[1]:
            if token[2] not in TAGS:
                raise bad(f'can\'t parse entities: Unsupported start tag "{token[2]}" at byte offset {token.start()}')
            opened.append((token[2], at))
        else:
            entities.append(_close(token[2], opened, at))
    if opened:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    return text, entities


def _close(tag: str, opened: list[tuple[str, int]], at: int) -> Json:
    if not opened or opened[-1][0] != tag:
        raise bad(f'can\'t parse entities: Unmatched end tag "{tag}"')
    _, start = opened.pop()
    return {"type": TAGS[tag], "offset": start, "length": at - start}
