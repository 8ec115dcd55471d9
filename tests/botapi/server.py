"""The Bot API server itself: /bot<token>/<method> and /file/bot<token>/<path> over HTTP on loopback."""

import asyncio
import json
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.botapi.desk import Desk
from tests.botapi.faults import Fault
from tests.botapi.limits import Limits
from tests.botapi.methods import METHODS
from tests.botapi.requests import read
from tests.botapi.shapes import Call, Json, Params, Refusal
from tests.botapi.updates import Updates
from tests.botapi.webhook import Pusher

TOKEN = "424242:loopback-token-for-tests-only"


class BotApi(Desk):
    """A Bot API server for one bot; `async with BotApi() as api` serves on `api.url` until the block ends."""

    __slots__ = ("_hold", "_poll", "_runner", "token", "url")

    def __init__(self, token: str = TOKEN, username: str = "motcua_bot", limits: Limits | None = None) -> None:
        updates = Updates()
        bot: Json = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Một Cửa", "username": username}
        super().__init__(Pusher(updates, self.ride, pause=0.1), updates, bot, limits or Limits.none())
        self.token = token
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._poll: asyncio.Future[None] | None = None
        self._hold = 0.0

    async def start(self, port: int = 0) -> None:
        """Listens on 127.0.0.1; port 0 takes a free one."""
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/documents/{file_id}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port, backlog=1024)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Ends polls and pushes and closes every connection."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        await self.pusher.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def fault(self, fault: Fault) -> None:
        """Orders a fault."""
        self.faults.waiting.append(fault)

    def called(self, method: str) -> list[Call]:
        """The recorded calls of one method."""
        return [call for call in self.calls if call.method == method.lower()]

    def ride(self, method: str, params: Params) -> object:
        """Performs a method that came in a webhook's response: nobody hears whether it failed."""
        try:
            found = METHODS[method.lower()](self, params)
        except Refusal as refusal:
            self._record(method, params, refusal.status, ridden=True)
            return None
        self._record(method, params, 200, ridden=True)
        return found

    def _record(self, method: str, params: Params, status: int, ridden: bool = False) -> None:
        chat = params.text("chat_id")
        number = int(chat) if chat.lstrip("-").isdigit() else 0
        self.calls.append(Call(method.lower(), number, self.now(), status, params.values, ridden))

    async def _called(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return self._answer(Refusal(401, "Unauthorized").body(), 401)
        method, params = request.match_info["method"], await read(request)
        fault = self.faults.take(method, params.number("chat_id"))
        if fault is not None and fault.kind == "drop_before":
            return self._cut(request)
        body, status = await self._perform(method, params, fault)
        self._record(method, params, status)
        if fault is not None and fault.kind == "drop_after":
            return self._cut(request)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        return self._answer(body, status)

    async def _perform(self, method: str, params: Params, fault: Fault | None) -> tuple[Json, int]:
        try:
            if fault is not None and fault.kind == "refuse":
                raise fault.refusal()
            if method.lower() == "getupdates":
                return {"ok": True, "result": await self._get_updates(params)}, 200
            if method.lower() not in METHODS:
                raise Refusal(404, "Not Found")
            return {"ok": True, "result": METHODS[method.lower()](self, params)}, 200
        except Refusal as refusal:
            return refusal.body(), refusal.status

    async def _get_updates(self, params: Params) -> list[Json]:
        if self.pusher.hook is not None:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        self._poll = mine = asyncio.get_running_loop().create_future()
        self.allow(params)
        limit, timeout = params.number("limit", 100), params.number("timeout")
        poll = asyncio.ensure_future(self.updates.poll(params.number("offset"), limit, timeout))
        await asyncio.wait((poll, mine), return_when=asyncio.FIRST_COMPLETED)
        if poll.done():
            mine.cancel()
            return poll.result()
        poll.cancel()
        raise Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot is running")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        upload = self.shelf.files.get(request.match_info["file_id"])
        fault = self.faults.take("download", 0)
        if fault is not None and fault.kind.startswith("drop"):
            return self._cut(request)
        if upload is None or fault is not None or request.match_info["token"] != self.token:
            return self._answer(Refusal(404, "Not Found").body(), 404)
        return web.Response(body=upload.data)

    def _cut(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _answer(self, body: Json, status: int) -> web.Response:
        return web.Response(
            body=json.dumps(body, ensure_ascii=False).encode(), status=status, content_type="application/json"
        )
