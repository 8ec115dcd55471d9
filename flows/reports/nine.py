"""The nine indices of TT 01/2018/TT-VPCP arts 13 to 15, 0 to 2 points each: the one-stop, its fields, its officials."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flows.deadlines import Calendar
from flows.ratings import FEWEST, Score
from flows.reports.case import Case, Known, all_known
from flows.reports.kpi_shares import Seen, Service, answered, offered
from flows.reports.table import ALL, NOTHING, Figure, Line, Table, Value, counted, percent, rounded

COLUMNS = ("files", "1", "2", "3", "4", "5", "6", "7", "8", "9", "sum", "grade")
_OF_OFFICIALS = ("1", "2", "3", "4", "7")
_TIME: Mapping[str, int] = {"early": 2, "on_time": 1, "late": 0}
# From so many points on, of 18; TT 01/2018 art. 15.
_GRADES = ((15, "excellent"), (12, "good"), (9, "fair"), (6, "average"), (0, "weak"))
# From so many points on, of 10: how much of the duty was done.
_DUTY = ((Decimal(5), "duty_full"), (Decimal("3.5"), "duty_most"), (Decimal(0), "duty_less"))


@dataclass(frozen=True, slots=True)
class Premises:
    """What is known of the one-stop itself: the fields whose files it takes, and whether the list hangs at the desk."""

    fields: frozenset[str]
    posted: bool


def nine(
    cases: Iterable[Case],
    services: Sequence[Service],
    premises: Premises,
    since: datetime,
    until: datetime,
    calendar: Calendar,
) -> Table:
    """The indices of what was decided from `since` on and before `until`."""
    seen = Seen(tuple(all_known(cases, until, calendar)), tuple(services), since, calendar)
    settled = seen.settled
    fields = sorted({one.case.field for one in settled})
    people = sorted({one.case.owner for one in settled if one.case.owner is not None})
    lines = [_line(ALL, settled, _of_unit(seen, premises), _GRADES)]
    lines += [_line(f"field:{name}", [one for one in settled if one.case.field == name], {}, ()) for name in fields]
    lines += [_line(f"person:{id}", [one for one in settled if one.case.owner == id], {}, _DUTY) for id in people]
    return Table("nine", COLUMNS, tuple(lines))


def of_files(files: Sequence[Known], points: Callable[[Known], int]) -> Decimal | None:
    """An index of files: the sum of their points by their number, one decimal; None of nothing."""
    return rounded(Decimal(sum(points(one) for one in files)) / len(files), 1) if files else None


def contacts(one: Known) -> int:
    """3: how often the resident had to bring more: never 2, once 1, more often 0."""
    return max(0, 2 - one.asked)


def bodies(one: Known) -> int:
    """4: how many bodies the resident had to go to: none 2 (filed online), the one-stop alone 1."""
    return 2 if one.case.online else 1


def attitude(files: Sequence[Known]) -> Callable[[Known], int]:
    """7: as the time was kept, 0 for who complains; bad ratings count as that once five residents rated."""
    rated = sum(one.case.score is not None for one in files) >= FEWEST
    return lambda one: 0 if rated and one.case.score == Score.BAD else in_time(one)


def in_time(one: Known) -> int:
    """1 and 2: shorter than the term 2, as long 1, longer 0. One unit handles a file, so its time is the file's."""
    return _TIME[one.how]


def _of_unit(seen: Seen, premises: Premises) -> Mapping[str, Value]:
    whole = all(service.field in premises.fields for service in seen.services)
    electronic = bool(seen.services) and all(service.complete for service in seen.services)
    return {"5": 2 if whole else 0, "6": premises.posted + electronic, "8": _feedback(seen), "9": _online(seen)}


def _feedback(seen: Seen) -> int:
    """8: no remark, or all answered in time 2; nine of ten 1; else 0."""
    share = answered(seen)
    if share.part == share.whole:
        return 2
    return 1 if 10 * share.part >= 9 * share.whole else 0


def _online(seen: Seen) -> int:
    """9: a fifth of the procedures and three tenths of the files online and none of them late 2; from 15 % on 1."""
    services = offered(seen).rate or Decimal(0)
    own = [one for one in seen.received if one.case.online]
    files = percent(len(own), len(seen.received)) or Decimal(0)
    if services >= 20 and files >= 30 and all(one.how != "late" for one in own):
        return 2
    return 1 if files >= 15 else 0


def _line(
    key: str, files: Sequence[Known], of_unit: Mapping[str, Value], grades: Sequence[tuple[Decimal | int, str]]
) -> Line:
    codes = tuple(one.case.code for one in files)
    known: dict[str, Value] = {
        "1": of_files(files, in_time),
        "2": of_files(files, in_time),
        "3": of_files(files, contacts),
        "4": of_files(files, bodies),
        "7": of_files(files, attitude(files)),
        **of_unit,
    }
    cells = [Figure(known.get(name), codes if name in _OF_OFFICIALS else ()) for name in COLUMNS[1:10]]
    total = sum((Decimal(value) for value in known.values() if isinstance(value, int | Decimal)), Decimal(0))
    grade = next((name for least, name in grades if total >= least), None) if files else None
    return Line(key, (counted(codes), *cells, Figure(total) if files else NOTHING, Figure(grade)))
