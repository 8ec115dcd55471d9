"""PINs are kept as a salted scrypt hash, which is sealed besides; five wrong tries lock a box for a quarter hour."""

import hashlib
import hmac
import secrets
from datetime import datetime

from flows.boxes import is_locked, tried
from storage.records_staff import Companion
from storage.unit_of_work import UnitOfWork

_COST, _BLOCK, _LANES = 2**13, 8, 1  # about 30 ms: it is reckoned inside a turn


def hashed(pin: str) -> str:
    """A PIN as it is kept: its salt and its hash."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}.{_scrypt(pin, salt).hex()}"


def fits(pin: str, kept: str) -> bool:
    """Whether it is the PIN that was kept."""
    salt, _, known = kept.partition(".")
    return hmac.compare_digest(_scrypt(pin, bytes.fromhex(salt)), bytes.fromhex(known))


def opens(u: UnitOfWork, one: Companion, pin: str, now: datetime) -> bool:
    """Whether a typed PIN opens a box; each try counts, and none is taken while it is locked."""
    if is_locked(one.lock, now):
        return False
    right = fits(pin, one.pin)
    u.companions.set_lock(one, tried(one.lock, now, right=right))
    return right


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=32)
