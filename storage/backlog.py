"""The backlog of the outbox: how old what is due has become, and dead letters, which may be tried again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update

from storage.statements import Link, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp

_OUTBOX = table("outbox")
_DEAD = or_(_OUTBOX.c.state == "failed", _OUTBOX.c.state == "unreachable")
_oldest = Statement(select(func.min(_OUTBOX.c.next_at)).where(_OUTBOX.c.next_at.is_not(None)))
_dead = Statement(
    select(*(_OUTBOX.c[name] for name in "id kind state attempts error created_at".split()))
    .where(_DEAD)
    .order_by(_OUTBOX.c.id)
)
# Its ladder begins anew; what has expired meanwhile is dropped by the delivery, as ever.
_revive = Statement(
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("notice_id"), _DEAD)
    .values(state="pending", attempts=0, error=None, claimed_until=None, next_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A notice given up: what it was and why, nothing of what it said or to whom."""

    id: int
    kind: str
    state: str
    attempts: int
    error: str
    owed_at: datetime


class Backlog:
    """What waits and what was given up."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def oldest(self) -> datetime | None:
        """When the notice that is next was or will be due; None when nothing is owed."""
        row = self._link.row(_oldest, {})
        return None if row is None else moment_or_none(row[0])

    def dead(self) -> tuple[DeadLetter, ...]:
        """Every dead letter, the oldest first."""
        rows = self._link.rows(_dead, {})
        return tuple(DeadLetter(row[0], row[1], row[2], row[3], row[4] or "", moment(row[5])) for row in rows)

    def revive(self, notice_id: int, now: datetime) -> bool:
        """Owes a dead letter again, from now on; False for anything else."""
        return self._link.change(_revive, {"notice_id": notice_id, "now": stamp(now)}) == 1
