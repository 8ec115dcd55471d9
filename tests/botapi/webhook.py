"""The webhook of the bot: pushes updates to it, several at once, again until it says 200, and does what it answers."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from tests.botapi.shapes import Json, Params
from tests.botapi.updates import Updates

Perform = Callable[[str, Params], object]


@dataclass(frozen=True, slots=True)
class Hook:
    """Where to push: address, secret, how many connections at once."""

    url: str
    secret: str = ""
    connections: int = 40


class Pusher:
    """Posts updates to the hook."""

    def __init__(self, updates: Updates, perform: Perform, pause: float) -> None:
        self.hook: Hook | None = None
        self.statuses: list[int] = []
        self._updates, self._perform, self._pause = updates, perform, pause
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._gate = asyncio.Semaphore(40)

    def set(self, hook: Hook) -> None:
        """Starts pushing, beginning with what waits."""
        self.hook = hook
        self._gate = asyncio.Semaphore(hook.connections)
        self._updates.push = self._begin
        self._updates.push_waiting()

    def clear(self) -> None:
        """Stops pushing; what is unanswered waits to be polled."""
        self.hook, self._updates.push = None, None

    async def close(self) -> None:
        """Ends all pushes."""
        self.clear()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _begin(self, update: Json) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, update: Json) -> None:
        body = json.dumps(update, ensure_ascii=False).encode()
        while self.hook is not None:
            async with self._gate:
                if await self._post(self.hook, body):
                    break
            await asyncio.sleep(self._pause)
        else:
            return
        update_id = update["update_id"]
        assert isinstance(update_id, int)
        self._updates.acknowledge(update_id)

    async def _post(self, hook: Hook, body: bytes) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            async with self._session.post(hook.url, data=body, headers=headers) as response:
                self.statuses.append(response.status)
                answer = await response.read()
                if response.status != 200:
                    return False
                self._ride(response.content_type, answer)
        except aiohttp.ClientError:
            self.statuses.append(0)
            return False
        return True

    def _ride(self, content_type: str, answer: bytes) -> None:
        if content_type != "application/json" or not answer:
            return
        values = json.loads(answer)
        if isinstance(values, dict) and isinstance(values.get("method"), str):
            self._perform(values.pop("method"), Params(values))
