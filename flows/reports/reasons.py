"""Why files were sent back or refused: each reason with the files it was told to."""

from collections.abc import Iterable
from datetime import datetime

from flows.deadlines import Calendar
from flows.reports.case import Case, all_known
from flows.reports.table import Line, Table, counted


def reasons(cases: Iterable[Case], since: datetime, until: datetime, calendar: Calendar) -> Table:
    """The reasons told from `since` on and before `until`, the most frequent first."""
    told: dict[str, list[str]] = {}
    for one in all_known(cases, until, calendar):
        for reason in one.reasons(since):
            told.setdefault(reason, []).append(one.case.code)
    order = sorted(told, key=lambda reason: (-len(told[reason]), reason))
    return Table("reasons", ("files",), tuple(Line(f"reason:{one}", (counted(told[one]),)) for one in order))
