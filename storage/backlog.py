"""The backlog of the outbox: how old what is due has become, dead letters to be tried again, and what is forgotten."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, delete, func, or_, select, update

from flows.dossier import ENDED
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp

_OUTBOX, _DOSSIERS, _REACH = table("outbox"), table("dossiers"), table("reach")
_DEAD = or_(_OUTBOX.c.state == "failed", _OUTBOX.c.state == "unreachable")
_oldest = Statement(select(func.min(_OUTBOX.c.next_at)).where(_OUTBOX.c.next_at.is_not(None)))
_dead = Statement(
    select(*(_OUTBOX.c[name] for name in "id kind state attempts error created_at".split()))
    .where(_DEAD)
    .order_by(_OUTBOX.c.id)
)
_tried = Statement(
    select(_OUTBOX.c.id).where(_OUTBOX.c.state == "pending", _OUTBOX.c.error.is_not(None)).order_by(_OUTBOX.c.id)
)
# Its ladder begins anew; what has expired meanwhile is dropped by the delivery, as ever.
_revive = Statement(
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("notice_id"), _DEAD)
    .values(state="pending", attempts=0, error=None, claimed_until=None, next_at=bindparam("now"))
)

# Notices of one transaction.
_PAGE = 200
# With + 0 no index of `next_at` is used, for it holds nearly every notice under "none"; that of `created_at` is.
_OLD = (_OUTBOX.c.created_at < bindparam("before"), (_OUTBOX.c.next_at + 0).is_(None))
_closed = (
    select(_DOSSIERS.c.id)
    .where(
        _DOSSIERS.c.id == _OUTBOX.c.dossier_id,
        _DOSSIERS.c.changed_at < bindparam("before"),
        or_(*(_DOSSIERS.c.state == state.value for state in ENDED)),
    )
    .exists()
)
_of_no_file = select(_OUTBOX.c.id).where(_OUTBOX.c.dossier_id.is_(None), *_OLD).order_by(_OUTBOX.c.created_at)
_of_closed_files = select(_OUTBOX.c.id).where(*_OLD, _closed).order_by(_OUTBOX.c.created_at)


def _forget(old: Select[Row]) -> tuple[Statement, Statement]:
    """What is known of the way of such notices goes first, then they do."""
    some = old.limit(bindparam("limit"))
    return Statement(delete(_REACH).where(_REACH.c.notice_id.in_(some))), Statement(
        delete(_OUTBOX).where(_OUTBOX.c.id.in_(some))
    )


FORGET_FREE, FORGET_CLOSED = _forget(_of_no_file), _forget(_of_closed_files)


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

    def tried(self) -> tuple[int, ...]:
        """The ids of what was tried in vain and waits for its next attempt."""
        return tuple(int(row[0]) for row in self._link.rows(_tried, {}))

    def dead(self) -> tuple[DeadLetter, ...]:
        """Every dead letter, the oldest first."""
        rows = self._link.rows(_dead, {})
        return tuple(DeadLetter(row[0], row[1], row[2], row[3], row[4] or "", moment(row[5])) for row in rows)

    def revive(self, notice_id: int, now: datetime) -> bool:
        """Owes a dead letter again, from now on; False for anything else."""
        return self._link.change(_revive, {"notice_id": notice_id, "now": stamp(now)}) == 1

    def forget_free(self, before: datetime) -> int:
        """Deletes some settled notices about no file that were owed before an instant; how many, 0 at the end."""
        return self._forget(FORGET_FREE, before)

    def forget_closed(self, before: datetime) -> int:
        """The same for those about files that ended, and were last changed, before it."""
        return self._forget(FORGET_CLOSED, before)

    def _forget(self, statements: tuple[Statement, Statement], before: datetime) -> int:
        params: Params = {"before": stamp(before), "limit": _PAGE}
        reach, notices = statements
        self._link.change(reach, params)
        return self._link.change(notices, params)
