"""A virus scanner for the tests: it speaks clamd's INSTREAM on the loopback and calls the EICAR test file infected."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# https://www.eicar.org/download-anti-malware-testfile/ : harmless, and called a virus by every scanner.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 25 * 1024 * 1024


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if await reader.readuntil(b"\0") != b"zINSTREAM\0":
        writer.write(b"UNKNOWN COMMAND\0")
    else:
        data = b""
        while (size := struct.unpack(">I", await reader.readexactly(4))[0]) > 0:
            data += await reader.readexactly(size)
        too_large = len(data) > LIMIT
        said = b"INSTREAM size limit exceeded. ERROR" if too_large else b"stream: OK"
        writer.write((b"stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in data else said) + b"\0")
    await writer.drain()
    writer.close()


@asynccontextmanager
async def clamd(port: int = 0) -> AsyncIterator[int]:
    """The scanner on a port of the loopback."""
    server = await asyncio.start_server(_serve, "127.0.0.1", port)
    async with server:
        yield int(server.sockets[0].getsockname()[1])
