"""The year's plan: tasks and their progress, only ever added; the last row of a task counts."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from flows.yearplan import Progress, Task, Wanted
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_TASKS, _PROGRESS = table("year_tasks"), table("year_progress")
_NAMES = "year code title unit person_id target measure due dropped actor_id at".split()
_add = Statement(insert(_TASKS).values({name: bindparam(name) for name in _NAMES}).returning(_TASKS.c.id))
_of = Statement(
    select(_TASKS.c.id, *(_TASKS.c[name] for name in _NAMES))
    .where(_TASKS.c.year == bindparam("of_year"))
    .order_by(_TASKS.c.id)
)
_year_of = Statement(select(_TASKS.c.year, _TASKS.c.code).where(_TASKS.c.id == bindparam("task_id")))
_report = Statement(
    insert(_PROGRESS).values({name: bindparam(name) for name in "year code value actor_id at words".split()})
)
_reports = Statement(
    select(*(_PROGRESS.c[name] for name in "year code value actor_id at words".split()))
    .where(_PROGRESS.c.year == bindparam("of_year"))
    .order_by(_PROGRESS.c.id)
)


class YearPlan:
    """Writes tasks and progress, and reads the plan of a year."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def put(
        self, year: int, what: Wanted, person: int | None, by: int | None, now: datetime, *, dropped: bool = False
    ) -> int:
        """Writes a task, in place of an earlier one with its code; `by` is None for the command line."""
        place = _title_place(year, what.code, stamp(now))
        new: Params = {
            "year": year,
            "code": what.code,
            "title": self._sealer.seal(what.title, place),
            "unit": what.unit,
            "person_id": person,
            "target": str(what.target),
            "measure": what.measure,
            "due": what.due.isoformat(),
            "dropped": dropped,
            "actor_id": by,
            "at": stamp(now),
        }
        return int(self._link.rows(_add, new)[0][0])

    def report(self, task: Task, value: Decimal, words: str, by: int, now: datetime) -> None:
        """Notes what was reached of a task."""
        at = stamp(now)
        sealed = self._sealer.seal(words, f"year_progress.words:{task.year}.{task.code}.{at}")
        done: Params = {"year": task.year, "code": task.code, "value": str(value), "actor_id": by, "at": at}
        self._link.change(_report, {**done, "words": sealed})

    def tasks(self, year: int) -> tuple[Task, ...]:
        """The plan of a year by code, with what was dropped."""
        told = self._told(year)
        last = {row[2]: row for row in self._link.rows(_of, {"of_year": year})}
        return tuple(self._task(last[code], told.get(code, ())) for code in sorted(last))

    def task(self, task_id: int) -> Task | None:
        """The task that once had this id, as it stands now."""
        row = self._link.row(_year_of, {"task_id": task_id})
        if row is None:
            return None
        return next((task for task in self.tasks(row[0]) if task.code == row[1]), None)

    def _told(self, year: int) -> Mapping[str, tuple[Progress, ...]]:
        found: dict[str, tuple[Progress, ...]] = {}
        for in_year, code, value, by, at, words in self._link.rows(_reports, {"of_year": year}):
            said = str(self._sealer.open(words, f"year_progress.words:{in_year}.{code}.{at}"))
            found[code] = (*found.get(code, ()), Progress(moment(at), by, Decimal(value), said))
        return found

    def _task(self, row: Row, progress: tuple[Progress, ...]) -> Task:
        id, year, code, title, unit, person, target, measure, due, dropped, _, at = row
        said = str(self._sealer.open(title, _title_place(year, code, at)))
        day, goal = date.fromisoformat(due), Decimal(target)
        return Task(id, year, code, said, unit, person, goal, measure, day, progress, bool(dropped))


def _title_place(year: int, code: str, at: int) -> str:
    return f"year_tasks.title:{year}.{code}.{at}"
