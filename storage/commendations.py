"""Commendations and the regular duties of leaders: registers that are only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from storage.sealing import Sealer
from storage.statements import Link, Params, Statement
from storage.tables import table
from storage.times import moment, stamp

_COMMENDATIONS, _DUTIES = table("commendations"), table("duties")
_add = Statement(
    insert(_COMMENDATIONS)
    .values({name: bindparam(name) for name in "about_id actor_id at data".split()})
    .returning(_COMMENDATIONS.c.id)
)
_all = Statement(
    select(*(_COMMENDATIONS.c[name] for name in "id about_id actor_id at data".split())).order_by(_COMMENDATIONS.c.id)
)
_do = Statement(insert(_DUTIES).values({name: bindparam(name) for name in "duty period actor_id at words".split()}))
_done = Statement(select(*(_DUTIES.c[name] for name in "duty period actor_id at words".split())).order_by(_DUTIES.c.id))


@dataclass(frozen=True, slots=True)
class Commendation:
    """Who was commended for which initiative, its effect, who proposed it, the decision's number and its day (ISO)."""

    id: int
    by: int
    at: datetime
    data: Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class DutyDone:
    """A duty done for a period, and what was said of it."""

    duty: str
    period: str
    by: int
    at: datetime
    words: str


class Commendations:
    """The register of commendations, and of duties done."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def add(self, by: int, now: datetime, data: Mapping[str, Data]) -> int:
        """Enters a commendation; returns its id."""
        return self._line(None, by, now, data)

    def withdraw(self, id: int, by: int, now: datetime) -> None:
        """Notes that one was entered by mistake; its line stays."""
        self._line(id, by, now, {})

    def all(self) -> tuple[Commendation, ...]:
        """Those that stand, in the order they were entered."""
        found: dict[int, Commendation] = {}
        for id, about, by, at, data in self._link.rows(_all, {}):
            if about is not None:
                found.pop(about, None)
            else:
                found[id] = Commendation(
                    id, by, moment(at), self._sealer.open_map(data, f"commendations.data:{by}.{at}")
                )
        return tuple(found.values())

    def did(self, duty: str, period: str, by: int, now: datetime, words: str) -> None:
        """Notes that a duty was done for a period."""
        at = stamp(now)
        done: Params = {"duty": duty, "period": period, "actor_id": by, "at": at}
        self._link.change(_do, {**done, "words": self._sealer.seal(words, f"duties.words:{by}.{at}")})

    def duties(self) -> tuple[DutyDone, ...]:
        """The duties done, in order."""
        return tuple(
            DutyDone(duty, period, by, moment(at), str(self._sealer.open(words, f"duties.words:{by}.{at}")))
            for duty, period, by, at, words in self._link.rows(_done, {})
        )

    def _line(self, about: int | None, by: int, now: datetime, data: Mapping[str, Data]) -> int:
        at = stamp(now)
        sealed = self._sealer.seal(dict(data), f"commendations.data:{by}.{at}")
        return int(self._link.rows(_add, {"about_id": about, "actor_id": by, "at": at, "data": sealed})[0][0])
