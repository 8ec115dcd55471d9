"""Chats as the server keeps them: who is in them, what the bot has shown there."""

import asyncio
import time
from dataclasses import dataclass, field

from tests.botapi.shapes import Json, Shown, Upload


@dataclass(slots=True)
class Room:
    """One chat: private if `kind` says so; `heard` are the messages of its person.

    Whoever waits for messages is woken through `news`.
    """

    chat_id: int
    kind: str = "private"
    name: str = ""
    blocked: bool = False
    shown: list[Shown] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)
    last_number: int = 0
    answered: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def card(self) -> Json:
        """The chat as the Bot API shows it."""
        key = "first_name" if self.kind == "private" else "title"
        return {"id": self.chat_id, "type": self.kind, key: self.name}

    def number(self) -> int:
        """The next message id."""
        self.last_number += 1
        return self.last_number

    def show(self, message: Shown) -> None:
        """Shows a message of the bot and wakes who waits for it."""
        self.shown.append(message)
        self.news.set()

    def find(self, message_id: int) -> Shown | None:
        """A message of the bot that is still there."""
        return next((one for one in self.shown if one.message_id == message_id and not one.deleted), None)


@dataclass(slots=True)
class Shelf:
    """Files by id, as uploaded by persons or by the bot."""

    files: dict[str, Upload] = field(default_factory=dict)

    def keep(self, upload: Upload) -> Json:
        """Stores a file; returns its id and size."""
        number = len(self.files) + 1
        file_id = f"file-{number}"
        self.files[file_id] = upload
        return {"file_id": file_id, "file_unique_id": f"unique-{number}", "file_size": len(upload.data)}


def moment() -> int:
    """The date of a message."""
    return int(time.time())
