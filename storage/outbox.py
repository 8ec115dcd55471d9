"""The outbox: messages owed are rows, so that a restart forgets none and a dedupe key sends none twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from flows.notices import is_urgent
from storage.records import Notice, Told
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp, stamp_or_none

_OUTBOX = table("outbox")
_COLUMNS = [
    _OUTBOX.c[name]
    for name in (
        "id dedupe person_id dossier_id kind params urgent reply not_before expires_at state attempts next_at"
        " claimed_until sent_at channel error"
    ).split()
]
_GIVEN = "dedupe person_id dossier_id kind params urgent reply not_before expires_at next_at created_at".split()
_NOTICE = select(*_COLUMNS)
_THIS = _OUTBOX.c.id == bindparam("notice_id")
_OF_PERSON = _OUTBOX.c.person_id == bindparam("person_id")
_OPEN = or_(_OUTBOX.c.state == "pending", _OUTBOX.c.state == "claimed")

_owe = Statement(
    insert(_OUTBOX)
    .values({name: bindparam(name) for name in _GIVEN} | {"state": "pending", "attempts": 0})
    .on_conflict_do_nothing(index_elements=["dedupe"])
)
# `next_at` of a claimed row is the end of its lease, so one range of one index finds both kinds of due rows.
_due = (
    select(_OUTBOX.c.id)
    .where(_OUTBOX.c.next_at <= bindparam("now"))
    .order_by(_OUTBOX.c.next_at, _OUTBOX.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_claim = Statement(
    update(_OUTBOX)
    .where(_OUTBOX.c.id.in_(_due))
    .values(
        state="claimed",
        attempts=_OUTBOX.c.attempts + 1,
        claimed_until=bindparam("until"),
        next_at=bindparam("until"),
    )
    .returning(*_COLUMNS)
)
_sent = Statement(
    update(_OUTBOX)
    .where(_THIS)
    .values(
        state="sent",
        sent_at=bindparam("now"),
        channel=bindparam("by"),
        next_at=None,
        claimed_until=None,
        error=None,
    )
)
_wait: dict[str, object] = {"state": "pending", "next_at": bindparam("again"), "claimed_until": None}
_retry = Statement(update(_OUTBOX).where(_THIS, _OPEN).values({**_wait, "error": bindparam("why")}))
_postpone = Statement(
    update(_OUTBOX)
    .where(_THIS, _OPEN)
    .values(
        {
            **_wait,
            "not_before": bindparam("again"),
            "attempts": bindparam("tried"),
        }
    )
)
_rest = Statement(update(_OUTBOX).where(_THIS, _OPEN).values({**_wait, "attempts": bindparam("tried")}))
_settle = Statement(
    update(_OUTBOX)
    .where(_THIS, _OPEN)
    .values(state=bindparam("final"), error=bindparam("why"), next_at=None, claimed_until=None)
)
_get = Statement(_NOTICE.where(_THIS))
_of_dossier = Statement(_NOTICE.where(_OUTBOX.c.dossier_id == bindparam("dossier_id")).order_by(_OUTBOX.c.id))
_since = Statement(_NOTICE.where(_OF_PERSON, _OUTBOX.c.created_at >= bindparam("since")).order_by(_OUTBOX.c.id))
_sent_since = Statement(
    select(func.count()).select_from(_OUTBOX).where(_OF_PERSON, _OUTBOX.c.sent_at >= bindparam("since"))
)
_told_since = Statement(
    select(_OUTBOX.c.kind, _OUTBOX.c.sent_at, _OUTBOX.c.reply).where(
        _OF_PERSON, _OUTBOX.c.created_at >= bindparam("owed"), _OUTBOX.c.sent_at >= bindparam("since")
    )
)
_pending_of = Statement(_NOTICE.where(_OF_PERSON, _OUTBOX.c.state == "pending").order_by(_OUTBOX.c.next_at))
_counts = Statement(select(_OUTBOX.c.state, func.count()).group_by(_OUTBOX.c.state))


class Outbox:
    """Owes, claims and settles notices; a claim is a lease, so delivery is at least once."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def owe(
        self,
        dedupe: str,
        person_id: int,
        kind: str,
        params: Mapping[str, Data],
        *,
        now: datetime,
        not_before: datetime | None = None,
        dossier_id: int | None = None,
        urgent: bool = False,
        reply: bool = False,
        expires_at: datetime | None = None,
    ) -> bool:
        """Owes a notice from `not_before` (else now) on; False when one with this dedupe key was owed before.

        What the policy calls urgent is so without being told.
        """
        start = stamp(now if not_before is None else not_before)
        what: Params = {"dedupe": dedupe, "person_id": person_id, "dossier_id": dossier_id, "kind": kind}
        how: Params = {
            "urgent": urgent or is_urgent(kind),
            "reply": reply,
            "params": self._sealer.seal_map(params, _place(dedupe)),
        }
        when: Params = {"not_before": start, "next_at": start, "expires_at": stamp_or_none(expires_at)}
        return self._link.change(_owe, {**what, **how, **when, "created_at": stamp(now)}) == 1

    def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Notice, ...]:
        """Takes notices that are due, or whose lease ended, for `lease`; no other claimer gets them meanwhile."""
        params: Params = {"now": stamp(now), "limit": limit, "until": stamp(now + lease)}
        claimed = [self._notice(row) for row in self._link.rows(_claim, params)]
        return tuple(sorted(claimed, key=lambda notice: (not notice.urgent, notice.not_before, notice.id)))

    def sent(self, notice_id: int, now: datetime, channel: str) -> None:
        """Notes that it was delivered, and by which channel."""
        self._link.change(_sent, {"notice_id": notice_id, "now": stamp(now), "by": channel})

    def retry(self, notice_id: int, next_at: datetime, error: str) -> None:
        """Tries again at `next_at`; `error` is a code."""
        self._link.change(_retry, {"notice_id": notice_id, "again": stamp(next_at), "why": error})

    def give_up(self, notice_id: int, state: Literal["failed", "unreachable"], error: str) -> None:
        """Settles it undelivered; `error` is a code."""
        self._link.change(_settle, {"notice_id": notice_id, "final": state, "why": error})

    def drop(self, notice_id: int, why: str) -> None:
        """Settles it unsent, for it became pointless; `why` is a code."""
        self._link.change(_settle, {"notice_id": notice_id, "final": "dropped", "why": why})

    def postpone(self, notice: Notice, not_before: datetime) -> None:
        """Puts it back until later; a claim so given back is not counted as an attempt."""
        tried = notice.attempts - 1 if notice.state == "claimed" else notice.attempts
        self._link.change(_postpone, {"notice_id": notice.id, "again": stamp(not_before), "tried": tried})

    def rest(self, notice: Notice, until: datetime) -> None:
        """Puts a claimed notice back because its channel has no room: it stays due, and the claim does not count."""
        params: Params = {"notice_id": notice.id, "again": stamp(until), "tried": notice.attempts - 1}
        self._link.change(_rest, params)

    def get(self, notice_id: int) -> Notice | None:
        """The notice of this id."""
        row = self._link.row(_get, {"notice_id": notice_id})
        return None if row is None else self._notice(row)

    def of_dossier(self, dossier_id: int) -> tuple[Notice, ...]:
        """Every notice of a dossier, in the order owed."""
        return self._all(self._link.rows(_of_dossier, {"dossier_id": dossier_id}))

    def of_person_since(self, person_id: int, since: datetime) -> tuple[Notice, ...]:
        """The person's notices owed since an instant, in the order owed."""
        return self._all(self._link.rows(_since, {"person_id": person_id, "since": stamp(since)}))

    def sent_since(self, person_id: int, since: datetime) -> int:
        """How many notices the person was sent since an instant, whenever they were owed."""
        return int(self._link.rows(_sent_since, {"person_id": person_id, "since": stamp(since)})[0][0])

    def told_since(self, person_id: int, since: datetime, owed: datetime) -> tuple[Told, ...]:
        """What the person was sent since an instant, of all that was owed since another."""
        params: Params = {"person_id": person_id, "since": stamp(since), "owed": stamp(owed)}
        return tuple(Told(row[0], moment(row[1]), bool(row[2])) for row in self._link.rows(_told_since, params))

    def pending_of(self, person_id: int) -> tuple[Notice, ...]:
        """What waits to be sent to the person, the next first."""
        return self._all(self._link.rows(_pending_of, {"person_id": person_id}))

    def counts(self) -> dict[str, int]:
        """How many notices are in each state."""
        return {row[0]: row[1] for row in self._link.rows(_counts, {})}

    def _all(self, rows: list[Row]) -> tuple[Notice, ...]:
        return tuple(self._notice(row) for row in rows)

    def _notice(self, row: Row) -> Notice:
        notice_id, dedupe, person_id, dossier_id, kind, params, urgent, reply, not_before, expires_at = row[:10]
        state, attempts, next_at, claimed_until, sent_at, channel, error = row[10:]
        return Notice(
            notice_id,
            dedupe,
            person_id,
            dossier_id,
            kind,
            self._sealer.open_map(params, _place(dedupe)),
            bool(urgent),
            bool(reply),
            moment(not_before),
            moment_or_none(expires_at),
            state,
            attempts,
            moment_or_none(next_at),
            moment_or_none(claimed_until),
            moment_or_none(sent_at),
            channel,
            error,
        )


def _place(dedupe: str) -> str:
    return f"outbox.params:{dedupe}"
