"""The ladder planned: what officials are owed about a file, what the clock writes down, and what still holds."""

from datetime import UTC, datetime

from bot.services.posts import people_at
from content.catalog import Library
from flows.answers import Data
from flows.apologies import DRAFTED, draft_at, is_drafted, new_date
from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import RUNNING, Role, State
from flows.escalation import NEW_FILE_RUNGS, Alert, first_rung, rungs
from flows.promises import BROKEN, is_broken, promise
from flows.reminders import MORNING
from flows.watched import Watched, answer_by, still_since
from storage.records import DossierRecord, Notice
from storage.unit_of_work import UnitOfWork

_LATE_IN = (*RUNNING, State.YEU_CAU_RUT)
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
_MANY = 500


def climb(u: UnitOfWork, library: Library, record: DossierRecord, now: datetime) -> None:
    """Owes what has fallen due on the ladder about one file, after writing down what the clock knows."""
    if not _reached(record, library, now):
        return
    _write_down(u, library, record, now)
    file = watched(u, record)
    for alert in rungs(file, now, library.law):
        for person in people_at(u, alert.to, record):
            _owe(u, alert, person, _about(alert, file, library), file.id, now)


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
    for record in late_files(u, library, now):
        file = watched(u, record)
        alerts = [alert for alert in rungs(file, now, library.law) if alert.kind == "overdue"]
        if any(person in people_at(u, alert.to, record) for alert in alerts):
            found.append((record, file))
    return tuple(found)


def late_files(u: UnitOfWork, library: Library, now: datetime) -> tuple[DossierRecord, ...]:
    """Every running file whose first date has passed, and every new one that was not answered at once."""
    new = u.dossiers.in_states((State.CHO_TIEP_NHAN,), None, _MANY)
    unanswered = [record for record in new if _reached(record, library, now)]
    return (*u.dossiers.due_between(_EVER, now, _LATE_IN), *unanswered)


def _reached(record: DossierRecord, library: Library, now: datetime) -> bool:
    first = first_rung(record.dossier, library.law)
    return first is not None and first <= now


def _write_down(u: UnitOfWork, library: Library, record: DossierRecord, now: datetime) -> None:
    """A promise that was broken, and the letter that lies ready: facts that reports read, each written once."""
    log, dossier = u.dossiers.events(record.id), record.dossier
    made, drafted = promise(log), draft_at(dossier, library.law)
    if made is not None and not made.noted and is_broken(made, dossier, now):
        u.dossiers.append(record.id, BROKEN, None, Role.CLOCK, now, {"until": made.until.isoformat()})
    if drafted is not None and drafted <= now and not is_drafted(log):
        until = new_date(dossier, now, library.calendar)
        u.dossiers.append(record.id, DRAFTED, None, Role.CLOCK, now, {"until": until.isoformat()})


def _owe(u: UnitOfWork, alert: Alert, person: int, about: dict[str, Data], file: int, now: datetime) -> None:
    if alert.per == "month" and _told_this_month(u, person, alert.kind, now):
        return
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


def _told_this_month(u: UnitOfWork, person: int, kind: str, now: datetime) -> bool:
    """Whether this person has had such a message this month, about whatever file; a dropped one was none."""
    begin = instant(local_day(now).replace(day=1), MORNING.min)
    return any(one.kind == kind and one.state != "dropped" for one in u.outbox.of_person_since(person, begin))


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
