"""Updates waiting for the bot: polled with an offset, or pushed to a webhook; each is waited for until acknowledged."""

import asyncio
from collections.abc import Callable

from tests.botapi.shapes import Json

UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """The queue of one bot. An update leaves it when the bot asks for a higher offset, or its webhook says 200."""

    def __init__(self) -> None:
        self.allowed: frozenset[str] = frozenset()
        self.push: Callable[[Json], None] | None = None
        self.history: dict[int, Json] = {}
        self._last = 1000
        self._waiting: dict[int, Json] = {}
        self._again: list[Json] = []
        self._news = asyncio.Event()
        self._done: dict[int, asyncio.Future[None]] = {}

    @property
    def pending(self) -> int:
        """How many are not acknowledged."""
        return len(self._waiting)

    def put(self, kind: str, body: Json) -> int:
        """Queues an update; returns its id. One that the bot did not ask for is dropped, as acknowledged."""
        self._last += 1
        update: Json = {"update_id": self._last, kind: body}
        self.history[self._last] = update
        self._done[self._last] = asyncio.get_running_loop().create_future()
        if kind not in self.allowed if self.allowed else kind in UNASKED:
            self.acknowledge(self._last)
            return self._last
        self._waiting[self._last] = update
        self._offer(update)
        return self._last

    def repeat(self, update_id: int) -> None:
        """Delivers an update once more, though it may be acknowledged."""
        update = self.history[update_id]
        self._done[update_id] = asyncio.get_running_loop().create_future()
        if self.push is None:
            self._again.append(update)
        self._offer(update)

    def _offer(self, update: Json) -> None:
        if self.push is not None:
            self.push(update)
        self._news.set()

    def push_waiting(self) -> None:
        """Hands all that waits to a webhook just set."""
        for update in list(self._waiting.values()):
            self._offer(update)

    async def poll(self, offset: int, limit: int, patience: float) -> list[Json]:
        """getUpdates: forgets what is below the offset, returns the rest or waits for news."""
        for update_id in [known for known in self._waiting if known < offset]:
            self.acknowledge(update_id)
        if not self._waiting and not self._again and patience > 0:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), patience)
            except TimeoutError:
                return []
        again, self._again = self._again, []
        for update in again:
            self._waiting[self._id(update)] = update
        return [self._waiting[known] for known in sorted(self._waiting)][:limit]

    def acknowledge(self, update_id: int) -> None:
        """Forgets one update."""
        self._waiting.pop(update_id, None)
        done = self._done.pop(update_id, None)
        if done is not None and not done.done():
            done.set_result(None)

    async def acknowledged(self, update_id: int, within: float = 10.0) -> None:
        """Waits until the bot has acknowledged; TimeoutError after `within` seconds."""
        done = self._done.get(update_id)
        if done is not None:
            await asyncio.wait_for(asyncio.shield(done), within)

    def is_acknowledged(self, update_id: int) -> bool:
        """Whether the bot has acknowledged this update."""
        return update_id not in self._done

    def _id(self, update: Json) -> int:
        known = update["update_id"]
        assert isinstance(known, int)
        return known
