"""The facts that exports of form 07a/BTP have since 2026: how files came, why they ended, and what had an apology."""

from collections.abc import Iterable
from datetime import datetime

from flows.chronicle import first_of
from flows.deadlines import Calendar
from flows.reports.case import Case, Known, all_known
from flows.reports.form06a import by_field
from flows.reports.table import Table

COLUMNS = (
    "carried",
    "online",
    "direct",
    "awaiting",
    "not_accepted",
    "stopped",
    "withdrawn",
    "early",
    "on_time",
    "late",
    "late_sorry",
    "late_unsorry",
    "in_time",
    "overdue",
    "overdue_sorry",
    "overdue_unsorry",
)


def form07a(cases: Iterable[Case], since: datetime, until: datetime, calendar: Calendar) -> Table:
    """The facts for the time from `since` on and before `until`, by field."""
    return by_field("07a", COLUMNS, ((one, places(one, since)) for one in all_known(cases, until, calendar)))


def places(one: Known, since: datetime) -> tuple[str, ...]:
    """The columns in which a file is counted; handling ends with the result, and no request for papers ends it."""
    if one.clock is None:
        return _before_acceptance(one, since)
    if one.handled_at is not None and one.handled_at < since:
        return ()
    came = "carried" if one.clock.began_at < since else "online" if one.case.online else "direct"
    sorry = "sorry" if one.apologised() else "unsorry"
    if one.handled_at is None:
        return (came, "overdue", f"overdue_{sorry}") if one.how == "late" else (came, "in_time")
    if not one.decided:
        withdrawn = first_of(one.log, "withdraw") is not None
        return (came, "stopped", "withdrawn") if withdrawn else (came, "stopped")
    return (came, "late", f"late_{sorry}") if one.how == "late" else (came, one.how)


def _before_acceptance(one: Known, since: datetime) -> tuple[str, ...]:
    left = one.left_at()
    if left is None:
        return ("awaiting",)
    return ("not_accepted",) if left >= since else ()
