"""Views: who looked into which dossier and why; only ever added, which triggers hold anyone to."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.errors import Tampered
from storage.records_staff import ViewRecord
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_VIEWS = table("views")
_log = Statement(
    insert(_VIEWS).values({name: bindparam(name) for name in "person_id dossier_id what reason at".split()})
)
_of = Statement(
    select(_VIEWS.c.id, _VIEWS.c.person_id, _VIEWS.c.what, _VIEWS.c.reason, _VIEWS.c.at)
    .where(_VIEWS.c.dossier_id == bindparam("in_dossier"))
    .order_by(_VIEWS.c.id)
)


class Views:
    """Logs every look into a dossier."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def log(self, person_id: int, dossier_id: int, what: str, reason: str, now: datetime) -> None:
        """Notes a look: `what` is a code (answers, a document's id), `reason` the viewer's words or a code."""
        seen: Params = {"person_id": person_id, "dossier_id": dossier_id, "what": what, "at": stamp(now)}
        self._link.change(_log, {**seen, "reason": self._sealer.seal(reason, _place(dossier_id, stamp(now)))})

    def of(self, dossier_id: int) -> tuple[ViewRecord, ...]:
        """Every look into a dossier, in order."""
        return tuple(self._view(dossier_id, row) for row in self._link.rows(_of, {"in_dossier": dossier_id}))

    def _view(self, dossier_id: int, row: Row) -> ViewRecord:
        view_id, person_id, what, sealed, at = row
        reason = self._sealer.open(sealed, _place(dossier_id, at))
        if not isinstance(reason, str):
            raise Tampered(_place(dossier_id, at))
        return ViewRecord(view_id, person_id, dossier_id, what, reason, moment(at))


def _place(dossier_id: int, at: int) -> str:
    return f"views.reason:{dossier_id}.{at}"
