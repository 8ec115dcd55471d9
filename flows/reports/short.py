"""The short figures as a table: the counts of `flows.figures`, each with its files."""

from collections.abc import Iterable
from datetime import datetime

from flows.deadlines import Calendar
from flows.figures import Tally, counted_in
from flows.reports.case import Case, all_known
from flows.reports.form06a import by_field
from flows.reports.table import Table

COLUMNS = tuple(Tally.__slots__)


def short(cases: Iterable[Case], since: datetime, until: datetime, calendar: Calendar) -> Table:
    """The counts from `since` on and before `until`, by field."""
    known = all_known(cases, until, calendar)
    return by_field("figures", COLUMNS, ((one, counted_in(one.case.file, since, until, calendar)) for one in known))
