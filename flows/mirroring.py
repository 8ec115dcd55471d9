"""What a helper did, told to the neighbour: the deeds of one sitting in one message, one message an hour at most."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

SITTING = timedelta(minutes=20)
PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Done:
    """Something a helper did: what, for which procedure, in which file (a dossier's id) if there is one."""

    what: str
    procedure: str
    file: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """The same thing done so many times, from when until when."""

    what: str
    procedure: str
    file: int | None
    count: int
    first: datetime
    last: datetime


def told_at(before: datetime | None, now: datetime) -> datetime:
    """When the neighbour is told of what was just done; `before` is when they are (or were) told of the deed before."""
    if before is None:
        return now + SITTING
    return before if before > now else max(now + SITTING, before + PAUSE)


def lines(deeds: Iterable[Done]) -> tuple[Line, ...]:
    """The deeds with equal ones put together, in the order in which each was first done."""
    known = tuple(deeds)
    counts = Counter(_key(deed) for deed in known)
    first = {_key(deed): deed.at for deed in reversed(known)}
    last = {_key(deed): deed.at for deed in known}
    return tuple(Line(*key, counts[key], first[key], last[key]) for key in dict.fromkeys(_key(one) for one in known))


def _key(deed: Done) -> tuple[str, str, int | None]:
    return deed.what, deed.procedure, deed.file
