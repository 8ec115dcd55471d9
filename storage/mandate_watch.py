"""Mandates that the clock looks at: soon to expire, outlived by their file, held by who is no helper any more."""

from datetime import datetime

from sqlalchemy import and_, bindparam, exists, or_, select, update

from flows.dossier import ENDED, Role
from storage.mandates import COLUMNS, Mandates
from storage.records_mandates import MandateRecord
from storage.statements import Link, Statement
from storage.tables import table
from storage.times import stamp

_MANDATES, _DOSSIERS, _STAFF = table("mandates"), table("dossiers"), table("staff")
_LIVE = select(*COLUMNS).where(
    _MANDATES.c.made_at.is_not(None), _MANDATES.c.ended_at.is_(None), _MANDATES.c.valid_to > bindparam("now")
)
_HELPS = exists().where(
    _STAFF.c.person_id == _MANDATES.c.agent_id, _STAFF.c.role == Role.HELPER.value, _STAFF.c.revoked_at.is_(None)
)
_MOST = 200

_ending = Statement(
    _LIVE.where(_MANDATES.c.valid_to <= bindparam("until")).order_by(_MANDATES.c.valid_to, _MANDATES.c.id).limit(_MOST)
)
_outlived = Statement(
    _LIVE.where(
        _MANDATES.c.dossier_id.in_(
            select(_DOSSIERS.c.id).where(
                or_(*(_DOSSIERS.c.state == state.value for state in ENDED)),
                _DOSSIERS.c.changed_at < bindparam("before"),
            )
        )
    ).limit(_MOST)
)
_over = or_(
    _MANDATES.c.ended_at < bindparam("before"),
    _MANDATES.c.valid_to < bindparam("before"),
    and_(_MANDATES.c.made_at.is_(None), _MANDATES.c.offered_at < bindparam("before")),
)
_old_slips = Statement(select(*COLUMNS).where(_MANDATES.c.slip.is_not(None), _over).limit(_MOST))
_forget_slip = Statement(update(_MANDATES).where(_MANDATES.c.id == bindparam("mandate")).values(slip=None))
_by_slip = Statement(_LIVE.where(_MANDATES.c.means == "slip").order_by(_MANDATES.c.id.desc()).limit(_MOST))
_orphaned = Statement(_LIVE.where(~_HELPS).limit(_MOST))


class MandateWatch:
    """Finds the mandates about which something is due."""

    __slots__ = ("_link", "_mandates")

    def __init__(self, link: Link, mandates: Mandates) -> None:
        self._link = link
        self._mandates = mandates

    def ending(self, now: datetime, until: datetime) -> tuple[MandateRecord, ...]:
        """Those that hold now and expire by then, the soonest first."""
        return self._mandates.read(self._link.rows(_ending, {"now": stamp(now), "until": stamp(until)}))

    def outlived(self, now: datetime, before: datetime) -> tuple[MandateRecord, ...]:
        """Those for one file that had ended before an instant."""
        return self._mandates.read(self._link.rows(_outlived, {"now": stamp(now), "before": stamp(before)}))

    def orphaned(self, now: datetime) -> tuple[MandateRecord, ...]:
        """Those held by somebody who is no helper any more."""
        return self._mandates.read(self._link.rows(_orphaned, {"now": stamp(now)}))

    def by_slip(self, now: datetime) -> tuple[MandateRecord, ...]:
        """Those that hold now and were given on paper, the latest first."""
        return self._mandates.read(self._link.rows(_by_slip, {"now": stamp(now)}))

    def old_slips(self, before: datetime) -> tuple[MandateRecord, ...]:
        """Those with a photographed slip that were over before an instant."""
        return self._mandates.read(self._link.rows(_old_slips, {"before": stamp(before)}))

    def forget_slip(self, record: MandateRecord) -> None:
        """Forgets which picture showed the slip, which is gone; what was agreed to stays."""
        self._link.change(_forget_slip, {"mandate": record.id})
