"""What the program and its workers say to each other: frames of a JSON head and a few byte strings."""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from flows.answers import Data

_SIZE = struct.Struct(">I")
_MOST = 512 * 1024 * 1024  # bytes of one part: a frame that says more is no frame of ours


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: small values, and bytes that are not worth quoting."""

    head: Mapping[str, Data]
    parts: tuple[bytes, ...] = ()


def write(pipe: IO[bytes], head: Mapping[str, Data], parts: Sequence[bytes] = ()) -> None:
    """Writes one frame; raises OSError when nobody reads any more."""
    for part in (json.dumps(head).encode(), _SIZE.pack(len(parts)), *parts):
        pipe.write(_SIZE.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def read(pipe: IO[bytes]) -> Frame | None:
    """The next frame, None when the other side is gone, perhaps in the middle of it."""
    head, count = _part(pipe), _part(pipe)
    if head is None or count is None:
        return None
    parts = [_part(pipe) for _ in range(_SIZE.unpack(count)[0])]
    if any(part is None for part in parts):
        return None
    values = json.loads(head)
    return Frame(values if isinstance(values, dict) else {}, tuple(part for part in parts if part is not None))


def _part(pipe: IO[bytes]) -> bytes | None:
    size = _exactly(pipe, _SIZE.size)
    if size is None:
        return None
    (length,) = _SIZE.unpack(size)
    return _exactly(pipe, length) if length <= _MOST else None


def _exactly(pipe: IO[bytes], length: int) -> bytes | None:
    data = pipe.read(length) if length else b""
    return data if len(data) == length else None
