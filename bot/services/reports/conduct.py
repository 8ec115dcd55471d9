"""Conduct by official as a table, from the rows of the discipline area; delays lead to their files."""

from datetime import date, datetime, time, timedelta

from bot.services.discipline import report as discipline
from content.catalog import Library
from flows.deadlines import instant
from flows.reports.table import ALL, Figure, Line, Table
from storage.unit_of_work import UnitOfWork

_CONDUCT = discipline.HEADINGS[2:]  # behind the person and the name


def conduct(u: UnitOfWork, _: Library, first: date, last: date) -> Table:
    """Delays, explanations and measures from one day to another, by official; delays lead to their files."""
    late = _late_files(u, first, last)
    lines = [
        Line(
            ALL if person == ALL else f"person:{person}",
            tuple(
                Figure(int(count), tuple(late.get(person, ())) if name == "delays" else ())
                for name, count in zip(_CONDUCT, counts, strict=True)
            ),
        )
        for person, _name, *counts in discipline.rows(u, first, last)
    ]
    lines.sort(key=lambda line: line.key != ALL)
    return Table("discipline", _CONDUCT, tuple(lines))


def _late_files(u: UnitOfWork, first: date, last: date) -> dict[str, list[str]]:
    """The files behind the delays, of each official and of all."""
    since, until = _moment(first), _moment(last + timedelta(days=1))
    found: dict[str, list[str]] = {}
    for delay in u.discipline.delays(since):
        record = u.dossiers.get(delay.file) if delay.detected_at < until else None
        if record is not None:
            for key in (ALL, str(delay.owner)):
                found.setdefault(key, []).append(record.reference)
    return found


def _moment(day: date) -> datetime:
    return instant(day, time())
