"""Cards as Telegram shows them: HTML from the two marks, texts cut to 4,096, buttons it would refuse put into words."""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from bot.ports import Button, Card

MOST_TEXT = 4096  # UTF-16 code units, https://core.telegram.org/bots/api#sendmessage
STYLES = {"main": "primary", "danger": "danger"}
_MARK = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`", re.DOTALL)
_CLOSERS = 4  # room for the marks that a cut must close


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message: HTML text and the rows of buttons below it."""

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()


def bubbles(card: Card) -> list[Bubble]:
    """The messages that show a card; only the last one carries the buttons."""
    rows = tuple(kept for row in card.rows if (kept := tuple(button for button in row if _fits(button))))
    spoken = [_spoken(button) for row in card.rows for button in row if not _fits(button)]
    text = "\n\n".join([card.text, "\n".join(spoken)]) if spoken else card.text
    pieces = split(text)
    return [*(Bubble(html(piece)) for piece in pieces[:-1]), Bubble(html(pieces[-1]), rows)]


def html(text: str) -> str:
    """Text with **strong** and `code` as the HTML that Telegram parses; all else is escaped."""
    return _MARK.sub(_tagged, escape(text, quote=False))


def split(text: str, limit: int = MOST_TEXT) -> list[str]:
    """Pieces of at most `limit` units, cut between paragraphs, lines or words; open marks go on in the next piece."""
    pieces = []
    while units(text) > limit:
        at = _cut(text, limit - _CLOSERS)
        head, text = text[:at].rstrip(), text[at:].lstrip()
        for mark in ("`", "**"):
            if head.count(mark) % 2:
                head, text = head + mark, mark + text
        pieces.append(head)
    return [*pieces, text]


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _tagged(found: re.Match[str]) -> str:
    strong, code = found.groups()
    return f"<code>{code}</code>" if strong is None else f"<b>{_MARK.sub(_tagged, strong)}</b>"


def _cut(text: str, limit: int) -> int:
    at = len(text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore"))
    for border in ("\n\n", "\n", " "):
        found = text.rfind(border, limit // 2, at)
        if found > 0:
            return found
    return at - 1 if text[at - 1 : at + 1] == "**" else at


def _fits(button: Button) -> bool:
    if not button.link:
        return True
    parts = urlsplit(button.link)
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")


def _spoken(button: Button) -> str:
    shown = button.link.removeprefix("tel:")
    digits, label = (re.sub(r"\D", "", one) for one in (shown, button.label))
    return button.label if digits and digits in label else f"{button.label}: {shown}"
