"""Inspections: the lines of their histories; who may read them is asked by the services (`flows.inspections`)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from flows.inspections import Step
from storage.sealing import Sealer
from storage.statements import Link, Params, Statement
from storage.tables import table
from storage.times import moment, stamp

_INSPECTIONS = table("inspections")
_add = Statement(insert(_INSPECTIONS).values({name: bindparam(name) for name in "code kind actor_id at data".split()}))
_LINES = select(*(_INSPECTIONS.c[name] for name in "code kind actor_id at data".split())).order_by(_INSPECTIONS.c.id)
_since = Statement(_LINES.where(_INSPECTIONS.c.at >= bindparam("since")))
_of = Statement(_LINES.where(_INSPECTIONS.c.code == bindparam("of_code")))


class Inspections:
    """Adds and reads lines."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def add(self, code: str, kind: str, by: int, now: datetime, data: Mapping[str, Data]) -> None:
        """Adds a line to the history of an inspection."""
        at = stamp(now)
        line: Params = {"code": code, "kind": kind, "actor_id": by, "at": at}
        self._link.change(_add, {**line, "data": self._sealer.seal(dict(data), _place(code, at, kind))})

    def since(self, since: datetime) -> tuple[Step, ...]:
        """Every line since a moment, in order."""
        return self._steps(_since, {"since": stamp(since)})

    def of(self, code: str) -> tuple[Step, ...]:
        """The lines of one inspection."""
        return self._steps(_of, {"of_code": code})

    def _steps(self, statement: Statement, params: Params) -> tuple[Step, ...]:
        return tuple(
            Step(code, kind, by, moment(at), self._sealer.open_map(data, _place(code, at, kind)))
            for code, kind, by, at, data in self._link.rows(statement, params)
        )


def _place(code: str, at: int, kind: str) -> str:
    return f"inspections.data:{code}.{at}.{kind}"
