"""What the clock does about mandates: warns of their end, and ends those whose file or helper is gone."""

from datetime import datetime, timedelta

from content.catalog import Library
from flows.mandates import Ending, Mandate, end, warn_at
from storage.records_mandates import MandateRecord
from storage.unit_of_work import UnitOfWork

_EVERY = timedelta(minutes=10)
_AHEAD = timedelta(days=3)
_LAST_NEWS = timedelta(days=1)  # a helper still hears that the file has ended
_LAST = "mandates:last_round"  # a setting
SLIP_KEPT = timedelta(days=90)  # after it is over, as long as other papers (`content/retention.toml`)


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:  # noqa: ARG001 - the shape of every round
    """Warns and ends what is due, every ten minutes; warnings are owed once, so days without a round lose none."""
    last = u.settings.get(_LAST)
    if last is not None and now - datetime.fromisoformat(last) < _EVERY:
        return
    u.settings.put(_LAST, now.isoformat())
    for record in u.mandate_watch.ending(now, now + _AHEAD):
        at = warn_at(record.mandate)
        if at is not None and at <= now:
            _warn(u, record, now)
    for record in u.mandate_watch.outlived(now, now - _LAST_NEWS):
        close(u, record, Ending.FILE_ENDED, now)
    for record in u.mandate_watch.orphaned(now):
        close(u, record, Ending.DISMISSED, now)
        tell_neighbour(u, record, "mandate_returned", now)
    for record in u.mandate_watch.old_slips(now - SLIP_KEPT):
        u.documents.remove((record.slip or "",))
        u.mandate_watch.forget_slip(record)
        u.mandates.step(record, "slip_erased", None, "clock", now, {})


def _warn(u: UnitOfWork, record: MandateRecord, now: datetime) -> None:
    """Both are told; it makes no sense any more once it has expired."""
    about, until = {"tag": record.tag}, record.mandate.valid_to
    key = f"mandate_expiring_held:{record.id}"
    u.outbox.owe(key, record.agent_id, "mandate_expiring_held", about, now=now, expires_at=until)
    tell_neighbour(u, record, "mandate_expiring", now)


def tell_neighbour(u: UnitOfWork, record: MandateRecord, kind: str, now: datetime, *, at_once: bool = False) -> None:
    """The neighbour is told, if any message can reach them; `at_once` where somebody has just done it beside them."""
    if record.principal_id is not None and u.people.seats_of(record.principal_id):
        u.outbox.owe(f"{kind}:{record.id}", record.principal_id, kind, {"tag": record.tag}, now=now, reply=at_once)


def close(
    u: UnitOfWork, record: MandateRecord, why: Ending, now: datetime, by: int | None = None, role: str = "clock"
) -> None:
    """Ends a mandate and logs it."""
    ended = end(record.mandate, why, now)
    if isinstance(ended, Mandate):
        u.mandates.end(record, ended)
        u.mandates.step(record, why, by, role, now, {})
