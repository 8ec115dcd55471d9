"""Waking: which drafts and dossiers the clock is to look at now, which are late, and until when the others sleep."""

from datetime import datetime

from sqlalchemy import Select, bindparam, select, update

from flows.dossier import ENDED, Dossier, State, deadline, is_running
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import stamp, stamp_or_none

_DRAFTS, _DOSSIERS = table("drafts"), table("dossiers")


def _awake(name: str) -> Select[Row]:
    """Who is due; what somebody is changing just now is left out, for the change wakes it anew."""
    of = table(name).c
    due = select(of.id).where(of.wake_at <= bindparam("now")).order_by(of.wake_at, of.id).limit(bindparam("limit"))
    return due.with_for_update(skip_locked=True, key_share=True)


def _rouse(name: str) -> Statement:
    of = table(name).c
    asleep = select(of.id).where(of.wake_at > bindparam("now")).order_by(of.wake_at).limit(bindparam("limit"))
    return Statement(update(table(name)).where(of.id.in_(asleep)).values(wake_at=bindparam("now")))


_awake_drafts, _awake_files = Statement(_awake("drafts")), Statement(_awake("dossiers"))
_rouse_drafts, _rouse_files = _rouse("drafts"), _rouse("dossiers")
_sleep_draft = Statement(
    update(_DRAFTS).where(_DRAFTS.c.id == bindparam("draft_id")).values(wake_at=bindparam("until"))
)
_sleep_file = Statement(
    update(_DOSSIERS)
    .where(_DOSSIERS.c.id == bindparam("dossier_id"))
    .values(wake_at=bindparam("until"), late_at=bindparam("late"))
)
_wake_file = Statement(
    update(_DOSSIERS).where(_DOSSIERS.c.id == bindparam("dossier_id")).values(wake_at=bindparam("now"))
)
_late_file = Statement(
    update(_DOSSIERS).where(_DOSSIERS.c.id == bindparam("dossier_id")).values(late_at=bindparam("late"))
)
_late = Statement(
    select(_DOSSIERS.c.id).where(_DOSSIERS.c.late_at < bindparam("now")).order_by(_DOSSIERS.c.late_at, _DOSSIERS.c.id)
)


def file_times(dossier: Dossier, now: datetime) -> tuple[int | None, int | None]:
    """`wake_at` and `late_at` of a dossier that was just saved: what has not ended is looked at at once.

    After what a new one is late the clock says when it looks at it; until then it may be at once.
    """
    if dossier.state is State.CHO_TIEP_NHAN:
        return stamp(now), stamp(now)
    late = deadline(dossier) if is_running(dossier) else None
    return None if dossier.state in ENDED else stamp(now), stamp_or_none(late)


class Waking:
    """Finds what is due by index, however much sleeps."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def drafts(self, now: datetime, limit: int) -> tuple[int, ...]:
        """The ids of drafts to be looked at, the longest due first, held until the unit of work ends."""
        return self._ids(_awake_drafts, now, limit)

    def files(self, now: datetime, limit: int) -> tuple[int, ...]:
        """The same of dossiers."""
        return self._ids(_awake_files, now, limit)

    def late(self, now: datetime) -> tuple[int, ...]:
        """The ids of dossiers whose date, or that of their answer, may have passed, the latest first."""
        return tuple(row[0] for row in self._link.rows(_late, {"now": stamp(now)}))

    def sleep_draft(self, draft_id: int, until: datetime | None) -> None:
        """Lets a draft sleep, for good when no moment is given; being touched ends it."""
        self._link.change(_sleep_draft, {"draft_id": draft_id, "until": stamp_or_none(until)})

    def sleep_file(self, dossier_id: int, until: datetime | None, late: datetime | None) -> None:
        """Lets a dossier sleep, and notes from when on it is late; any change of it ends both."""
        times: Params = {"until": stamp_or_none(until), "late": stamp_or_none(late)}
        self._link.change(_sleep_file, {"dossier_id": dossier_id, **times})

    def late_file(self, dossier_id: int, late: datetime | None) -> None:
        """Notes after what a dossier that was just saved is late, where `file_times` cannot know it: the answer."""
        self._link.change(_late_file, {"dossier_id": dossier_id, "late": stamp_or_none(late)})

    def wake_file(self, dossier_id: int, now: datetime) -> None:
        """Has a dossier looked at once more."""
        self._link.change(_wake_file, {"dossier_id": dossier_id, "now": stamp(now)})

    def rouse(self, now: datetime, limit: int) -> bool:
        """Wakes some of all that sleeps with a moment to wake; False when there is none."""
        params: Params = {"now": stamp(now), "limit": limit}
        return self._link.change(_rouse_drafts, params) + self._link.change(_rouse_files, params) > 0

    def _ids(self, due: Statement, now: datetime, limit: int) -> tuple[int, ...]:
        return tuple(row[0] for row in self._link.rows(due, {"now": stamp(now), "limit": limit}))
