"""The register (sổ theo dõi hồ sơ): which dossiers were accepted when, numbered on through each year."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select

from storage.statements import Link, Params, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp

_EVENTS = table("events")
_PASSED_ON = _EVENTS.alias("passed_on")
_ACCEPTED = (_EVENTS.c.kind == "accept", _EVENTS.c.at >= bindparam("since"))
# The first time that a dossier went on to a specialist.
_passed_on = (
    select(func.min(_PASSED_ON.c.at))
    .where(_PASSED_ON.c.dossier_id == _EVENTS.c.dossier_id, _PASSED_ON.c.kind == "start")
    .scalar_subquery()
)
_lines = Statement(
    select(_EVENTS.c.dossier_id, _EVENTS.c.at, _passed_on)
    .where(*_ACCEPTED, _EVENTS.c.at < bindparam("until"))
    .order_by(_EVENTS.c.at, _EVENTS.c.dossier_id)
)
_before = or_(
    _EVENTS.c.at < bindparam("until"),
    and_(_EVENTS.c.at == bindparam("until"), _EVENTS.c.dossier_id <= bindparam("dossier_id")),
)
_number = Statement(select(func.count()).select_from(_EVENTS).where(*_ACCEPTED, _before))


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as the book has it; a dossier is accepted once."""

    dossier_id: int
    accepted_at: datetime
    passed_on_at: datetime | None


class Register:
    """Reads the book, which is the acceptances in the order of their moments."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def lines(self, since: datetime, until: datetime) -> tuple[Line, ...]:
        """The lines from `since` on and before `until`, in their order."""
        rows = self._link.rows(_lines, {"since": stamp(since), "until": stamp(until)})
        return tuple(Line(row[0], moment(row[1]), moment_or_none(row[2])) for row in rows)

    def number(self, dossier_id: int, accepted_at: datetime, since: datetime) -> int:
        """The number of a dossier among those accepted from `since` on, which is where its book begins."""
        at: Params = {"dossier_id": dossier_id, "until": stamp(accepted_at), "since": stamp(since)}
        row = self._link.row(_number, at)
        return 0 if row is None else int(row[0])
