"""Updates that were applied already."""

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Link, Statement
from storage.tables import table
from storage.times import stamp

_SEEN = table("seen")
_first = Statement(
    insert(_SEEN).values({name: bindparam(name) for name in ("channel", "key", "at")}).on_conflict_do_nothing()
)
_purge = Statement(delete(_SEEN).where(_SEEN.c.at < bindparam("before")))


class Seen:
    """Tells a first delivery from a repeated one."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def first(self, channel: str, key: str, now: datetime) -> bool:
        """Whether this update comes for the first time; marks it."""
        return self._link.change(_first, {"channel": channel, "key": key, "at": stamp(now)}) == 1

    def purge(self, before: datetime) -> int:
        """Forgets older updates; returns how many."""
        return self._link.change(_purge, {"before": stamp(before)})
