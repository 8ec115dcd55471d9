"""The messages of web chats, as they were shown, so that a reload shows them again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from storage.records import HistoryMessage
from storage.sealing import Sealer
from storage.statements import Link, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_HISTORY = table("history")
_MESSAGE = select(_HISTORY.c.id, _HISTORY.c.at, _HISTORY.c.who, _HISTORY.c.payload).where(
    _HISTORY.c.chat_id == bindparam("in_chat")
)
_add = Statement(
    insert(_HISTORY)
    .values({name: bindparam(name) for name in ("chat_id", "at", "who", "payload")})
    .returning(_HISTORY.c.id)
)
_after = Statement(
    _MESSAGE.where(_HISTORY.c.id > bindparam("message_id")).order_by(_HISTORY.c.id).limit(bindparam("limit"))
)
_last = Statement(_MESSAGE.order_by(_HISTORY.c.id.desc()).limit(bindparam("limit")))
_get = Statement(_MESSAGE.where(_HISTORY.c.id == bindparam("message_id")))
_replace = Statement(
    update(_HISTORY)
    .where(_HISTORY.c.id == bindparam("message_id"), _HISTORY.c.chat_id == bindparam("in_chat"))
    .values(payload=bindparam("instead"))
)
_forget = Statement(
    delete(_HISTORY).where(_HISTORY.c.chat_id == bindparam("in_chat"), _HISTORY.c.id < bindparam("message_id"))
)
# The newest of all stays until something else is said: SQLite would begin to count anew, and a page that lay open for
# long would take new messages for old ones.
_NEWEST = select(func.max(_HISTORY.c.id)).scalar_subquery()
_purge = Statement(delete(_HISTORY).where(_HISTORY.c.at < bindparam("before"), _HISTORY.c.id < _NEWEST))


class History:
    """Keeps and shows again the messages of a chat."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def add(self, chat_id: int, at: datetime, who: Literal["me", "bot"], payload: Mapping[str, Data]) -> int:
        """Adds a message; returns its id, which grows."""
        sealed = self._sealer.seal(dict(payload), _place(chat_id, stamp(at)))
        rows = self._link.rows(_add, {"chat_id": chat_id, "at": stamp(at), "who": who, "payload": sealed})
        return int(rows[0][0])

    def after(self, chat_id: int, message_id: int, limit: int) -> tuple[HistoryMessage, ...]:
        """The first messages after one, in their order."""
        rows = self._link.rows(_after, {"in_chat": chat_id, "message_id": message_id, "limit": limit})
        return tuple(self._message(chat_id, row) for row in rows)

    def last(self, chat_id: int, limit: int) -> tuple[HistoryMessage, ...]:
        """The last messages, in their order."""
        rows = self._link.rows(_last, {"in_chat": chat_id, "limit": limit})
        return tuple(self._message(chat_id, row) for row in reversed(rows))

    def get(self, chat_id: int, message_id: int) -> HistoryMessage | None:
        """One message of a chat; another chat's is none."""
        row = self._link.row(_get, {"in_chat": chat_id, "message_id": message_id})
        return None if row is None else self._message(chat_id, row)

    def replace(self, message: HistoryMessage, chat_id: int, payload: Mapping[str, Data]) -> None:
        """Has a message of a chat say something else from now on."""
        sealed = self._sealer.seal(dict(payload), _place(chat_id, stamp(message.at)))
        self._link.change(_replace, {"message_id": message.id, "in_chat": chat_id, "instead": sealed})

    def forget(self, chat_id: int) -> None:
        """Forgets all that was said in a chat: somebody else is to see it from now on.

        The last message stays as an empty one, so that the next gets a greater id, as pages expect.
        """
        for last in self.last(chat_id, 1):
            self._link.change(_forget, {"in_chat": chat_id, "message_id": last.id})
            self.replace(last, chat_id, {"cards": []})

    def purge(self, before: datetime) -> int:
        """Forgets older messages, but the newest of all; returns how many."""
        return self._link.change(_purge, {"before": stamp(before)})

    def _message(self, chat_id: int, row: Row) -> HistoryMessage:
        message_id, at, who, payload = row
        return HistoryMessage(message_id, moment(at), who, self._sealer.open_map(payload, _place(chat_id, at)))


def _place(chat_id: int, at: int) -> str:
    return f"history.payload:{chat_id}.{at}"
