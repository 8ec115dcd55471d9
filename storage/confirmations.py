"""Confirmations: a neighbour was asked whether a draft may be sent in; kept as the hash of the code that answers it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.records import Draft
from storage.statements import Link, Params, Statement
from storage.tables import table
from storage.times import stamp

PHONE, DESK = "phone", "desk"  # typed by the neighbour at the helper's phone, or said at the counter before an official
PHONE_LIFE, DESK_LIFE = timedelta(days=1), timedelta(days=7)

_ROWS = table("confirmations")
_NAMES = "code_hash kind draft_tag principal_id agent_id seal".split()
_OPEN = (
    _ROWS.c.code_hash == bindparam("code"),
    _ROWS.c.used_at.is_(None),
    _ROWS.c.expires_at > bindparam("now"),
)
_forget = Statement(delete(_ROWS).where(_ROWS.c.used_at.is_(None), _ROWS.c.expires_at < bindparam("now")))
_ask = Statement(
    insert(_ROWS)
    .values({name: bindparam(name) for name in (*_NAMES, "asked_at", "expires_at")})
    .on_conflict_do_nothing()
)
_find = Statement(select(*(_ROWS.c[name] for name in _NAMES)).where(*_OPEN))
_use = Statement(update(_ROWS).where(*_OPEN).values(used_at=bindparam("now"), used_by=bindparam("by")))


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A code that confirms a draft as it stood: `seal` names the answers that were shown."""

    code_hash: str
    kind: str
    draft_tag: str
    principal_id: int
    agent_id: int
    seal: str


class Confirmations:
    """Asks for and finds confirmations."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def ask(
        self, code_hash: str, kind: str, draft: Draft, agent_id: int, seal: str, now: datetime, until: datetime
    ) -> None:
        """Notes that the owner of a draft is asked, under the hash of a code; forgets what nobody answered in time."""
        self._link.change(_forget, {"now": stamp(now)})
        new: Params = {"code_hash": code_hash, "kind": kind, "draft_tag": draft.tag, "principal_id": draft.person_id}
        when: Params = {"asked_at": stamp(now), "expires_at": stamp(until)}
        self._link.change(_ask, {**new, **when, "agent_id": agent_id, "seal": seal})

    def find(self, code_hash: str, now: datetime) -> Confirmation | None:
        """What an unused, unexpired code confirms."""
        row = self._link.row(_find, {"code": code_hash, "now": stamp(now)})
        return None if row is None else Confirmation(*row)

    def use(self, code_hash: str, by: int, now: datetime) -> bool:
        """Uses a code up; False when it was used, or expired."""
        return self._link.change(_use, {"code": code_hash, "now": stamp(now), "by": by}) == 1
