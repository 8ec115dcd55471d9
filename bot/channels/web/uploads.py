"""Uploads: one file a request, refused at once where it is too big or not ours."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.channels.web.frames import Entered, is_key
from bot.channels.web.identity import same_origin, seating
from bot.channels.web.rooms import Rooms
from bot.ports import Sent

LARGEST = 20 * 1024 * 1024  # bytes of one file
AT_ONCE = 6  # files held in memory at the same time
_AROUND = 64 * 1024  # bytes that the form around the file may take
_FIELD = 128  # bytes of the other fields
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]+")


@dataclass(slots=True)
class Upload:
    """A form as it is read."""

    fields: dict[str, str] = field(default_factory=dict)
    name: str = ""
    data: bytes | None = None

    def entered(self) -> tuple[Entered, str, bool] | None:
        """The arrival, the name to show, and whether more of its album follows; None for an incomplete form."""
        key, place = self.fields.get("id", ""), self.fields.get("place", "0")
        if self.data is None or not is_key(key) or not place.isascii() or not place.isdigit():
            return None
        sent = Sent(self.data, self.name, self.fields.get("album") or None, int(place))
        return Entered(key, sent), self.name, self.fields.get("more") == "1"


class TooBig(Exception):
    """The file is larger than LARGEST."""


def uploading(rooms: Rooms) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler of POST upload: 200, or a status with the short code of the reason."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def upload(request: web.Request) -> web.StreamResponse:
        address = seating(request).address(request)
        if address is None or not same_origin(request):
            return _refuse(403, "upload_failed")
        if (request.content_length or 0) > LARGEST + _AROUND:
            return _refuse(413, "too_big")
        if not request.content_type.startswith("multipart/"):
            return _refuse(400, "upload_failed")
        async with gate:
            return await _take(request, rooms, address)

    return upload


async def _take(request: web.Request, rooms: Rooms, address: str) -> web.StreamResponse:
    try:
        read = (await _read(request)).entered()
    except TooBig:
        return _refuse(413, "too_big")
    except ValueError:
        return _refuse(400, "upload_failed")
    if read is None:
        return _refuse(400, "upload_failed")
    entered, name, more = read
    if isinstance(entered.what, Sent) and not entered.what.data:
        return _refuse(400, "empty_file")
    room = rooms.enter(address)
    try:
        taken = await rooms.take(room, entered, file=name, more=more)
    finally:
        rooms.leave(room)
    return web.json_response({"ok": True}) if taken else _refuse(503, "failed")


async def _read(request: web.Request) -> Upload:
    """Reads the form part by part; raises TooBig, or ValueError for what is no form."""
    upload = Upload()
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ValueError("no form")
        if part.name == "file":
            upload.name = _UNSAFE.sub("", part.filename or "")[-120:]
            upload.data = await _bytes(part, LARGEST)
        else:
            upload.fields[part.name[:16]] = (await _bytes(part, _FIELD)).decode()
    return upload


async def _bytes(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(1 << 18):
        data += chunk
        if len(data) > most:
            raise TooBig
    return bytes(data)


def _refuse(status: int, reason: str) -> web.Response:
    return web.json_response({"reason": reason}, status=status)
