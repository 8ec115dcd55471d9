"""Reach: whether notices that the law wants told were read, and what was done about those that were not."""

from datetime import datetime

from sqlalchemy import Select, bindparam, case, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.records import ReachRecord
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment_or_none, stamp

_REACH, _OUTBOX, _DOSSIERS = table("reach"), table("outbox"), table("dossiers")
_NAMES = (
    "notice_id person_id dossier_id channel state sent_at next_at told_at listed_at reached_at how by_person".split()
)
_ROW: Select[Row] = (
    select(*(_REACH.c[name] for name in _NAMES), _OUTBOX.c.kind)
    .join(_OUTBOX, _OUTBOX.c.id == _REACH.c.notice_id)
    .order_by(_REACH.c.notice_id)
)
_THIS = _REACH.c.notice_id == bindparam("of_notice")
_OPEN = _REACH.c.state != "settled"
_ABOUT: dict[str, object] = {name: bindparam(name) for name in ("notice_id", "person_id", "dossier_id")}
_SENT: dict[str, object] = {name: bindparam(name) for name in ("channel", "sent_at", "next_at")}

# A notice given up as undeliverable may be sent after all, when somebody tries it again.
_watch = Statement(
    insert(_REACH)
    .values({**_ABOUT, **_SENT, "state": "waiting"})
    .on_conflict_do_update(
        index_elements=["notice_id"], set_={**_SENT, "state": "waiting"}, where=_OPEN & (_REACH.c.sent_at.is_(None))
    )
)
_miss = Statement(
    insert(_REACH)
    .values({**_ABOUT, "state": "listed", "listed_at": bindparam("now")})
    .on_conflict_do_nothing(index_elements=["notice_id"])
)
_due = Statement(_ROW.where(_REACH.c.next_at <= bindparam("now")).order_by(None).order_by(_REACH.c.next_at).limit(50))
_tell = Statement(
    update(_REACH)
    .where(_THIS, _OPEN)
    .values({"state": "told", "told_at": bindparam("now"), "next_at": bindparam("again")})
)
_enlist = Statement(
    update(_REACH).where(_THIS, _OPEN).values({"state": "listed", "listed_at": bindparam("now"), "next_at": None})
)
_moot = Statement(update(_REACH).where(_THIS, _OPEN).values({"state": "settled", "how": "moot", "next_at": None}))
_REACHED: dict[str, object] = {
    "state": "settled",
    "reached_at": bindparam("now"),
    "how": bindparam("in_way"),
    "by_person": bindparam("by"),
    "next_at": None,
}
_OF_PERSON = _REACH.c.person_id == bindparam("of_person")
_OF_DOSSIER = _REACH.c.dossier_id == bindparam("of_dossier")
_read = Statement(update(_REACH).where(_THIS, _OF_PERSON, _OPEN).values(_REACHED))
_read_file = Statement(update(_REACH).where(_OF_DOSSIER, _OPEN).values(_REACHED))
_read_channel = Statement(
    update(_REACH).where(_OF_PERSON, _OPEN, _REACH.c.channel == bindparam("over")).values(_REACHED)
)
_get = Statement(_ROW.where(_THIS))
_of_dossier = Statement(_ROW.where(_OF_DOSSIER))
_listed = Statement(_ROW.where(_REACH.c.state == "listed"))
_open_over = Statement(_ROW.where(_REACH.c.channel == bindparam("over"), _OPEN))
_unread_in = Statement(
    select(func.count())
    .select_from(_REACH.join(_DOSSIERS, _DOSSIERS.c.id == _REACH.c.dossier_id))
    .where((_REACH.c.state == "told") | (_REACH.c.state == "listed"), _DOSSIERS.c.hamlet == bindparam("in_hamlet"))
)
# Who was told in person, or put on the call list unasked, has not read it; `how` is empty while that is not known.
_HOW = func.coalesce(_REACH.c.how, "")
_ASKED = _REACH.c.told_at.is_not(None) | _REACH.c.reached_at.is_not(None)
_UNREAD = (
    _REACH.c.told_at.is_not(None)
    | _REACH.c.reached_at.is_(None)
    | (_HOW == "called")
    | (_HOW == "desk")
    | (_HOW == "visited")
)
_answered = Statement(
    select(func.count(), func.coalesce(func.sum(case((_UNREAD, 1), else_=0)), 0)).where(
        _REACH.c.channel == bindparam("over"),
        _REACH.c.sent_at >= bindparam("since"),
        _HOW != "moot",
        _ASKED | (_REACH.c.listed_at.is_not(None) & (_REACH.c.sent_at <= bindparam("ripe"))),
    )
)


