"""Delays (handbook §5, D1, D5): which of a file's dates were missed by the office, what residents caused left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flows.calendar import local, local_day
from flows.chronicle import Happening
from flows.deadlines import ONE_DAY, Calendar, instant
from flows.dossier import Dossier, State, is_running
from flows.rules import Law
from flows.watched import Watched, answer_by


class Step(StrEnum):
    """The date that was missed: of the answer to what was sent in, of the receipt, or the new one of an apology."""

    ANSWER = "answer"
    RESULT = "result"
    NEW_DATE = "new_date"


@dataclass(frozen=True, slots=True)
class Missed:
    """A date that passed without what was promised; `due` is what counts, the resident's own waits taken out."""

    step: Step
    due: datetime


def missed(file: Watched, now: datetime, law: Law) -> tuple[Missed, ...]:
    """Every date of a file that the office has missed by now; an apology with a new date undoes none (D7)."""
    answer = answer_by(file, law)
    if answer is not None:
        return (Missed(Step.ANSWER, answer),) if answer < now else ()
    dossier = file.dossier
    if not is_running(dossier) and dossier.finished_at is None:
        return ()
    end, found = dossier.finished_at or now, []
    for step, promised in ((Step.RESULT, dossier.due_at), (Step.NEW_DATE, dossier.promised_at)):
        counted = None if promised is None else counted_due(dossier, promised, file.happenings, law.calendar)
        if counted is not None and counted < end:
            found.append(Missed(step, counted))
    return tuple(found)


def counted_due(
    dossier: Dossier, promised: datetime, happenings: Iterable[Happening], calendar: Calendar
) -> datetime | None:
    """The moment after which a promised date is missed: later by the working days for which a resident's payment was
    awaited, and never on a day off; None while it is awaited, if that began in time."""
    end = _on_working_day(promised, calendar)
    for asked, paid in _payments(happenings, dossier.clock_from):
        if asked > end:
            continue
        if paid is None:
            if dossier.state is State.NGHIA_VU_TC:
                return None
            continue
        days = _working_days(local_day(asked), local_day(paid), calendar)
        end = instant(calendar.working_days_after(local_day(end), days), local(end).time())
    return end


def _payments(happenings: Iterable[Happening], since: datetime | None) -> Iterator[tuple[datetime, datetime | None]]:
    """From when until when a payment was awaited, since the clock last started."""
    asked: datetime | None = None
    for one in happenings:
        if since is not None and one.at < since:
            continue
        if one.kind == "ask_payment":
            asked = one.at
        elif one.kind == "paid" and asked is not None:
            yield asked, one.at
            asked = None
    if asked is not None:
        yield asked, None


def _on_working_day(moment: datetime, calendar: Calendar) -> datetime:
    here = local(moment)
    day = calendar.on_or_after(here.date())
    return moment if day == here.date() else instant(day, here.time())


def _working_days(first: date, last: date, calendar: Calendar) -> int:
    """The working days after the first day up to the last one."""
    count = 0
    while first < last:
        first += ONE_DAY
        count += calendar.is_working_day(first)
    return count
