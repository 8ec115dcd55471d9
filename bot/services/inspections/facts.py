"""What the program knows for a checklist (D9): figures of a unit's files, which an inspector then looks at."""

from datetime import timedelta

from bot.services.inspections.register import unit
from bot.services.ladder import late_files
from bot.services.reports.cases import FILING, ONLINE
from bot.services.visit import Visit
from flows.calendar import local_day
from flows.dossier import LIVE
from flows.duty import Gap, gap
from flows.ratings import Score, totals

_LOOKED_AT = 300  # files, so that no turn waits long
_RATED = timedelta(days=90)


def suggestions(visit: Visit, id: str) -> dict[str, int]:
    """Figures by item of the checklist; an item without one is looked at on the spot."""
    fields = _fields(visit, id)
    late = [one for one in late_files(visit.u, visit.now) if one.field in fields]
    files = visit.u.dossiers.in_states(LIVE, fields, limit=_LOOKED_AT)
    staff = {one.person_id for one in visit.u.staff.everybody()}
    found = {
        "late": len(late),
        "apology": sum(one.dossier.promised_at is None for one in late),
        "supplement": sum(one.dossier.asked_before + one.dossier.asked_after > 1 for one in files),
        "channel": sum(one.answers.get(FILING) == ONLINE and one.filer_id in staff for one in files),
        "digitised": sum(not visit.u.documents.of_dossier(one.id) for one in files),
        "roster": _missing_turns(visit),
    }
    rated = totals(visit.u.ratings.counts(visit.now - _RATED, visit.now, fields))
    return {**found, "rating": rated.bad} if rated is not None else found


def _missing_turns(visit: Visit) -> int:
    """Duty turns of now whose holder is not at the desk."""
    today, hours = local_day(visit.now), visit.library.office.hours
    turns = visit.u.roster.between(today, today, published=True)
    return sum(gap(one.turn, visit.now, hours) is Gap.ABSENT for one in turns)


def alerts(visit: Visit, id: str) -> int:
    """How many alerts there are about a unit: late files, and bad ratings once they may be counted."""
    fields = _fields(visit, id)
    late = sum(one.field in fields for one in late_files(visit.u, visit.now))
    rated = visit.u.ratings.counts(visit.now - _RATED, visit.now, fields)
    return late + (rated.get(Score.BAD, 0) if totals(rated) is not None else 0)


def _fields(visit: Visit, id: str) -> tuple[str, ...]:
    desk = unit(visit.library, id)
    return desk.fields if desk else ()
