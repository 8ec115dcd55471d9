"""When a draft or a dossier is next to be looked at: at no later moment than the first at which anything may be owed.

Too early is a wasted look, too late a reminder that is missed; what changes in between wakes its dossier at once.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from flows.apologies import draft_at
from flows.calendar import local_day
from flows.deadlines import Calendar, instant
from flows.dossier import State, deadline, is_running
from flows.escalation import NEW_FILE_RUNGS, RUNGS
from flows.promises import promise
from flows.quiet import WINDOWS, Audience
from flows.reminders import DRAFT_REMINDERS, FILE_REMINDERS, IdleDraft, OpenFile, Span
from flows.rules import Law
from flows.watched import Watched, answer_by

# The shortest time that two moments can be apart.
_NEXT = timedelta.resolution
_CLOSABLE = (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU)


def wake_draft(draft: IdleDraft, now: datetime, calendar: Calendar) -> datetime | None:
    """When a reminder about a draft may next fall due after now; None when none will, unless it is touched."""
    return earliest(after(now, _starts(rule.when(draft, now, calendar) for rule in DRAFT_REMINDERS)))


def wake_file(file: OpenFile, now: datetime, law: Law) -> datetime | None:
    """When the clock may next remind a resident of a dossier, or close it; None for never, as it stands."""
    starts = _starts(rule.when(file, now, law.calendar) for rule in FILE_REMINDERS)
    return earliest(after(now, [*starts, *_closing(file, law)]))


def wake_ladder(file: Watched, now: datetime, law: Law) -> datetime | None:
    """When the next rung of the ladder may be reached after now, or something is to be written down; None for never."""
    moments = _starts(rung.when(file, now, law) for rung in (*NEW_FILE_RUNGS, *RUNGS))
    made, drafted, morning = promise(file.happenings), draft_at(file.dossier, law), _digest_after(file, now, law)
    if made is not None:
        moments.append(made.until + _NEXT)  # until then it holds everything back
    return earliest(after(now, [*moments, *(one for one in (drafted, morning) if one is not None)]))


def late_from(file: Watched, law: Law) -> datetime | None:
    """After what a file is late: its date, or that of the answer to a new one; None for what waits or is done.

    Without its log never later than with it.
    """
    return deadline(file.dossier) if is_running(file.dossier) else answer_by(file, law)


def earliest(moments: Iterable[datetime | None]) -> datetime | None:
    """The first of some moments, of which any may be missing."""
    return min((one for one in moments if one is not None), default=None)


def after(now: datetime, moments: Iterable[datetime]) -> list[datetime]:
    """The moments still to come."""
    return [one for one in moments if one > now]


def _starts(spans: Iterable[Span | None]) -> list[datetime]:
    return [span.start for span in spans if span is not None]


def _closing(file: OpenFile, law: Law) -> list[datetime]:
    """The midnight after the last day for a supplement, where the decree closes what does not come."""
    asked = file.dossier.supplement
    if asked is None or file.dossier.state not in _CLOSABLE or not law.of(file.dossier).closes:
        return []
    return [instant(local_day(asked.answer_by) + timedelta(days=1), time())]


def _digest_after(file: Watched, now: datetime, law: Law) -> datetime | None:
    """The next morning on which the file stands in the digest of what is overdue."""
    end, opens = late_from(file, law), WINDOWS[Audience.OFFICIAL].opens
    if end is None:
        return None
    day = law.calendar.next_working_day(max(local_day(end), local_day(now) - timedelta(days=1)))
    return instant(day, opens) if instant(day, opens) > now else instant(law.calendar.next_working_day(day), opens)
