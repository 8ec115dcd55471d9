"""The frames on the WebSocket and the rows of the history: what a browser may say, and how a card is written down."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Attachment, Button, Card, Incoming, Opened, Pressed, Said
from flows.answers import Data

LONGEST_TEXT = 4_000  # characters taken of what somebody writes
_LARGEST = 2**63  # above it, no database keeps a number
_KEY = re.compile(r"[0-9a-zA-Z-]{8,64}")


@dataclass(frozen=True, slots=True)
class Hello:
    """A page has opened its line: it has everything up to the item `after`, and speaks `language`."""

    after: int
    language: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Something a resident did; `shown` is how it stands in the conversation ('' for nothing)."""

    key: str
    what: Incoming
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """The notice in this item of the history was in sight."""

    item: int


def read(frame: str) -> Hello | Entered | Seen | None:
    """What a browser said; None for anything that is no frame of ours."""
    try:
        data: Data = json.loads(frame)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    label = data.get("label")
    match data:
        case {"t": "hello", "after": int(after), "language": str(language)}:
            return Hello(after, language)
        case {"t": "read", "id": int(item)} if item is not True and 0 < item < _LARGEST:
            return Seen(item)
        case {"t": "say", "id": str(key), "text": str(text)} if is_key(key) and text.strip():
            return Entered(key, Said(text[:LONGEST_TEXT]), _shown(label, text))
        case {"t": "tap", "id": str(key), "data": str(pressed)} if is_key(key):
            return Entered(key, Pressed(pressed), _shown(label, ""))
        case {"t": "open", "id": str(key), "code": str(code)} if is_key(key):
            return Entered(key, Opened(code[:64]))
    return None


def _shown(label: Data, text: str) -> str:
    return (label if isinstance(label, str) else text)[:LONGEST_TEXT]


def is_key(text: str) -> bool:
    """Whether the text may name an arrival."""
    return _KEY.fullmatch(text) is not None


def mine(key: str, shown: str = "", file: str = "") -> dict[str, Data]:
    """My half of a turn."""
    return {"key": key, "file": file} if file else {"key": key, "text": shown}


def payload(me: dict[str, Data] | None, cards: tuple[Card, ...]) -> dict[str, Data]:
    """One turn as a row of the history: what I said and what was answered."""
    written: list[Data] = [card_data(card) for card in cards]
    return {"cards": written} if me is None else {"me": me, "cards": written}


def card_data(card: Card) -> dict[str, Data]:
    """A card as JSON-ready data, without what is usual."""
    data: dict[str, Data] = {"kind": card.kind, "text": card.text, "wants": card.wants}
    if card.rows:
        data["rows"] = [[_button_data(button) for button in row] for row in card.rows]
    if card.progress is not None:
        data["progress"] = list(card.progress)
    if card.camera:
        data["camera"] = True
    if card.notices:
        data["notices"] = list(card.notices)
    if card.files:
        data["files"] = [_file_data(file) for file in card.files]
    return data


def _file_data(file: Attachment) -> dict[str, Data]:
    data: dict[str, Data] = {"id": file.file_id, "name": file.name, "type": file.media_type}
    if file.picture:
        data["picture"] = True
    if file.spot:
        data["spot"] = file.spot
    return data


def _button_data(button: Button) -> dict[str, Data]:
    data: dict[str, Data] = {"label": button.label}
    if button.link:
        data["link"] = button.link
    else:
        data["data"] = button.data
    if button.tone != "plain":
        data["tone"] = button.tone
    return data


def item(id: int, at: datetime, content: Mapping[str, Data]) -> dict[str, Data]:
    """A row of the history as a frame: one turn, or one push."""
    return {"t": "message", "id": id, "at": at.isoformat(), **content}


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(frame: Mapping[str, Data]) -> str:
    """A frame as it goes over the line."""
    return _encode(frame)
