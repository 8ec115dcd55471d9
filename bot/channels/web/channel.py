"""The web channel: its routes, its courier, and what it needs to live."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.web.assets import Assets
from bot.channels.web.frames import Hello, Seen, read, write
from bot.channels.web.guards import guard
from bot.channels.web.history import CHANNEL, language_of, left, read_notices
from bot.channels.web.identity import address_of, new_token, same_origin, seating
from bot.channels.web.labels import Labels
from bot.channels.web.listing.board import BoardSite
from bot.channels.web.listing.guides import GuideSite
from bot.channels.web.listing.site import ListingSite
from bot.channels.web.pages import Pages, Sample
from bot.channels.web.rooms import Room, Rooms
from bot.channels.web.uploads import uploading
from bot.ports import Card, Chat, Clock, Listener
from content.catalog import Library
from flows.answers import Data
from storage.database import Database

log = logging.getLogger("motcua.web")

STATIC = Path(__file__).parent / "static"
FIRST_LANGUAGE = "vi"
HEARTBEAT = 25.0  # seconds between pings, so that a dead line is found and proxies keep a quiet one
LARGEST_FRAME = 32 * 1024
# Types that a browser may show in a tab of its own; anything else is saved.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})

Health = Callable[[], Awaitable[Mapping[str, Data]]]
Entering = Callable[[str, str], Awaitable[None]]


class WebCourier:
    """Pushes over the web: delivered when it stands in the history, shown at once where a page is open."""

    channel = CHANNEL

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def deliver(self, address: str, card: Card) -> None:
        """Delivers one card; raises Unreachable for a chat nobody knows."""
        await self._rooms.push(address, card)


class WebChannel:
    """The page, its line and its files. `folders` are further folders of static files."""

    def __init__(
        self,
        listener: Listener,
        database: Database,
        library: Callable[[], Library],
        clock: Clock,
        health: Health,
        folders: Sequence[Path] = (),
    ) -> None:
        self._listener = listener
        self._database = database
        self._health = health
        self._clock = clock
        self._labels = Labels(library)
        self._listing = ListingSite(library, clock)
        self._board = BoardSite(database, library, clock)
        self._guides = GuideSite(library, clock)
        self.assets = Assets(STATIC, *folders)
        self.pages = Pages(self._labels, self.assets)
        self.rooms = Rooms(listener, database, self._labels, clock)
        self.courier = WebCourier(self.rooms)
        self._open: set[web.WebSocketResponse] = set()
        self._entering: Entering | None = None
        self._samples: Sequence[Sample] = ()

    def attach(self, app: web.Application) -> None:
        """Adds the routes of the site to an application."""
        app.add_routes(
            [
                *self._site(""),
                *self.assets.routes(),
                *self._listing.routes(),
                *self._board.routes(),
                *self._guides.routes(),
                web.get("/healthz", self._healthz),
            ]
        )
        app.on_response_prepare.append(guard)
        app.on_shutdown.append(self._close)

    def attach_slots(
        self, app: web.Application, slots: Sequence[str], entering: Entering, samples: Sequence[Sample]
    ) -> None:
        """Adds the phones of the demo under /p/<slot>/; `entering(slot, address)` is told before a page is drawn."""
        self._entering, self._samples = entering, samples
        app.add_routes(self._site(f"/p/{{slot:{'|'.join(slots)}}}"))

    def _site(self, prefix: str) -> list[web.RouteDef]:
        return [
            web.get(f"{prefix}/", self._page),
            web.get(f"{prefix}/ws", self._converse),
            web.post(f"{prefix}/upload", uploading(self.rooms)),
            web.get(prefix + "/file/{id}", self._file),
            web.post(f"{prefix}/leave", self._leave),
        ]

    async def language(self, request: web.Request) -> str:
        """The language of whoever asks for a page."""
        address = seating(request).address(request)
        known = None if address is None else await self._database.turn(language_of(address))
        return known or FIRST_LANGUAGE

    async def _page(self, request: web.Request) -> web.StreamResponse:
        seat = seating(request)
        token = seat.token(request) or new_token()
        slot = request.match_info.get("slot", "")
        if slot and self._entering is not None:
            await self._entering(slot, address_of(token))
        code = request.query.get("c", "")[:64]
        samples = self._samples if slot else ()
        response = self.pages.chat(await self.language(request), code, samples)
        seat.remember(request, response, token)
        return response

    async def _converse(self, request: web.Request) -> web.StreamResponse:
        address = seating(request).address(request)
        if address is None or not same_origin(request):
            raise web.HTTPForbidden
        line = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST_FRAME, compress=False)
        await line.prepare(request)
        room = self.rooms.enter(address)
        self._open.add(line)
        try:
            async for message in line:
                if message.type is WSMsgType.TEXT:
                    await self._hear(room, line, message.data)
        finally:
            self._open.discard(line)
            room.lines.discard(line)
            self.rooms.leave(room)
        return line

    async def _hear(self, room: Room, line: web.WebSocketResponse, text: str) -> None:
        match read(text):
            case None:
                log.info("a frame that is none was ignored")
            case Hello() as hello:
                await self.rooms.hello(room, line, hello)
            case Seen(item):
                await self._database.turn(read_notices(room.address, item, self._clock()))
            case entered:
                if not await self.rooms.take(room, entered) and not line.closed:
                    await line.send_str(write({"t": "failed", "id": entered.key}))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        address = seating(request).address(request)
        file_id = request.match_info["id"]
        file = None if address is None else await self._listener.file(Chat(CHANNEL, address), file_id)
        if file is None:
            words = self._labels.words(await self.language(request)).phrases
            return web.Response(status=404, text=words["file_gone"])
        how = "inline" if file.media_type in SHOWN else "attachment"
        headers = {
            "Content-Type": file.media_type,
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}",
        }
        return web.Response(body=file.data, headers=headers)

    async def _leave(self, request: web.Request) -> web.StreamResponse:
        if not same_origin(request):
            raise web.HTTPForbidden
        seat = seating(request)
        address = seat.address(request)
        if address is not None:
            await self._database.turn(left(address, self._clock()))
        response = web.Response(status=303, headers={"Location": "./"})
        seat.forget(response)
        return response

    async def _healthz(self, _: web.Request) -> web.StreamResponse:
        found = dict(await self._health())
        return web.json_response(found, status=200 if found.get("ok") else 503)

    async def hang_up(self) -> None:
        """Closes every open line; the pages call again by themselves."""
        for line in tuple(self._open):
            await line.close(code=WSCloseCode.GOING_AWAY)

    async def _close(self, _: web.Application) -> None:
        await self.hang_up()
