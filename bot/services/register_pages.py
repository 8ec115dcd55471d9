"""The register (form 06 of 2018, 07 of 2025), month by month: one book a year, numbered on, for officials only."""

from dataclasses import replace
from datetime import date, datetime, time

from bot.services.form_filling import OFFICIAL, letterhead, matter
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.forms.filled import Entry, RegisterPages
from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import ENDED, State, deadline
from storage.records import DossierRecord
from storage.register import Line


def month_of(at: datetime) -> str:
    """The month of a moment, as the register's pages are named: 2026-11."""
    return local_day(at).strftime("%Y-%m")


def first_day(month: str) -> date | None:
    """The first day of a month named so, None for anything else."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def before(month: date) -> date:
    """The first day of the month before."""
    return month.replace(year=month.year - 1, month=12) if month.month == 1 else month.replace(month=month.month - 1)


def after(month: date) -> date:
    """The first day of the month after."""
    return month.replace(year=month.year + 1, month=1) if month.month == 12 else month.replace(month=month.month + 1)


def pages(visit: Visit, month: date, fields: frozenset[str] | None) -> RegisterPages:
    """The lines of a month that lie in these fields (None: in all); each look into a file is logged."""
    visit = replace(visit, voice=Voice(visit.library, OFFICIAL))
    begins, since, until = (instant(day, time()) for day in (month.replace(month=1), month, after(month)))
    lines = visit.u.register.lines(begins, until)
    rows = []
    for number, line in enumerate(lines, 1):
        record = visit.u.dossiers.get(line.dossier_id) if line.accepted_at >= since else None
        if record is not None and (fields is None or record.field in fields):
            visit.u.views.log(visit.person, record.id, "form:register", "register", visit.now)
            rows.append(_entry(visit, number, line, record))
    head = letterhead(visit, visit.library.law.on(month))
    return RegisterPages(head, month.year, month.month, tuple(rows))


def _entry(visit: Visit, number: int, line: Line, record: DossierRecord) -> Entry:
    dossier = record.dossier
    ended = dossier.state in ENDED and dossier.state is not State.DA_TRA_KET_QUA
    return Entry(
        number,
        matter(visit, record),
        line.accepted_at,
        line.passed_on_at,
        deadline(dossier),
        dossier.finished_at,
        dossier.handed_at,
        visit.voice.say(f"states.{dossier.state}") if ended else "",
    )
