"""The shapes of the Bot API: parameters, uploads, refusals, and what a person sees."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

Json = dict[str, object]


class Refusal(Exception):
    """An answer with "ok": false."""

    def __init__(self, status: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.status, self.description, self.retry_after = status, description, retry_after

    def body(self) -> Json:
        """What the Bot API answers."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad(description: str) -> Refusal:
    """400, the caller's fault."""
    return Refusal(400, f"Bad Request: {description}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it travels."""

    data: bytes
    name: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A button of an inline keyboard."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(slots=True)
class Shown:
    """One message of the bot, as the person sees it: text without marks, rows of buttons, a file."""

    message_id: int
    text: str
    html: str = ""
    rows: list[list[Key]] = field(default_factory=list)
    file: Upload | None = None
    deleted: bool = False

    def buttons(self) -> list[Key]:
        """All buttons in reading order."""
        return [key for row in self.rows for key in row]


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded request: the method, whom it concerned, when (monotonic seconds) and how it was answered."""

    method: str
    chat: int
    at: float
    status: int
    params: Mapping[str, object]
    ridden: bool = False


class Params:
    """Parameters of a call, from a query, a form, a multipart body or JSON."""

    def __init__(self, values: Mapping[str, object], uploads: Mapping[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        """A string; empty if missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; 400 if it is none."""
        value = self.text(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            raise bad(f"{name} must be an integer") from None

    def parsed(self, name: str) -> object:
        """A JSON value, given as JSON text or inside a JSON body; None if missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            found: object = json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None
        return found

    def upload(self, name: str) -> Upload | None:
        """The file of a parameter, sent in place or as attach://part."""
        if name in self.uploads:
            return self.uploads[name]
        return self.uploads.get(self.text(name).removeprefix("attach://"))
