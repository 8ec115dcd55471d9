"""Notices about the roster: to helpers about their turns, to organisers about what is missing."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flows.answers import Data
from storage.unit_of_work import UnitOfWork


def owe_each(
    u: UnitOfWork, kind: str, people: Iterable[int], key: str, params: Mapping[str, Data], now: datetime
) -> None:
    """A notice to each of some people, once for its key."""
    for person in dict.fromkeys(people):
        u.outbox.owe(f"{kind}:{key}:{person}", person, kind, params, now=now)


def owe_until(
    u: UnitOfWork,
    kind: str,
    person: int,
    key: str,
    params: Mapping[str, Data],
    now: datetime,
    expires_at: datetime,
) -> None:
    """A notice that is worthless from a moment on."""
    u.outbox.owe(f"{kind}:{key}:{person}", person, kind, params, now=now, expires_at=expires_at)
