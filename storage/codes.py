"""One-time codes that move a conversation to another device, and the count of wrong ones typed."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Link, Params, Statement
from storage.tables import table
from storage.times import stamp

TRY_WINDOW = timedelta(hours=1)

_CODES = table("codes")
_TRIES = table("tries")
_forget = Statement(
    delete(_CODES).where(
        (_CODES.c.person_id == bindparam("person")) & (_CODES.c.purpose == bindparam("for"))
        | (_CODES.c.expires_at < bindparam("now"))
    )
)
_issue = Statement(
    insert(_CODES).values({name: bindparam(name) for name in ("purpose", "code_hash", "person_id", "expires_at")})
)
_redeem = Statement(
    update(_CODES)
    .where(
        _CODES.c.code_hash == bindparam("code"),
        _CODES.c.purpose == bindparam("for"),
        _CODES.c.used_at.is_(None),
        _CODES.c.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"))
    .returning(_CODES.c.person_id)
)
_IN_WINDOW = _TRIES.c.since > bindparam("window")
_tries = Statement(select(_TRIES.c.count).where(_TRIES.c.chat_id == bindparam("chat"), _IN_WINDOW))
_wrong = Statement(
    insert(_TRIES)
    .values(chat_id=bindparam("chat"), count=1, since=bindparam("now"))
    .on_conflict_do_update(
        index_elements=["chat_id"],
        set_={
            "count": case((_IN_WINDOW, _TRIES.c.count + 1), else_=1),
            "since": case((_IN_WINDOW, _TRIES.c.since), else_=bindparam("now")),
        },
    )
)


class Codes:
    """Issues and redeems codes; only their hashes are kept."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def issue(self, code_hash: str, purpose: str, person_id: int, expires: datetime, now: datetime) -> None:
        """Notes a code; earlier codes of the person for the same purpose stop working, expired ones are forgotten."""
        self._link.change(_forget, {"person": person_id, "for": purpose, "now": stamp(now)})
        new: Params = {"purpose": purpose, "code_hash": code_hash, "person_id": person_id, "expires_at": stamp(expires)}
        self._link.change(_issue, new)

    def redeem(self, code_hash: str, purpose: str, now: datetime) -> int | None:
        """The person the code was issued to, once and before it expires; else None."""
        row = self._link.row(_redeem, {"code": code_hash, "for": purpose, "now": stamp(now)})
        return None if row is None else int(row[0])

    def tries(self, chat_id: int, now: datetime) -> int:
        """Wrong codes typed in this chat since the first of them, no longer than an hour ago."""
        row = self._link.row(_tries, {"chat": chat_id, "window": stamp(now - TRY_WINDOW)})
        return 0 if row is None else int(row[0])

    def wrong(self, chat_id: int, now: datetime) -> None:
        """Counts a wrong code."""
        self._link.change(_wrong, {"chat": chat_id, "now": stamp(now), "window": stamp(now - TRY_WINDOW)})
