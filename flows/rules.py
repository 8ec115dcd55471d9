"""The rules of the one-stop as data: which decree a dossier falls under, and the time limits that it sets."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flows.calendar import local_day
from flows.deadlines import Calendar, due, instant
from flows.dossier import Dossier
from flows.procedure import Validity


@dataclass(frozen=True, slots=True)
class Feedback:
    """Terms for opinions and proposals (QĐ 766/QĐ-TTg, 5.2): refused, asked back, resolved, published within."""

    refuse_within: str
    ask_within: str
    resolve_within: str
    publish_within: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of one decree; what it does not set is None. Terms are written as in `flows.deadlines`.

    `alert_within` until the clerk is told of an online file, `answer_term` until it is answered, `ask_within` after
    acceptance for asking for a supplement, `answer_within` for sending it; only if `closes` is the dossier closed
    afterwards. `apology_lead` before expiry an apology is written at the latest, `correction_term` is for mending a
    result that the agency got wrong. `may_adjust`: an online file may be corrected by who sent it.
    `complain_within` the refused may complain (Luật Khiếu nại 2011 art. 9), reminded `complain_reminder` days before.
    `stuck_after` so long without an event a running file is called stuck; an official who has seen that a file is late
    may say it will be done `promise_within` at most (both practice, no law).
    """

    id: str
    valid: Validity
    alert_within: timedelta | None
    answer_term: str
    ask_within: str
    answer_within: str
    closes: bool
    apology_lead: timedelta
    correction_term: str | None
    may_adjust: bool
    feedback: Feedback | None
    complain_within: str
    complain_reminder: timedelta
    stuck_after: str
    promise_within: str


@dataclass(frozen=True, slots=True)
class Law:
    """All that dates are reckoned by: the calendar of the office, and the rules of each decree, the oldest first."""

    calendar: Calendar
    decrees: tuple[Rules, ...]

    def on(self, day: date) -> Rules:
        """The rules for what is received on this day; the first decree also stands for the time before it."""
        known = [rules for rules in self.decrees if rules.valid.since <= day]
        return known[-1] if known else self.decrees[0]

    def of(self, dossier: Dossier) -> Rules:
        """The rules that a dossier keeps: those of the day it was received, or sent in while it is not received."""
        return self.on(local_day(dossier.accepted_at or dossier.submitted_at))


def ask_until(accepted_at: datetime, law: Law) -> date:
    """The last day on which a supplement may be asked for after acceptance (NĐ 118/2025 art. 19.5)."""
    return local_day(due(accepted_at, law.on(local_day(accepted_at)).ask_within, law.calendar))


def apology_day(due_at: datetime, rules: Rules, calendar: Calendar) -> date:
    """The day on which an apology is owed at the latest: a working day, so that somebody can write it (art. 19.6)."""
    last = local_day(due_at - rules.apology_lead)
    return last if calendar.is_working_day(last) else calendar.last_working_day_before(last)


def complain_until(known_at: datetime, rules: Rules, calendar: Calendar) -> datetime:
    """The end of the last day for a complaint against a decision known since `known_at`."""
    return due(known_at, rules.complain_within, calendar)


def complaint_reminder(complain_by: datetime, rules: Rules, calendar: Calendar) -> datetime:
    """The morning on which a last word about a complaint goes out: some days before, and not on a holiday."""
    day = local_day(complain_by - rules.complain_reminder)
    while day in calendar.days_off:
        day -= timedelta(days=1)
    return instant(day, time(8))
