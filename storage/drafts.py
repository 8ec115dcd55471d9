"""Drafts: sessions begun and not sent in, one a person and procedure."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from flows.reminders import first_recall
from flows.session import Session, from_data, to_data
from storage.errors import Conflict, Tampered
from storage.records import Draft
from storage.references import TAG_SIZE, random_code
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_DRAFTS = table("drafts")
_DRAFT = select(
    _DRAFTS.c.id,
    _DRAFTS.c.tag,
    _DRAFTS.c.person_id,
    _DRAFTS.c.session,
    _DRAFTS.c.revision,
    _DRAFTS.c.started_at,
    _DRAFTS.c.touched_at,
    _DRAFTS.c.nudged,
)
_EVER = -(2**63)  # before any time that is stored
_OF_PERSON = _DRAFTS.c.person_id == bindparam("person_id")
_READ = [_DRAFTS.c.id == bindparam("draft_id"), _DRAFTS.c.revision == bindparam("read")]

# The row is locked, so that a session read to be changed is changed by one turn at a time on PostgreSQL too.
_of = Statement(_DRAFT.where(_OF_PERSON, _DRAFTS.c.procedure == bindparam("procedure")).with_for_update())
_by_tag = Statement(_DRAFT.where(_DRAFTS.c.tag == bindparam("tag")).with_for_update())
_all_of = Statement(_DRAFT.where(_OF_PERSON).order_by(_DRAFTS.c.touched_at.desc(), _DRAFTS.c.id.desc()))
_get = Statement(_DRAFT.where(_DRAFTS.c.id == bindparam("draft_id")))
# By the time of the touch, so that the index leads and what is not idle is never read.
_idle = Statement(
    _DRAFT.where(
        _DRAFTS.c.touched_at < bindparam("before"),
        tuple_(_DRAFTS.c.touched_at, _DRAFTS.c.id) > tuple_(bindparam("after_touched"), bindparam("after_id")),
    )
    .order_by(_DRAFTS.c.touched_at, _DRAFTS.c.id)
    .limit(bindparam("limit"))
)
_add = Statement(
    insert(_DRAFTS)
    .values(
        {name: bindparam(name) for name in "tag person_id procedure version session started_at wake_at".split()}
        | {"touched_at": bindparam("started_at"), "revision": 1, "nudged": 0}
    )
    .on_conflict_do_nothing()
    .returning(_DRAFTS.c.id)
)
_save = Statement(
    update(_DRAFTS)
    .where(*_READ)
    .values(
        session=bindparam("new_session"),
        version=bindparam("new_version"),
        touched_at=bindparam("now"),
        revision=bindparam("next"),
        nudged=0,
        wake_at=bindparam("wake"),
    )
)
_delete = Statement(delete(_DRAFTS).where(*_READ))
_nudged = Statement(update(_DRAFTS).where(_DRAFTS.c.id == bindparam("draft_id")).values(nudged=bindparam("times")))


class Drafts:
    """Keeps sessions between turns."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def of(self, person_id: int, procedure: str) -> Draft | None:
        """The person's draft of this procedure."""
        return self._one(self._link.row(_of, {"person_id": person_id, "procedure": procedure}))

    def by_tag(self, tag: str) -> Draft | None:
        """The draft with this short tag."""
        return self._one(self._link.row(_by_tag, {"tag": tag}))

    def all_of(self, person_id: int) -> tuple[Draft, ...]:
        """The person's drafts, the one touched last first."""
        return tuple(self._draft(row) for row in self._link.rows(_all_of, {"person_id": person_id}))

    def create(self, person_id: int, session: Session, now: datetime) -> Draft:
        """Begins a draft; raises Conflict when the person has one of this procedure."""
        for _ in range(3):
            tag = random_code(TAG_SIZE)
            new: Params = {
                "tag": tag,
                "person_id": person_id,
                "procedure": session.procedure,
                "version": session.version,
                "session": self._sealer.seal(to_data(session), _place(tag)),
                "started_at": stamp(now),
                "wake_at": stamp(first_recall(now)),
            }
            row = self._link.row(_add, new)
            if row is not None:
                return Draft(row[0], tag, person_id, session, 1, moment(stamp(now)), moment(stamp(now)))
        raise Conflict("draft")

    def save(self, draft: Draft, session: Session, now: datetime) -> Draft:
        """Keeps the session after a turn; raises Conflict when the draft moved since it was read."""
        changes: Params = {
            "draft_id": draft.id,
            "read": draft.revision,
            "next": draft.revision + 1,
            "new_session": self._sealer.seal(to_data(session), _place(draft.tag)),
            "new_version": session.version,
            "now": stamp(now),
            "wake": stamp(first_recall(now)),
        }
        if self._link.change(_save, changes) != 1:
            raise Conflict("draft")
        return replace(draft, session=session, revision=draft.revision + 1, touched_at=moment(stamp(now)), nudged=0)

    def delete(self, draft: Draft) -> None:
        """Forgets the draft and the rows of its documents; raises Conflict when it moved since it was read."""
        if self._link.change(_delete, {"draft_id": draft.id, "read": draft.revision}) != 1:
            raise Conflict("draft")

    def get(self, draft_id: int) -> Draft | None:
        """The draft of this id."""
        return self._one(self._link.row(_get, {"draft_id": draft_id}))

    def idle(self, before: datetime, after: Draft | None, limit: int) -> tuple[Draft, ...]:
        """Drafts last touched before an instant, the longest idle first, `limit` at a time from one on."""
        last = (stamp(after.touched_at), after.id) if after is not None else (_EVER, 0)
        place: Params = {"after_touched": last[0], "after_id": last[1]}
        rows = self._link.rows(_idle, {"before": stamp(before), "limit": limit, **place})
        return tuple(self._draft(row) for row in rows)

    def nudged(self, draft_id: int, times: int) -> None:
        """Notes how often the person was reminded since the last touch; `save` counts anew."""
        self._link.change(_nudged, {"draft_id": draft_id, "times": times})

    def _one(self, row: Row | None) -> Draft | None:
        return None if row is None else self._draft(row)

    def _draft(self, row: Row) -> Draft:
        draft_id, tag, person_id, sealed, revision, started_at, touched_at, nudged = row
        data = self._sealer.open_map(sealed, _place(tag))
        try:
            session = from_data(data)
        except ValueError:
            raise Tampered(_place(tag)) from None
        return Draft(draft_id, tag, person_id, session, revision, moment(started_at), moment(touched_at), nudged)


def _place(tag: str) -> str:
    return f"drafts.session:{tag}"
