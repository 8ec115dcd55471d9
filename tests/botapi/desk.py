"""What one Bot API server holds: the bot, chats, files, updates, webhook, limits, faults and the record of calls."""

import time
from dataclasses import dataclass, field

from tests.botapi.chats import Room, Shelf
from tests.botapi.faults import Faults
from tests.botapi.limits import Limits
from tests.botapi.shapes import Call, Json, Params, Refusal, bad
from tests.botapi.updates import Updates
from tests.botapi.webhook import Pusher


@dataclass(slots=True)
class Desk:
    """The state that the methods work on."""

    pusher: Pusher
    updates: Updates
    bot: Json
    limits: Limits
    rooms: dict[int, Room] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    faults: Faults = field(default_factory=Faults)
    queries: dict[str, Room] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def room(self, params: Params) -> Room:
        """The chat of a call; 400 if unknown, 403 if the person blocked the bot."""
        room = self.rooms.get(params.number("chat_id"))
        if room is None:
            raise bad("chat not found")
        if room.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return room

    def allow(self, params: Params) -> None:
        """Remembers allowed_updates, if given."""
        allowed = params.parsed("allowed_updates")
        if isinstance(allowed, list):
            self.updates.allowed = frozenset(str(kind) for kind in allowed)
