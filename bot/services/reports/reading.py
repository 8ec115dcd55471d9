"""Who may read which report, asked anew each time; and made reports found again by their code."""

from bot.services.authority import fields_for, may
from bot.services.reports.export import Written
from bot.services.reports.naming import Naming, people_in
from bot.services.reports.registry import REPORTS
from bot.services.visit import Visit
from flows.authority import Act
from flows.reports.codec import table_from_data
from flows.reports.periods import Period
from flows.reports.table import Table
from storage.reports import MadeReport

WEEK = "week"  # the picture of a week, kept as a report
BROKEN = "broken"  # a report that contradicted itself: only what does not add up is kept


def readable(visit: Visit) -> tuple[str, ...]:
    """The reports that this person may order."""
    return tuple(name for name in REPORTS if may_read(visit, name))


def may_read(visit: Visit, kind: str) -> bool:
    """Whether this person may read a report of this kind at all; one about the whole office wants all fields."""
    report = REPORTS.get(kind)
    if report is None or may(visit, report.act) is None:
        return False
    return not report.whole or fields_for(visit.u, visit.person, report.act) is None


def found(visit: Visit, code: str) -> MadeReport | None:
    """The made report of this code, if this person may read it now: of all its fields, or of the whole office."""
    made = visit.u.reports.made(code)
    if made is None:
        return None
    kind = made.kind.partition(":")[2] if made.kind.startswith(f"{BROKEN}:") else made.kind
    act = Act.READ_REPORTS if kind == WEEK else REPORTS[kind].act if kind in REPORTS else None
    if act is None or may(visit, act) is None:
        return None
    fields = fields_for(visit.u, visit.person, act)
    return made if fields is None or (made.fields and fields.issuperset(made.fields)) else None


def written(visit: Visit, made: MadeReport) -> Written:
    """A made report with all that is needed to tell it to this person."""
    table: Table = table_from_data(made.data)
    naming = Naming(visit.library, visit.voice.language, people_in(visit.u, table))
    return Written(table, period_of(made), naming, tuple(naming.line(f"field:{one}") for one in made.fields))


def period_of(made: MadeReport) -> Period:
    """The days that it is about."""
    return Period(made.first, made.last)
