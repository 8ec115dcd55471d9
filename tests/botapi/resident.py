"""A person with a phone: says, taps, sends, blocks, and sees what the bot shows."""

import asyncio
import itertools
import mimetypes
from collections.abc import Sequence

from tests.botapi import messages
from tests.botapi.chats import Room, moment
from tests.botapi.server import BotApi
from tests.botapi.shapes import Json, Key, Shown

QUERIES = itertools.count(1)
ALBUMS = itertools.count(1)


class Resident:
    """A person in one chat: their private one, or the group `group`."""

    def __init__(self, api: BotApi, user_id: int, name: str = "Nguyễn Thị Hoa", group: int = 0) -> None:
        self.api, self.user_id = api, user_id
        self.user: Json = {"id": user_id, "is_bot": False, "first_name": name, "language_code": "vi"}
        chat_id, kind = (group, "supergroup") if group else (user_id, "private")
        if chat_id not in api.rooms:
            api.rooms[chat_id] = Room(chat_id, kind, name)
        self.room = api.rooms[chat_id]
        self.last = 0

    @property
    def seen(self) -> list[Shown]:
        """All that the bot has shown and not deleted."""
        return [shown for shown in self.room.shown if not shown.deleted]

    def start(self, code: str = "") -> int:
        """Opens the chat, perhaps through a link that carries a code."""
        return self.say(f"/start {code}".strip())

    def say(self, text: str) -> int:
        """Types words."""
        return self._message(messages.words(text))

    def reply(self, text: str) -> int:
        """Answers the bot's last message."""
        quoted: Json = {"message_id": 1, "date": 0, "chat": self.room.card(), "from": self.api.bot, "text": "…"}
        return self._message({**messages.words(text), "reply_to_message": quoted})

    def edit(self, text: str) -> int:
        """Edits an earlier message of theirs."""
        return self._put("edited_message", {**self._frame(), "edit_date": moment(), **messages.words(text)})

    def send(self, kind: str) -> int:
        """Sends a sticker, voice, video, location… (a key of messages.BODIES)."""
        return self._message(messages.BODIES[kind])

    def send_photo(self, data: bytes) -> int:
        """Sends a photo, which arrives in two sizes."""
        return self._message(messages.photo(self.api.shelf, data))

    def send_file(self, data: bytes, name: str) -> int:
        """Sends a file as such."""
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self._message(messages.document(self.api.shelf, data, name, media_type))

    def album(self, photos: Sequence[bytes], order: Sequence[int] = (), group: str = "") -> list[int]:
        """Sends photos as one album; the updates come in `order` (positions), their ids as the photos were chosen."""
        group = group or f"album-{next(ALBUMS)}"
        bodies = [{**self._frame(), "media_group_id": group, **messages.photo(self.api.shelf, data)} for data in photos]
        return [self._put("message", bodies[place]) for place in order or range(len(bodies))]

    def tap(self, label: str, message: Shown | None = None) -> int:
        """Taps the button with this label on a message (else on the last that has it)."""
        for shown in [message] if message else reversed(self.seen):
            key = next((key for key in shown.buttons() if key.label == label and key.data), None)
            if key is not None:
                return self.press(key.data, shown)
        raise LookupError(f"no button {label!r}; there are {[key.label for key in self.buttons()]}")

    def press(self, data: str, message: Shown | None = None) -> int:
        """Presses any data, as a modified client can."""
        number = f"query-{next(QUERIES)}"
        self.api.queries[number] = self.room
        under: Json = {"message_id": message.message_id if message else 1, "chat": self.room.card()}
        if message is None:
            under["date"] = 0
        else:
            under |= {"date": moment(), "text": message.text, "from": self.api.bot}
        query: Json = {"id": number, "from": self.user, "chat_instance": "1", "message": under, "data": data}
        return self._put("callback_query", query)

    def block(self) -> None:
        """Blocks the bot."""
        self._membership("member", "kicked")
        self.room.blocked = True

    def unblock(self) -> None:
        """Takes it back."""
        self.room.blocked = False
        self._membership("kicked", "member")

    def buttons(self) -> list[Key]:
        """The buttons of the last message that has any."""
        return next((shown.buttons() for shown in reversed(self.seen) if shown.rows), [])

    async def answered(self, update_id: int = 0, within: float = 10.0) -> None:
        """Waits until an update (else the last one sent) is acknowledged."""
        await self.api.updates.acknowledged(update_id or self.last, within)

    async def hear(self, count: int, within: float = 10.0) -> list[Shown]:
        """Waits until the bot has shown at least `count` messages in all; returns them."""
        async with asyncio.timeout(within):
            while len(self.room.shown) < count:
                self.room.news.clear()
                await self.room.news.wait()
        return list(self.room.shown)

    def _message(self, body: Json) -> int:
        return self._put("message", {**self._frame(), **body})

    def _frame(self) -> Json:
        number = self.room.number()
        self.room.heard.append(number)
        return {"message_id": number, "from": self.user, "chat": self.room.card(), "date": moment()}

    def _membership(self, old: str, new: str) -> None:
        change: Json = {"chat": self.room.card(), "from": self.user, "date": moment()}
        change["old_chat_member"] = {"user": self.api.bot, "status": old, "until_date": 0}
        change["new_chat_member"] = {"user": self.api.bot, "status": new, "until_date": 0}
        self._put("my_chat_member", change)

    def _put(self, kind: str, body: Json) -> int:
        self.last = self.api.updates.put(kind, body)
        return self.last
