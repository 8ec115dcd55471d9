"""Dates reckoned anew when the calendar in use has changed, as swaps of days off are decided late."""

from dataclasses import dataclass, replace
from datetime import datetime

from flows.answers import Data
from flows.deadlines import due
from flows.dossier import Dossier, deadline, is_running
from flows.rules import Law


@dataclass(frozen=True, slots=True)
class Recalculated:
    """The dossier with its new dates, what the log keeps, and whether the resident's date moved later."""

    dossier: Dossier
    data: dict[str, Data]
    later: bool


def recalculated(dossier: Dossier, law: Law) -> Recalculated | None:
    """What another calendar makes of the dates; None when nothing moves, as for all that has ended.

    A last day for a supplement that was told to a resident never moves to an earlier one.
    """
    if dossier.closed_at is not None or dossier.finished_at is not None:
        return None
    began, asked = dossier.clock_from, dossier.supplement
    after = replace(dossier, due_at=None if began is None else due(began, dossier.term, law.calendar))
    if asked is not None:
        last = max(asked.answer_by, due(asked.asked_at, law.of(dossier).answer_within, law.calendar))
        after = replace(after, supplement=replace(asked, answer_by=last))
    if after == dossier:
        return None
    then, now = deadline(dossier), deadline(after)
    later = is_running(after) and then is not None and now is not None and now > then
    return Recalculated(after, _told(dossier, after), later)


def _told(before: Dossier, after: Dossier) -> dict[str, Data]:
    told: dict[str, Data] = {}
    if after.due_at != before.due_at:
        told |= {"due_at": _iso(after.due_at), "was_due_at": _iso(before.due_at)}
    if after.supplement is not None and after.supplement != before.supplement and before.supplement is not None:
        told |= {"answer_by": _iso(after.supplement.answer_by), "was_answer_by": _iso(before.supplement.answer_by)}
    return told


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
