"""Signed requests: HMAC-SHA256 over the time and the body, good for a few minutes and once."""

import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta

from storage.unit_of_work import UnitOfWork

WINDOW = timedelta(minutes=5)
_SEEN_IN = "api"  # where a signature that was used is remembered, for seven days
_TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The signature as it stands in the header: `sha256=` and 64 hex digits, over `TIMESTAMP.BODY`."""
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"


def is_genuine(secret: str, timestamp: str, given: str, body: bytes, now: datetime) -> bool:
    """Whether the signature fits and its time (seconds since 1970) is within five minutes of now."""
    if not secret or not _TIMESTAMP.fullmatch(timestamp):
        return False
    try:
        signed_at = datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError):
        return False
    fits = hmac.compare_digest(signature(secret, timestamp, body).encode(), given.encode(errors="surrogateescape"))
    return fits and abs(now - signed_at) <= WINDOW


def is_first(u: UnitOfWork, given: str, now: datetime) -> bool:
    """Whether a genuine signature comes for the first time; marks it."""
    return u.seen.first(_SEEN_IN, given, now)
