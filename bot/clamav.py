"""ClamAV over its socket: a file is streamed to the daemon, which says whether a virus is in it."""

import asyncio
import struct
from typing import Literal

_CHUNK = 64 * 1024
_PATIENCE = 3.0  # seconds for one file; who waits in a chat is not kept longer

Found = Literal["clean", "infected", "unknown"]


class ClamAv:
    """Speaks clamd's INSTREAM (https://docs.clamav.net/manual/Usage/Scanning.html#clamd).

    `address` is `unix:/run/clamav/clamd.ctl`, or `tcp:host:port`; raises ValueError for anything else.
    """

    def __init__(self, address: str, patience: float = _PATIENCE) -> None:
        way, _, rest = address.partition(":")
        host, _, port = rest.rpartition(":")
        if not (way == "unix" and rest) and not (way == "tcp" and host and port.isdigit()):
            raise ValueError("write unix:/path/to/socket or tcp:host:port")
        self._path, self._host, self._port = (rest, "", 0) if way == "unix" else ("", host, int(port))
        self._patience = patience

    async def scan(self, data: bytes) -> Found:
        """What the daemon says; unknown when it is down, slow, or refuses: only its own word makes a file clean."""
        try:
            async with asyncio.timeout(self._patience):
                said = await self._asked(data)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return "unknown"
        if said == b"stream: OK":
            return "clean"
        return "infected" if said.startswith(b"stream: ") and said.endswith(b" FOUND") else "unknown"

    async def _asked(self, data: bytes) -> bytes:
        reader, writer = await self._connected()
        try:
            writer.write(b"zINSTREAM\0")
            for start in range(0, len(data), _CHUNK):
                part = data[start : start + _CHUNK]
                writer.write(struct.pack(">I", len(part)) + part)
                await writer.drain()
            writer.write(struct.pack(">I", 0))
            await writer.drain()
            return (await reader.readuntil(b"\0")).rstrip(b"\0").strip()
        finally:
            writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._path:
            return await asyncio.open_unix_connection(self._path)
        return await asyncio.open_connection(self._host, self._port)
