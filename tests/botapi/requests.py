"""Reading a Bot API request: query, form, multipart with files, or JSON."""

import json
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from tests.botapi.shapes import Params, Upload, bad


async def read(request: web.Request) -> Params:
    """The parameters of a call, however they were sent."""
    values: dict[str, object] = dict(request.query)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.read()
    if kind == "application/json" and body:
        found = json.loads(body)
        if not isinstance(found, dict):
            raise bad("object expected")
        values.update(found)
    elif body:
        values.update(parse_qsl(body.decode(), keep_blank_values=True))
    return Params(values)


async def _multipart(request: web.Request, values: dict[str, object]) -> Params:
    uploads: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            values[part.name] = data.decode()
        else:
            uploads[part.name] = Upload(data, part.filename, part.headers.get("Content-Type", ""))
    return Params(values, uploads)
