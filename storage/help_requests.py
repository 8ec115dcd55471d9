"""Requests for help: where each stands, the contact while somebody may need it, and a history that is only added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from flows.assistance import ENDED, Need, Purpose, Request, Stage
from storage.errors import Conflict
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp, stamp_or_none

_REQUESTS, _EVENTS = table("help_requests"), table("help_events")
_NAMES = "id person_id helper_id need hamlet about contact stage shares asked_at next_at revision".split()
_REQUEST = select(*(_REQUESTS.c[name] for name in _NAMES)).order_by(_REQUESTS.c.id)
_THIS = _REQUESTS.c.id == bindparam("request_id")
_LIVE = and_(*(_REQUESTS.c.stage != stage.value for stage in ENDED))

_add = Statement(
    insert(_REQUESTS)
    .values({name: bindparam(name) for name in "person_id need hamlet about stage shares asked_at next_at".split()})
    .values(revision=1)
    .returning(_REQUESTS.c.id)
)
_save = Statement(
    update(_REQUESTS)
    .where(_THIS, _REQUESTS.c.revision == bindparam("read"))
    .values(
        helper_id=bindparam("now_held"),
        stage=bindparam("now_stage"),
        shares=bindparam("now_shares"),
        next_at=bindparam("again"),
        revision=bindparam("next"),
    )
)
_contact = Statement(update(_REQUESTS).where(_THIS).values(contact=bindparam("sealed")))
_get = Statement(_REQUEST.where(_THIS))
_of_person = Statement(_REQUEST.where(_REQUESTS.c.person_id == bindparam("of_person"), _LIVE))
_of_helper = Statement(_REQUEST.where(_REQUESTS.c.helper_id == bindparam("of_helper"), _LIVE))
_at_desk = Statement(_REQUEST.where(_REQUESTS.c.stage == Stage.DESK.value))
_taken = Statement(_REQUEST.where(_REQUESTS.c.stage == Stage.TAKEN.value))
_due = Statement(_REQUEST.where(_REQUESTS.c.next_at <= bindparam("now")).limit(50))
_log = Statement(
    insert(_EVENTS)
    .values({name: bindparam(name) for name in "request_id kind actor_id at data".split()})
    .returning(_EVENTS.c.id)
)
_events = Statement(
    select(_EVENTS.c.kind, _EVENTS.c.actor_id, _EVENTS.c.at, _EVENTS.c.data)
    .where(_EVENTS.c.request_id == bindparam("of_request"))
    .order_by(_EVENTS.c.id)
)


@dataclass(frozen=True, slots=True)
class HelpRecord:
    """A request with what surrounds it; `about` names a procedure or a guide's step, `contact` is {} once it ended."""

    id: int
    request: Request
    hamlet: str
    about: str
    contact: Mapping[str, Data]
    revision: int


@dataclass(frozen=True, slots=True)
class HelpEvent:
    """One line of a request's history."""

    kind: str
    actor_id: int | None
    at: datetime
    data: Mapping[str, Data]


class HelpRequests:
    """Keeps requests; whoever is second in saving one is refused."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def open(self, request: Request, hamlet: str, about: str, contact: Mapping[str, Data]) -> HelpRecord:
        """Keeps a new request."""
        new: Params = {"person_id": request.resident, "need": request.need.value, "hamlet": hamlet, "about": about}
        stands: Params = {"stage": request.stage.value, "shares": _shares(request)}
        when: Params = {"asked_at": stamp(request.asked_at), "next_at": stamp_or_none(request.next_at)}
        request_id = int(self._link.rows(_add, {**new, **stands, **when})[0][0])
        sealed = self._sealer.seal_map(contact, _place(request_id))
        self._link.change(_contact, {"request_id": request_id, "sealed": sealed})
        return HelpRecord(request_id, request, hamlet, about, contact, 1)

    def save(self, record: HelpRecord, request: Request) -> None:
        """Keeps where it stands now, and forgets the contact of one that ended; raises Conflict."""
        stands: Params = {"now_held": request.helper, "now_stage": request.stage.value, "now_shares": _shares(request)}
        read: Params = {"request_id": record.id, "read": record.revision, "next": record.revision + 1}
        if self._link.change(_save, {**read, **stands, "again": stamp_or_none(request.next_at)}) != 1:
            raise Conflict("help request")
        if request.stage in ENDED:
            self._link.change(_contact, {"request_id": record.id, "sealed": None})

    def get(self, request_id: int) -> HelpRecord | None:
        """The request of this id."""
        row = self._link.row(_get, {"request_id": request_id})
        return None if row is None else self._record(row)

    def of_person(self, person_id: int) -> tuple[HelpRecord, ...]:
        """What somebody asked for and has not ended."""
        return self._all(self._link.rows(_of_person, {"of_person": person_id}))

    def of_helper(self, person_id: int) -> tuple[HelpRecord, ...]:
        """What somebody accepted and has not ended."""
        return self._all(self._link.rows(_of_helper, {"of_helper": person_id}))

    def at_desk(self) -> tuple[HelpRecord, ...]:
        """What the officials take care of, the oldest first."""
        return self._all(self._link.rows(_at_desk, {}))

    def taken(self) -> tuple[HelpRecord, ...]:
        """What somebody is at work on."""
        return self._all(self._link.rows(_taken, {}))

    def due(self, now: datetime) -> tuple[HelpRecord, ...]:
        """Some of those that the clock is to look at."""
        return self._all(self._link.rows(_due, {"now": stamp(now)}))

    def log(self, request_id: int, kind: str, actor: int | None, now: datetime, data: Mapping[str, Data]) -> None:
        """Adds a line to the history of a request."""
        sealed = self._sealer.seal_map(data, f"help_events.data:{request_id}.{kind}.{stamp(now)}")
        what: Params = {"request_id": request_id, "kind": kind, "actor_id": actor, "at": stamp(now), "data": sealed}
        self._link.rows(_log, what)

    def events(self, request_id: int) -> tuple[HelpEvent, ...]:
        """The history of a request."""
        return tuple(
            HelpEvent(
                kind, actor, moment(at), self._sealer.open_map(data, f"help_events.data:{request_id}.{kind}.{at}")
            )
            for kind, actor, at, data in self._link.rows(_events, {"of_request": request_id})
        )

    def _all(self, rows: list[Row]) -> tuple[HelpRecord, ...]:
        return tuple(self._record(row) for row in rows)

    def _record(self, row: Row) -> HelpRecord:
        request_id, person, helper, need, hamlet, about, contact, stage, shares, asked, again, revision = row
        agreed = frozenset(Purpose(one) for one in shares.split())
        request = Request(Need(need), person, moment(asked), Stage(stage), helper, moment_or_none(again), agreed)
        return HelpRecord(
            request_id, request, hamlet, about, self._sealer.open_map(contact, _place(request_id)), revision
        )


def _shares(request: Request) -> str:
    return " ".join(sorted(request.shares))


def _place(request_id: int) -> str:
    return f"help_requests.contact:{request_id}"
