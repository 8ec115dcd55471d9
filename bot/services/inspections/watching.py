"""By the clock: a week or month without its inspection is told to the chairman, second looks are recalled (D8)."""

from datetime import date, datetime, timedelta

from bot.services.inspections import register
from content.catalog import Library
from flows.calendar import local_day
from flows.inspection_plan import alert_at, held_in_month, held_in_week, month_alert_at
from storage.unit_of_work import UnitOfWork

_SINCE = "inspections:since"
_WEEK = "inspections:week"
_MONTH = "inspections:month"
_MORNING = "inspections:morning"


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """All that inspections do by the clock; nothing of it reaches the unit before check-in."""
    today = local_day(now)
    since = u.settings.get(_SINCE)
    if since is None:
        u.settings.put(_SINCE, since := today.isoformat())
    begun = date.fromisoformat(since)
    for day in (today - timedelta(days=7), today):
        _week(u, library, day, begun, now)
    for day in (today.replace(day=1) - timedelta(days=1), today):
        _month(u, library, day, begun, now)
    if library.calendar.is_working_day(today) and u.settings.get(_MORNING) != today.isoformat():
        u.settings.put(_MORNING, today.isoformat())
        _second_looks(u, library, today, now)


def _week(u: UnitOfWork, library: Library, day: date, begun: date, now: datetime) -> None:
    monday, alert = day - timedelta(days=day.weekday()), alert_at(day, library.calendar)
    done = u.settings.get(_WEEK) or ""
    if alert is None or now < alert or local_day(alert) < begun or done >= monday.isoformat():
        return
    u.settings.put(_WEEK, monday.isoformat())
    if not held_in_week(register.everything(u, now), day):
        _miss(u, "week", monday, now)


def _month(u: UnitOfWork, library: Library, day: date, begun: date, now: datetime) -> None:
    first, alert = day.replace(day=1), month_alert_at(day, library.calendar)
    done = u.settings.get(_MONTH) or ""
    if now < alert or local_day(alert) < begun or done >= first.isoformat():
        return
    u.settings.put(_MONTH, first.isoformat())
    if not held_in_month(register.everything(u, now), day):
        _miss(u, "month", first, now)


def _miss(u: UnitOfWork, what: str, first: date, now: datetime) -> None:
    for chairman in register.chairmen(u):
        about = {"what": what, "first": first.isoformat()}
        key = f"inspection_missed:{what}:{first}:{chairman}"
        u.outbox.owe(key, chairman, "inspection_missed", {**about}, now=now, not_before=now)


def _second_looks(u: UnitOfWork, library: Library, today: date, now: datetime) -> None:
    """On its day to the inspector and the heads of the unit; once it is past, to the inspector and the chairman."""
    for one in register.everything(u, now):
        if one.follow_up is None or one.followed_at is not None or one.follow_up > today:
            continue
        late = one.follow_up < today
        others = register.chairmen(u) if late else register.heads_of(u, library, one.unit)
        people = tuple(dict.fromkeys((one.inspector, *others)))
        register.tell(u, people, "inspection_follow", f"{one.code}:{late}", one.code, now)