class Reach:
    """Follows a notice from its sending until it was read, or until somebody was told in person."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def watch(
        self, notice_id: int, person_id: int, dossier_id: int, channel: str, sent_at: datetime, next_at: datetime
    ) -> None:
        """Begins to follow a notice that was sent; at `next_at` it is asked whether it was read."""
        about: Params = {"notice_id": notice_id, "person_id": person_id, "dossier_id": dossier_id}
        self._link.change(_watch, {**about, "channel": channel, "sent_at": stamp(sent_at), "next_at": stamp(next_at)})

    def miss(self, notice_id: int, person_id: int, dossier_id: int, now: datetime) -> None:
        """Puts a notice that could not be delivered on the call list."""
        about: Params = {"notice_id": notice_id, "person_id": person_id, "dossier_id": dossier_id}
        self._link.change(_miss, {**about, "now": stamp(now)})

    def due(self, now: datetime) -> tuple[ReachRecord, ...]:
        """Up to fifty notices of which something must be done now, the longest waiting first."""
        return self._all(self._link.rows(_due, {"now": stamp(now)}))

    def tell(self, notice_id: int, now: datetime, next_at: datetime) -> None:
        """Notes that helpers and officials were told that it is not read."""
        self._link.change(_tell, {"of_notice": notice_id, "now": stamp(now), "again": stamp(next_at)})

    def enlist(self, notice_id: int, now: datetime) -> None:
        """Puts it on the call list."""
        self._link.change(_enlist, {"of_notice": notice_id, "now": stamp(now)})

    def moot(self, notice_id: int) -> None:
        """Stops following it: what it said no longer matters."""
        self._link.change(_moot, {"of_notice": notice_id})

    def read(self, notice_id: int, person_id: int, now: datetime, how: str) -> None:
        """Notes that the person it was for has read it; `how` is a code (read, tap)."""
        self._link.change(_read, {"of_notice": notice_id, "of_person": person_id, **_proof(now, how, None)})

    def read_file(self, dossier_id: int, now: datetime, how: str, by: int | None = None) -> int:
        """The same for all that is open of a dossier; `by` is the official who told them. Returns how many."""
        return self._link.change(_read_file, {"of_dossier": dossier_id, **_proof(now, how, by)})

    def read_channel(self, person_id: int, channel: str, now: datetime, how: str) -> int:
        """The same for all that was sent to a person over a channel."""
        return self._link.change(_read_channel, {"of_person": person_id, "over": channel, **_proof(now, how, None)})

    def get(self, notice_id: int) -> ReachRecord | None:
        """What is known of one notice, None when it is not followed."""
        row = self._link.row(_get, {"of_notice": notice_id})
        return None if row is None else _record(row)

    def of_dossier(self, dossier_id: int) -> tuple[ReachRecord, ...]:
        """What became of each notice of a dossier that was followed, in the order owed."""
        return self._all(self._link.rows(_of_dossier, {"of_dossier": dossier_id}))

    def listed(self) -> tuple[ReachRecord, ...]:
        """Everything on the call list."""
        return self._all(self._link.rows(_listed, {}))

    def open_over(self, channel: str) -> tuple[ReachRecord, ...]:
        """What was sent over a channel and is not known to be read."""
        return self._all(self._link.rows(_open_over, {"over": channel}))

    def unread_in(self, hamlet: str) -> int:
        """How many notices of a hamlet's dossiers others were asked to tell in person, and did not yet."""
        return int(self._link.rows(_unread_in, {"in_hamlet": hamlet})[0][0])

    def answered(self, channel: str, since: datetime, ripe: datetime) -> tuple[int, int]:
        """Of what was sent over a channel since an instant and is decided: all, and what was not read in time.

        What was listed without being asked after is decided if it was sent before `ripe`.
        """
        params: Params = {"over": channel, "since": stamp(since), "ripe": stamp(ripe)}
        all_of_them, missed = self._link.rows(_answered, params)[0]
        return int(all_of_them), int(missed)

    def _all(self, rows: list[Row]) -> tuple[ReachRecord, ...]:
        return tuple(_record(row) for row in rows)


def _proof(now: datetime, how: str, by: int | None) -> Params:
    return {"now": stamp(now), "in_way": how, "by": by}


def _record(row: Row) -> ReachRecord:
    notice_id, person_id, dossier_id, channel, state, *moments, how, by, kind = row
    sent, due, told, listed, reached = (moment_or_none(at) for at in moments)
    return ReachRecord(
        notice_id, kind, person_id, dossier_id, channel, state, sent, due, told, listed, reached, how, by
    )
