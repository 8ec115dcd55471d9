"""At which question people give up (F77): counted when a draft is deleted or expires, without whose it was."""

import re
from datetime import date, datetime

from content.catalog import Library
from flows.calendar import local_day
from flows.path import locate
from flows.reports.table import ALL, Figure, Line, Table
from storage.records import Draft
from storage.unit_of_work import UnitOfWork

REVIEW = "review"  # everything was answered, and nothing was sent
_BLOCK = re.compile(r"\[\d+\]")


def note_stop(u: UnitOfWork, library: Library, draft: Draft, now: datetime) -> None:
    """Counts the question that stood open in a draft that ends now; nothing for what is no procedure in use.

    Who was shown another door did not give up.
    """
    sheet, today = library.procedures.get(draft.session.procedure), local_day(now)
    if sheet is None:
        return
    place = locate(sheet.procedure, draft.session, today)
    if place.end is None:
        step = REVIEW if place.current is None else _BLOCK.sub("", place.current.key)
        u.reports.stopped(sheet.key, step, today)


def stops(u: UnitOfWork, _: Library, first: date, last: date) -> Table:
    """The questions at which drafts ended from one day to another, the most frequent first."""
    found = sorted(u.reports.stops(first, last).items(), key=lambda one: (-one[1], one[0]))
    lines = [Line(f"step:{procedure}.{step}", (Figure(count),)) for (procedure, step), count in found]
    return Table("stops", ("drafts",), (Line(ALL, (Figure(sum(count for _, count in found)),)), *lines))
