"""Several people on one phone: the PIN that closes a person's box, and what wrong tries do to it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST, LONGEST = 4, 6
TRIES = 5
LOCKED = timedelta(minutes=15)
_SPACES = re.compile(r"[\s.-]")
_STRAIGHT = "01234567890"


@dataclass(frozen=True, slots=True)
class Lock:
    """Wrong tries since the last right one, and until when no more are taken."""

    tries: int = 0
    until: datetime | None = None


def pin_of(text: str) -> str | None:
    """The PIN somebody typed: 4 to 6 digits, spaces, dots and dashes forgiven; None for anything else."""
    digits = _SPACES.sub("", text)
    return digits if digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST else None


def is_weak(pin: str) -> bool:
    """Whether it is the first that anybody would try: one digit throughout, or digits in a row."""
    return len(set(pin)) == 1 or pin in _STRAIGHT or pin in _STRAIGHT[::-1]


def is_locked(lock: Lock, now: datetime) -> bool:
    """Whether no try is taken now."""
    return lock.until is not None and now < lock.until


def tried(lock: Lock, now: datetime, *, right: bool) -> Lock:
    """The lock after a try that was taken; the fifth wrong one in a row locks it."""
    if right:
        return Lock()
    tries = (0 if lock.until is not None else lock.tries) + 1
    return Lock(tries, now + LOCKED if tries >= TRIES else None)


def left(lock: Lock) -> int:
    """How many tries are left before it is locked."""
    return TRIES if lock.until is not None else TRIES - lock.tries
