"""Runs the server by itself, with a small control door: python -m tests.botapi --port 8081."""

import argparse
import asyncio

from aiohttp import web

from tests.botapi.limits import Limits
from tests.botapi.resident import Resident
from tests.botapi.server import TOKEN, BotApi


class Door:
    """HTTP for a script or a person at a terminal: POST /say, /tap; GET /seen, /calls."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.app = web.Application()
        self.app.router.add_post("/say", self.say)
        self.app.router.add_post("/tap", self.tap)
        self.app.router.add_get("/seen", self.seen)
        self.app.router.add_get("/calls", self.calls)

    async def say(self, request: web.Request) -> web.Response:
        """Types the `text` of the query in `chat`."""
        return web.json_response({"update_id": self._who(request).say(request.query["text"])})

    async def tap(self, request: web.Request) -> web.Response:
        """Taps `label` in `chat`."""
        return web.json_response({"update_id": self._who(request).tap(request.query["label"])})

    async def seen(self, request: web.Request) -> web.Response:
        """What `chat` sees."""
        shown = self._who(request).seen
        return web.json_response([{"text": one.text, "buttons": [key.label for key in one.buttons()]} for one in shown])

    async def calls(self, _request: web.Request) -> web.Response:
        """How often each method was called, and how answered."""
        counts: dict[str, int] = {}
        for call in self.api.calls:
            name = f"{call.method} {call.status}"
            counts[name] = counts.get(name, 0) + 1
        return web.json_response(counts)

    def _who(self, request: web.Request) -> Resident:
        return Resident(self.api, int(request.query.get("chat", "1")))


async def serve(port: int, limited: bool) -> None:
    """Serves the Bot API on `port` and the door on the next one, until stopped."""
    api = BotApi(limits=Limits() if limited else None)
    await api.start(port)
    runner = web.AppRunner(Door(api).app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port + 1).start()
    print(f"Bot API {api.url}  token {TOKEN}  door http://127.0.0.1:{port + 1}")
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
        await api.stop()


def main() -> None:
    """Reads the arguments and serves until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--limits", action="store_true", help="enforce Telegram's rates")
    arguments = parser.parse_args()
    try:
        asyncio.run(serve(arguments.port, arguments.limits))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
