"""By the clock, once a working morning: explanations due today, what waits for leaders, duties, the December pack."""

from datetime import date, datetime, time

from bot.services.discipline.detecting import detect
from bot.services.discipline.ledger import book
from bot.services.discipline.telling import holders_of
from content.catalog import Library
from flows.authority import Act
from flows.calendar import local, local_day
from flows.conduct import Book, proposals
from flows.discipline import OPEN, Standing, explain_by, standing
from flows.duties import owed
from flows.yearplan import planning_day
from storage.unit_of_work import UnitOfWork

MORNING = time(7, 30)
_DONE = "discipline:morning"


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """All that discipline does by the clock."""
    detect(u, library, now)
    today = local_day(now)
    if not library.calendar.is_working_day(today) or local(now).time() < MORNING:
        return
    if u.settings.get(_DONE) == today.isoformat():
        return
    u.settings.put(_DONE, today.isoformat())
    whole, until = book(u, now), library.calendar.closing(today)
    if now < until:
        _explanations(u, library, whole, now)
        _leaders(u, library, whole, now)
    _duties(u, library, now)
    _december(u, library, whole, now)


def _owe(u: UnitOfWork, kind: str, key: str, person: int, now: datetime, until: datetime | None) -> None:
    u.outbox.owe(f"{kind}:{key}:{person}", person, kind, {}, now=now, not_before=now, expires_at=until)


def _explanations(u: UnitOfWork, library: Library, whole: Book, now: datetime) -> None:
    """The last day of an explanation."""
    terms, today = library.office.discipline, local_day(now)
    for case in whole.cases:
        last, owner = explain_by(case.delay, terms, library.calendar), case.delay.owner
        open_to_it = standing(case, now, terms, library.calendar) is Standing.TO_EXPLAIN
        if owner is not None and open_to_it and local_day(last) == today:
            _owe(u, "explanation_last", today.isoformat(), owner, now, last)


def _leaders(u: UnitOfWork, library: Library, whole: Book, now: datetime) -> None:
    """One message to each leader for whom anything waits."""
    terms, today = library.office.discipline, local_day(now)
    until = library.calendar.closing(today)
    waiting = [one for one in whole.cases if standing(one, now, terms, library.calendar) in OPEN]
    contested = [one for one in whole.measures if one.in_force and one.appeal and one.appeal.decided_at is None]
    owners = {*(one.delay.owner for one in waiting), *(one.person for one in contested)}
    for leader in holders_of(u, Act.JUDGE_CONDUCT):
        if owners - {leader}:
            _owe(u, "conduct_waiting", today.isoformat(), leader, now, until)


def _duties(u: UnitOfWork, library: Library, now: datetime) -> None:
    """Meetings and reports of the heads, once each in its last working days (D11)."""
    done = {(one.duty, one.period) for one in u.commendations.duties()}
    for one in owed(local_day(now), done, library.calendar):
        for head in holders_of(u, Act.DO_DUTY):
            about = {"duty": one.duty.value, "period": one.period, "until": one.until.isoformat()}
            key = f"head_duty:{one.duty}:{one.period}:{head}"
            u.outbox.owe(key, head, "head_duty", {**about}, now=now, not_before=now)


def _december(u: UnitOfWork, library: Library, whole: Book, now: datetime) -> None:
    """The pack of December: whoever has reached the review is on the chairman's list again (D4)."""
    today = local_day(now)
    first = planning_day(today.year, library.calendar)
    if not first <= today <= date(today.year, 12, 31):
        return
    if proposals(whole, today.year, library.office.discipline.review_at):
        for chairman in holders_of(u, Act.SIGN_REVIEW):
            _owe(u, "december_pack", str(today.year), chairman, now, None)
