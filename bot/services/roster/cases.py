"""Today's open cases at the desk, for who comes on duty (N16): counts and codes, never a name or an answer."""

from collections.abc import Sequence
from datetime import time, timedelta

from bot.services.visit import Visit
from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import READY, RUNNING, State
from storage.records import DossierRecord

_SHOWN = 5
_MOST = 500
_WAITING = (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU)


def cases(visit: Visit) -> str:
    """Supplements due today, dates promised for today, results to be collected, and who asks for help."""
    today = local_day(visit.now)
    supplements = [
        one
        for one in visit.u.dossiers.in_states(_WAITING, None, _MOST)
        if one.dossier.supplement is not None and local_day(one.dossier.supplement.answer_by) == today
    ]
    due = visit.u.dossiers.due_between(instant(today, time()), instant(today + timedelta(days=1), time()), RUNNING)
    results = visit.u.dossiers.in_states(READY, None, _MOST)
    lines = [
        _line(visit, "supplements", supplements),
        _line(visit, "due", due),
        _line(visit, "results", results),
        visit.voice.say("roster.case_wanted", {"count": len(visit.u.help_requests.at_desk())}),
    ]
    return visit.voice.say("roster.cases", {"lines": lines})


def _line(visit: Visit, what: str, records: Sequence[DossierRecord]) -> str:
    params = {"what": visit.voice.say(f"roster.case_{what}"), "count": len(records), "codes": _codes(visit, records)}
    return visit.voice.say("roster.case_line", params)


def _codes(visit: Visit, records: Sequence[DossierRecord]) -> str:
    codes = ", ".join(one.reference for one in records[:_SHOWN])
    more = len(records) - _SHOWN
    return visit.voice.say("roster.codes_more", {"codes": codes, "more": more}) if more > 0 else codes
