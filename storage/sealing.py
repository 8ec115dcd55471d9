"""Sealing: everything personal is stored as AES-GCM of JSON, tied to its table and row."""

import json
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from flows.answers import Data
from storage.errors import Tampered
from storage.keys import Key

_NONCE = 12
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Sealer:
    """Seals and opens values; `place` (table, column, row) is authenticated, so a value moved elsewhere fails."""

    def __init__(self, key: Key) -> None:
        self._cipher = AESGCM(key.secret)

    def seal(self, data: Data, place: str) -> bytes:
        """The data as a sealed blob for this place."""
        return self.seal_bytes(_encode(data).encode(), place)

    def open(self, blob: bytes, place: str) -> Data:
        """The data sealed for this place; raises Tampered."""
        data: Data = json.loads(self.open_bytes(blob, place))
        return data

    def seal_bytes(self, plain: bytes, place: str) -> bytes:
        """Raw bytes sealed for this place: a random nonce of 96 bits, then the ciphertext with its tag."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open_bytes(self, blob: bytes, place: str) -> bytes:
        """The raw bytes sealed for this place; raises Tampered."""
        try:
            return self._cipher.decrypt(blob[:_NONCE], blob[_NONCE:], place.encode())
        except (InvalidTag, ValueError):
            raise Tampered(place) from None

    def seal_map(self, data: Mapping[str, Data], place: str) -> bytes | None:
        """A mapping sealed for this place; an empty one is stored as nothing at all."""
        return self.seal(dict(data), place) if data else None

    def open_map(self, blob: bytes | None, place: str) -> dict[str, Data]:
        """The mapping sealed for this place; raises Tampered."""
        if blob is None:
            return {}
        data = self.open(blob, place)
        if not isinstance(data, dict):
            raise Tampered(place)
        return data
