"""When each tick of the clock last ran, and the small settings the program keeps for itself."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Link, Statement
from storage.tables import table
from storage.times import moment, stamp

_BEATS = table("beats")
_SETTINGS = table("settings")
_mark = Statement(
    insert(_BEATS)
    .values(name=bindparam("name"), at=bindparam("at"))
    .on_conflict_do_update(index_elements=["name"], set_={"at": bindparam("at")})
)
_all = Statement(select(_BEATS.c.name, _BEATS.c.at))
_put = Statement(
    insert(_SETTINGS)
    .values(key=bindparam("key"), text=bindparam("text"))
    .on_conflict_do_update(index_elements=["key"], set_={"text": bindparam("text")})
)
_get = Statement(select(_SETTINGS.c.text).where(_SETTINGS.c.key == bindparam("key")))


class Beats:
    """The heartbeat of the ticks."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def mark(self, name: str, now: datetime) -> None:
        """Notes that the tick ran."""
        self._link.change(_mark, {"name": name, "at": stamp(now)})

    def all(self) -> dict[str, datetime]:
        """The last run of each tick."""
        return {row[0]: moment(row[1]) for row in self._link.rows(_all, {})}


class Settings:
    """Texts by key, in clear: nothing personal belongs here."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, key: str) -> str | None:
        """The text kept under a key."""
        row = self._link.row(_get, {"key": key})
        return None if row is None else str(row[0])

    def put(self, key: str, text: str) -> None:
        """Keeps a text under a key."""
        self._link.change(_put, {"key": key, "text": text})
