"""Whom the figures of the last quarter recommend for a commendation (D10), as a file; a human decides."""

import csv
import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bot.ports import Attachment, File
from bot.services.area import Reckoned
from bot.services.authority import may
from bot.services.discipline.ledger import AREA
from bot.services.discipline.naming import who
from bot.services.reports.cases import gather_cases
from bot.services.reports.offered import premises, services
from bot.services.visit import Visit
from bot.services.voice import Voice
from flows.authority import Act
from flows.calendar import local_day
from flows.deadlines import instant
from flows.duties import Work, recommended
from flows.reports.nine import COLUMNS, nine
from flows.reports.table import Table
from storage.database import Database
from storage.unit_of_work import UnitOfWork

CANDIDATES = "candidates"
_TYPE = "text/csv"
_PERSON = "person:"


def attachment(visit: Visit) -> Attachment:
    """The file with the candidates, made when it is fetched."""
    return Attachment(f"w:{AREA}:{CANDIDATES}", visit.voice.say("discipline.candidates_name"), _TYPE)


def errand(visit: Visit, rest: str) -> Reckoned | None:
    """The candidates of the last quarter, for those who may commend."""
    if rest != CANDIDATES or may(visit, Act.COMMEND) is None:
        return None
    library, voice, (first, last) = visit.library, visit.voice, last_quarter(local_day(visit.now))

    async def make(database: Database) -> File:
        since, until = instant(first, time()), instant(last + timedelta(days=1), time())
        cases = await gather_cases(database, since, until)
        table = nine(cases, services(library), premises(library), since, until, library.calendar)
        return await database.turn(lambda u: _file(u, voice, table, since, until))

    return Reckoned(make)


def last_quarter(day: date) -> tuple[date, date]:
    """The first and last day of the calendar quarter before a day."""
    begin = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = begin - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def _file(u: UnitOfWork, voice: Voice, table: Table, since: datetime, until: datetime) -> File:
    late = [one.owner for one in u.discipline.delays(since) if one.detected_at < until]
    found = recommended(works(table, late))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([voice.say(f"discipline.candidates_{name}") for name in ("person", "decided", "index")])
    for one in found:
        writer.writerow([_safe(who(u, voice, one.person)), one.decided, str(one.index)])
    name = voice.say("discipline.candidates_name")
    return File(out.getvalue().encode("utf-8-sig"), f"{name}.csv", _TYPE)


def works(table: Table, late: list[int | None]) -> list[Work]:
    """What each official did, read off the table of the nine indices; `late` names the owner of each delay."""
    found = []
    for line in table.lines:
        if line.key.startswith(_PERSON):
            cells = dict(zip(COLUMNS, line.figures, strict=True))
            person, count, total = int(line.key.removeprefix(_PERSON)), cells["files"].value, cells["sum"].value
            if isinstance(count, int) and isinstance(total, int | Decimal):
                found.append(Work(person, count, late.count(person), Decimal(total)))
    return found


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
