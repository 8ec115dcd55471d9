"""Every report by its name: who may read it, and how it is made. A new one is one line here."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.services.reports.cases import gather_cases
from bot.services.reports.conduct import conduct
from bot.services.reports.offered import premises, services
from bot.services.reports.stops import stops
from bot.services.roster import report as roster
from content.catalog import Library
from flows.authority import Act
from flows.deadlines import Calendar
from flows.reports.case import Case
from flows.reports.form06a import form06a
from flows.reports.form07a import form07a
from flows.reports.kpi766 import kpi766
from flows.reports.nine import nine
from flows.reports.periods import Period
from flows.reports.reasons import reasons
from flows.reports.short import short
from flows.reports.spread import spread
from flows.reports.table import Table
from storage.database import Database
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked about: the days, and the fields (None: all)."""

    library: Library
    period: Period
    fields: frozenset[str] | None = None


Make = Callable[[Database, Asked], Awaitable[Table]]


@dataclass(frozen=True, slots=True)
class Report:
    """One report: how it is made, and by which act of `flows.authority` it is read.

    `whole`: it is about the office as a whole and makes no sense for single fields.
    """

    make: Make
    act: Act = Act.READ_REPORTS
    whole: bool = False


Count = Callable[[tuple[Case, ...], Asked], Table]
Read = Callable[[UnitOfWork, Library, date, date], Table]


def of_cases(count: Count) -> Make:
    """A report that counts files: they are read page by page, and counted beside the conversation."""

    async def make(database: Database, asked: Asked) -> Table:
        cases = await gather_cases(database, asked.period.since, asked.period.until, asked.fields)
        return await asyncio.to_thread(count, cases, asked)

    return make


def of_rows(read: Read) -> Make:
    """A report over few rows of its own tables, read in one transaction; both days belong to it."""

    async def make(database: Database, asked: Asked) -> Table:
        return await database.turn(lambda u: read(u, asked.library, asked.period.first, asked.period.last))

    return make


def _indicators(cases: tuple[Case, ...], asked: Asked) -> Table:
    weights, days = asked.library.indicators.weights, (asked.period.since, asked.period.until)
    return kpi766(cases, services(asked.library), weights, *days, asked.library.calendar)


def _nine(cases: tuple[Case, ...], asked: Asked) -> Table:
    days = (asked.period.since, asked.period.until)
    return nine(cases, services(asked.library), premises(asked.library), *days, asked.library.calendar)


def _over(count: Callable[[tuple[Case, ...], datetime, datetime, Calendar], Table]) -> Report:
    """A count that needs nothing but the files and the days."""

    def counted(cases: tuple[Case, ...], asked: Asked) -> Table:
        return count(cases, asked.period.since, asked.period.until, asked.library.calendar)

    return Report(of_cases(counted))


REPORTS: Mapping[str, Report] = {
    "figures": _over(short),
    "06a": _over(form06a),
    "07a": _over(form07a),
    "kpi766": Report(of_cases(_indicators), whole=True),
    "nine": Report(of_cases(_nine), Act.READ_PERSONNEL),
    "spread": _over(spread),
    "reasons": _over(reasons),
    "roster": Report(of_rows(roster.table), Act.READ_TURNS),
    "stops": Report(of_rows(stops), whole=True),
    "discipline": Report(of_rows(conduct), Act.READ_CONDUCT, whole=True),
}
