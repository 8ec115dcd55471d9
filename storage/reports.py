"""Reports: the files that a period concerns, the reports that were made, and the notice board's weeks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from flows.dossier import ENDED
from storage.references import random_code
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp

CODE_SIZE = 6

_DOSSIERS, _DOCUMENTS, _ERASURES = table("dossiers"), table("documents"), table("erasures")
_REPORTS, _BOARDS, _STOPS = table("reports"), table("boards"), table("stops")
# A file that ended, and to which nothing happened since, is in no figure of what came later.
_concerned = Statement(
    select(_DOSSIERS.c.id)
    .where(
        _DOSSIERS.c.id > bindparam("after"),
        _DOSSIERS.c.submitted_at < bindparam("until"),
        or_(
            _DOSSIERS.c.changed_at >= bindparam("since"),
            and_(*(_DOSSIERS.c.state != state.value for state in ENDED)),
        ),
    )
    .order_by(_DOSSIERS.c.id)
    .limit(bindparam("limit"))
)
_documents = Statement(
    select(func.count()).select_from(_DOCUMENTS).where(_DOCUMENTS.c.dossier_id == bindparam("of_dossier"))
)
_erased = Statement(
    select(func.count()).select_from(_ERASURES).where(_ERASURES.c.dossier_id == bindparam("of_dossier"))
)
_GIVEN = "code kind fields first last made_at data".split()
_keep = Statement(insert(_REPORTS).values({name: bindparam(name) for name in _GIVEN}))
_made = Statement(select(*(_REPORTS.c[name] for name in _GIVEN)).where(_REPORTS.c.code == bindparam("of_code")))
_forget = Statement(delete(_REPORTS).where(_REPORTS.c.made_at < bindparam("before")))
_write = Statement(
    insert(_BOARDS)
    .values({name: bindparam(name) for name in ("first", "data", "made_at")})
    .on_conflict_do_nothing(index_elements=["first"])
)
_approve = Statement(
    update(_BOARDS)
    .where(_BOARDS.c.first == bindparam("week"), _BOARDS.c.shown_at.is_(None))
    .values(shown_at=bindparam("now"), approved_by=bindparam("by"))
)
_stop = Statement(
    insert(_STOPS)
    .values({name: bindparam(name) for name in ("day", "procedure", "step")} | {"count": 1})
    .on_conflict_do_update(index_elements=["day", "procedure", "step"], set_={"count": _STOPS.c.count + 1})
)
_stops = Statement(
    select(_STOPS.c.procedure, _STOPS.c.step, func.sum(_STOPS.c.count))
    .where(_STOPS.c.day >= bindparam("first"), _STOPS.c.day <= bindparam("last"))
    .group_by(_STOPS.c.procedure, _STOPS.c.step)
)
_BOARD = select(_BOARDS.c.first, _BOARDS.c.data, _BOARDS.c.shown_at)
_week = Statement(_BOARD.where(_BOARDS.c.first == bindparam("week")))
_latest = Statement(_BOARD.where(_BOARDS.c.shown_at.is_not(None)).order_by(_BOARDS.c.first.desc()).limit(1))
_waiting = Statement(_BOARD.where(_BOARDS.c.shown_at.is_(None)).order_by(_BOARDS.c.first.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was made: of which kind, limited to which fields (none: the whole office), for which days."""

    code: str
    kind: str
    fields: tuple[str, ...]
    first: date
    last: date
    made_at: datetime
    data: Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """A week of the notice board: its first day, what it says, and since when everybody sees it."""

    first: date
    data: Mapping[str, Data]
    shown_at: datetime | None


class Reports:
    """Finds what is counted, and keeps what was made of it."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def concerned(self, since: datetime, until: datetime, limit: int, after: int = 0) -> tuple[int, ...]:
        """The ids above `after` of files that may count in the time from `since` on and before `until`."""
        params: Params = {"since": stamp(since), "until": stamp(until), "limit": limit, "after": after}
        return tuple(int(row[0]) for row in self._link.rows(_concerned, params))

    def papers(self, dossier_id: int) -> int:
        """How many pages or files were ever attached to a dossier, erased ones included."""
        return sum(int(self._link.rows(one, {"of_dossier": dossier_id})[0][0]) for one in (_documents, _erased))

    def keep(
        self, kind: str, fields: tuple[str, ...], first: date, last: date, now: datetime, data: Mapping[str, Data]
    ) -> str:
        """Keeps a report that was made; returns the code by which it is found again."""
        code = random_code(CODE_SIZE)
        about: Params = {"code": code, "kind": kind, "fields": " ".join(fields), "made_at": stamp(now)}
        days: Params = {"first": first.isoformat(), "last": last.isoformat()}
        self._link.change(_keep, {**about, **days, "data": self._sealer.seal_map(data, _place(code))})
        return code

    def made(self, code: str) -> MadeReport | None:
        """The report with this code."""
        row = self._link.row(_made, {"of_code": code})
        if row is None:
            return None
        _, kind, fields, first, last, made_at, data = row
        days = (date.fromisoformat(first), date.fromisoformat(last))
        opened = self._sealer.open_map(data, _place(code))
        return MadeReport(code, kind, tuple(fields.split()), *days, moment(made_at), opened)

    def forget(self, before: datetime) -> int:
        """Deletes reports made before; returns how many."""
        return self._link.change(_forget, {"before": stamp(before)})

    def stopped(self, procedure: str, step: str, day: date) -> None:
        """Counts a draft that ended unsent at a question."""
        self._link.change(_stop, {"day": day.isoformat(), "procedure": procedure, "step": step})

    def stops(self, first: date, last: date) -> dict[tuple[str, str], int]:
        """How many drafts ended at each question (procedure, step) from one day to another, both counted."""
        rows = self._link.rows(_stops, {"first": first.isoformat(), "last": last.isoformat()})
        return {(row[0], row[1]): int(row[2]) for row in rows}

    def write_board(self, first: date, data: Mapping[str, Data], now: datetime) -> bool:
        """Writes the board of the week that begins on this day, once."""
        about: Params = {"first": first.isoformat(), "data": json.dumps(data), "made_at": stamp(now)}
        return self._link.change(_write, about) == 1

    def show_board(self, first: date, by: int | None, now: datetime) -> bool:
        """Shows a board to everybody; False when it is shown already, or not there."""
        return self._link.change(_approve, {"week": first.isoformat(), "by": by, "now": stamp(now)}) == 1

    def board(self, first: date) -> BoardWeek | None:
        """The board of the week that begins on this day."""
        return _board(self._link.row(_week, {"week": first.isoformat()}))

    def latest_board(self) -> BoardWeek | None:
        """The latest week that everybody sees."""
        return _board(self._link.row(_latest, {}))

    def waiting_board(self) -> BoardWeek | None:
        """The latest week that nobody approved yet."""
        return _board(self._link.row(_waiting, {}))


def _board(row: Row | None) -> BoardWeek | None:
    if row is None:
        return None
    first, data, shown_at = row
    return BoardWeek(date.fromisoformat(first), json.loads(data), moment_or_none(shown_at))


def _place(code: str) -> str:
    return f"reports.data:{code}"
