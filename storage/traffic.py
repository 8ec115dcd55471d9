"""How many messages each channel carried and how many it did not, hour by hour."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Link, Params, Statement
from storage.tables import table
from storage.times import stamp

_TRAFFIC = table("traffic")
_HOUR = 3_600_000_000  # microseconds
_COUNTS = ("sent", "missed")
_note = Statement(
    insert(_TRAFFIC)
    .values({name: bindparam(name) for name in ("channel", "hour", *_COUNTS)})
    .on_conflict_do_update(
        index_elements=["channel", "hour"], set_={name: _TRAFFIC.c[name] + bindparam(name) for name in _COUNTS}
    )
)
_since = Statement(
    select(_TRAFFIC.c.channel, *(func.sum(_TRAFFIC.c[name]) for name in _COUNTS))
    .where(_TRAFFIC.c.hour >= bindparam("first"))
    .group_by(_TRAFFIC.c.channel)
)
_purge = Statement(delete(_TRAFFIC).where(_TRAFFIC.c.hour < bindparam("first")))


class Traffic:
    """Counts; no message and no person is in them."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def note(self, channel: str, now: datetime, sent: int, missed: int) -> None:
        """Adds what was tried just now."""
        counts: Params = {"sent": sent, "missed": missed}
        self._link.change(_note, {"channel": channel, "hour": _hour(now), **counts})

    def since(self, moment: datetime) -> dict[str, tuple[int, int]]:
        """Sent and missed by channel, from the full hour of a moment on."""
        return {row[0]: (int(row[1]), int(row[2])) for row in self._link.rows(_since, {"first": _hour(moment)})}

    def purge(self, before: datetime) -> None:
        """Forgets what is older."""
        self._link.change(_purge, {"first": _hour(before)})


def _hour(moment: datetime) -> int:
    at = stamp(moment)
    return at - at % _HOUR
