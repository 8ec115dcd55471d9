"""What helpers did for neighbours, and the pledges they gave; both only ever added, which triggers hold anyone to."""

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from storage.records_mandates import DeedRecord
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp

_DEEDS = table("deeds")
_PLEDGES = table("pledges")
_GIVEN = "principal_id agent_id mandate_id what procedure dossier_id at told_at".split()
_ALL = select(_DEEDS.c.id, *(_DEEDS.c[name] for name in _GIVEN))
_OF = (_DEEDS.c.principal_id == bindparam("principal"), _DEEDS.c.agent_id == bindparam("agent"))

_add = Statement(insert(_DEEDS).values({name: bindparam(name) for name in _GIVEN}))
_last_told = Statement(select(func.max(_DEEDS.c.told_at)).where(*_OF))
_sitting = Statement(_ALL.where(*_OF, _DEEDS.c.told_at == bindparam("told")).order_by(_DEEDS.c.id))
_of_principal = Statement(
    _ALL.where(_DEEDS.c.principal_id == bindparam("principal"), _DEEDS.c.id < bindparam("before"))
    .order_by(_DEEDS.c.id.desc())
    .limit(bindparam("most"))
)
_pledge = Statement(insert(_PLEDGES).values({name: bindparam(name) for name in ("person_id", "at", "text")}))
_pledged = Statement(select(func.max(_PLEDGES.c.at)).where(_PLEDGES.c.person_id == bindparam("person")))
_LAST = 2**62


class Deeds:
    """Logs and reads what helpers did."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def add(self, deed: DeedRecord) -> None:
        """Logs a deed; its id is given by the database."""
        new: Params = {name: getattr(deed, name) for name in _GIVEN[:6]}
        self._link.change(_add, {**new, "at": stamp(deed.at), "told_at": stamp(deed.told_at)})

    def last_told(self, agent_id: int, principal_id: int) -> datetime | None:
        """When this neighbour is (or was) told of this helper's last deed."""
        row = self._link.row(_last_told, {"agent": agent_id, "principal": principal_id})
        return None if row is None else moment_or_none(row[0])

    def of_sitting(self, agent_id: int, principal_id: int, told_at: datetime) -> tuple[DeedRecord, ...]:
        """The deeds that are told in one message."""
        pair: Params = {"agent": agent_id, "principal": principal_id, "told": stamp(told_at)}
        return tuple(_deed(row) for row in self._link.rows(_sitting, pair))

    def of_principal(self, person_id: int, most: int, before: int = _LAST) -> tuple[DeedRecord, ...]:
        """What was done for a neighbour, the latest first, those with an id below `before`."""
        page: Params = {"principal": person_id, "most": most, "before": before}
        return tuple(_deed(row) for row in self._link.rows(_of_principal, page))

    def pledge(self, person_id: int, text: str, now: datetime) -> None:
        """Keeps a helper's pledge in the words that were read."""
        sealed = self._sealer.seal(text, f"pledges.text:{person_id}.{stamp(now)}")
        self._link.change(_pledge, {"person_id": person_id, "at": stamp(now), "text": sealed})

    def pledged_at(self, person_id: int) -> datetime | None:
        """When the helper pledged last."""
        row = self._link.row(_pledged, {"person": person_id})
        return None if row is None else moment_or_none(row[0])


def _deed(row: Row) -> DeedRecord:
    *given, at, told_at = row
    return DeedRecord(*(*given, moment(at), moment(told_at)))
