"""Scripts, styles and pictures: read once, named by their hash, kept by browsers for a year."""

import gzip
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web

FOREVER = "public, max-age=31536000, immutable"
_SQUEEZED = (".js", ".css", ".svg", ".html", ".json")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    squeezed: bytes | None
    media_type: str


class Assets:
    """The files of some folders under one hash: a changed file changes the address of all."""

    def __init__(self, *folders: Path) -> None:
        paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
        self._assets: Mapping[str, Asset] = {path.name: _read(path) for path in paths}
        digest = sha256()
        for name, asset in self._assets.items():
            digest.update(name.encode() + b"\0" + asset.body)
        self._digest = digest.hexdigest()[:16]

    @property
    def root(self) -> str:
        """The address all files are under."""
        return f"/static/{self._digest}"

    def routes(self) -> list[web.RouteDef]:
        """The one route for all files; an address with another hash still finds the file as it is now."""
        return [web.get("/static/{digest:[0-9a-f]{16}}/{name}", self._send)]

    async def _send(self, request: web.Request) -> web.StreamResponse:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound
        current = request.match_info["digest"] == self._digest
        headers = {"Cache-Control": FOREVER if current else "no-cache", "Content-Type": asset.media_type}
        if asset.squeezed is not None:
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = "gzip"
                return web.Response(body=asset.squeezed, headers=headers)
        return web.Response(body=asset.body, headers=headers)


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    text = path.suffix in _SQUEEZED
    return Asset(body, gzip.compress(body, mtime=0) if text else None, f"{kind}; charset=utf-8" if text else kind)
