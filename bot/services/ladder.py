"""The ladder planned: what officials are owed about a file, what the clock writes down, and what still holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.services.posts import people_at
from content.catalog import Library
from flows.answers import Data
from flows.apologies import DRAFTED, draft_at, is_drafted, new_date
from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import Role, State
from flows.escalation import NEW_FILE_RUNGS, Alert, first_rung, rungs
from flows.promises import BROKEN, is_broken, promise
from flows.reminders import MORNING
from flows.waking import earliest, late_from, wake_ladder
from flows.watched import Watched, answer_by, still_since
from storage.records import DossierRecord, Notice
from storage.unit_of_work import UnitOfWork

# At the next round of planning, whenever that is.
_SOON = timedelta.resolution


@dataclass(frozen=True, slots=True)
class Rest:
    """Until when a file may rest, as far as the ladder goes, and from when on it is late."""

    until: datetime | None
    late: datetime | None


def climb(u: UnitOfWork, library: Library, record: DossierRecord, now: datetime) -> Rest:
    """Owes what has fallen due on the ladder about one file, after writing down what the clock knows."""
    law, first = library.law, first_rung(record.dossier, library.law)
    if first is None or now < first:
        return Rest(first, late_from(Watched(record.id, record.dossier), law))
    _write_down(u, library, record, now)
    file, again = watched(u, record), list[datetime | None]()
    for alert in rungs(file, now, law):
        for person in people_at(u, alert.to, record):
            again.append(_owe(u, alert, person, _about(alert, file, library), file.id, now))
    return Rest(earliest((*again, wake_ladder(file, now, law))), late_from(file, law))


def watched(u: UnitOfWork, record: DossierRecord) -> Watched:
    """A file as the ladder sees it."""
    opened = [view.at for view in u.views.of(record.id) if view.what == "file"]
    return Watched(record.id, record.dossier, u.dossiers.events(record.id), max(opened, default=None))


def still_holds(u: UnitOfWork, library: Library, notice: Notice, now: datetime) -> bool:
    """Whether an alert of the ladder is still owed to its reader, asked again before it is sent."""
    if notice.kind == "overdue":
        return bool(overdue_of(u, library, notice.person_id, now))
    record = None if notice.dossier_id is None else u.dossiers.get(notice.dossier_id)
    if record is None:
        return False
    key = notice.dedupe.removesuffix(f":{notice.person_id}")
    alerts = [alert for alert in rungs(watched(u, record), now, library.law) if alert.dedupe == key]
    return any(notice.person_id in people_at(u, alert.to, record) for alert in alerts)


def overdue_of(
    u: UnitOfWork, library: Library, person: int, now: datetime
) -> tuple[tuple[DossierRecord, Watched], ...]:
    """The files that stand in a person's digest today, the latest first; none that somebody promised to finish."""
    found = []
    for record in late_files(u, now):
        file = watched(u, record)
        alerts = [alert for alert in rungs(file, now, library.law) if alert.kind == "overdue"]
        if any(person in people_at(u, alert.to, record) for alert in alerts):
            found.append((record, file))
    return tuple(found)


def late_files(u: UnitOfWork, now: datetime) -> tuple[DossierRecord, ...]:
    """Every file whose date has passed, the latest first, then the new ones that were not answered in time."""
    found = (u.dossiers.get(id) for id in u.waking.late(now))
    late = [record for record in found if record is not None]
    return tuple(sorted(late, key=lambda one: one.dossier.state is State.CHO_TIEP_NHAN))


def _write_down(u: UnitOfWork, library: Library, record: DossierRecord, now: datetime) -> None:
    """A promise that was broken, and the letter that lies ready: facts that reports read, each written once."""
    log, dossier = u.dossiers.events(record.id), record.dossier
    made, drafted = promise(log), draft_at(dossier, library.law)
    if made is not None and not made.noted and is_broken(made, dossier, now):
        u.dossiers.append(record.id, BROKEN, None, Role.CLOCK, now, {"until": made.until.isoformat()})
    if drafted is not None and drafted <= now and not is_drafted(log):
        until = new_date(dossier, now, library.calendar)
        u.dossiers.append(record.id, DRAFTED, None, Role.CLOCK, now, {"until": until.isoformat()})


def _owe(u: UnitOfWork, alert: Alert, person: int, about: dict[str, Data], file: int, now: datetime) -> datetime | None:
    """Owes an alert; returns when to look again if it was left out, for this person heard the like this month."""
    told = _told_this_month(u, person, alert.kind, now) if alert.per == "month" else ()
    if told:
        # What is not sent yet may still be dropped, and then this one is owed.
        sent = any(notice.state == "sent" for notice in told)
        return instant(_next_month(local_day(now)), MORNING.min) if sent else now + _SOON
    u.outbox.owe(
        f"{alert.dedupe}:{person}",
        person,
        alert.kind,
        about,
        now=now,
        not_before=alert.not_before,
        dossier_id=None if alert.per == "day" else file,
        expires_at=alert.expires_at,
    )
    return None


def _told_this_month(u: UnitOfWork, person: int, kind: str, now: datetime) -> tuple[Notice, ...]:
    """Such messages as this person has had this month, about whatever file; a dropped one was none."""
    begin = instant(local_day(now).replace(day=1), MORNING.min)
    had = u.outbox.of_person_since(person, begin)
    return tuple(one for one in had if one.kind == kind and one.state != "dropped")


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _about(alert: Alert, file: Watched, library: Library) -> dict[str, Data]:
    """What an alert says beside the file's own facts: a date that no dossier holds."""
    made = promise(file.happenings)
    moments = {
        "stuck": ("since", still_since(file)),
        "promise_broken": ("until", made.until if made else None),
        **dict.fromkeys((rung.kind for rung in NEW_FILE_RUNGS), ("answer_by", answer_by(file, library.law))),
    }
    name, moment = moments.get(alert.kind, ("", None))
    return {} if moment is None else {name: moment.isoformat()}
