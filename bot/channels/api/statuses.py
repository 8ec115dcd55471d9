"""`POST /api/status`: the official one-stop software tells statuses by itself; the format stands in bot/README.md."""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence

from aiohttp import web

from bot.ports import Clock
from bot.services.signed_requests import is_first, is_genuine
from bot.services.status_import import Outcome, import_items, reason
from content.catalog import Library
from flows.answers import Data
from storage.database import Database

LARGEST_BODY = 1024 * 1024
MOST_ITEMS = 5_000
log = logging.getLogger("motcua.api")


class StatusApi:
    """The endpoint; `told` is called when something was applied, so that notices go out at once."""

    def __init__(
        self, database: Database, library: Callable[[], Library], clock: Clock, secret: str, told: Callable[[], None]
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._secret = secret
        self._told = told
        self._one = asyncio.Lock()

    def attach(self, app: web.Application) -> None:
        """Adds the route; without a secret there is none."""
        if self._secret:
            app.add_routes([web.post("/api/status", self._receive)])

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        if body is None:
            return _error(413, "too_large")
        given, now = request.headers.get("X-Motcua-Signature", ""), self._clock()
        timestamp = request.headers.get("X-Motcua-Timestamp", "")
        if not is_genuine(self._secret, timestamp, given, body, now):
            log.warning("a status request was not signed properly")
            return _error(401, "signature")
        if not await self._database.turn(lambda u: is_first(u, given, now)):
            return _error(409, "replayed")
        items = _items(body)
        if items is None:
            return _error(400, "no_list")
        if len(items) > MOST_ITEMS:
            return _error(413, "too_many")
        # One after the other: two large lists at once would only be in each other's way.
        async with self._one:
            outcomes = await import_items(self._database, self._library(), items, now)
        if any(one.result == "applied" for one in outcomes):
            self._told()
        return web.json_response(self._answer(outcomes))

    def _answer(self, outcomes: Sequence[Outcome]) -> dict[str, Data]:
        library = self._library()
        counts: dict[str, Data] = {
            name: sum(one.result == name for one in outcomes) for name in ("applied", "unchanged", "refused")
        }
        rows: list[Data] = [
            {
                "row": one.number,
                "code": one.name,
                "result": one.result,
                "reason": one.code,
                "message": reason(library, one, "vi"),
            }
            for one in outcomes
        ]
        log.info("statuses brought in: %s applied, %s unchanged, %s refused", *counts.values())
        return {**counts, "rows": rows}


async def _body(request: web.Request) -> bytes | None:
    """The body, None when it is larger than may be."""
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _items(body: bytes) -> list[Data] | None:
    try:
        data: Data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, list) else None


def _error(status: int, code: str) -> web.Response:
    return web.json_response({"error": code}, status=status)
