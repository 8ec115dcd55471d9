"""The figures of a period: how much was received, how much of it online, and what was early, on time or late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from flows.chronicle import Happening, first_of
from flows.clocks import KpiClock, Punctuality, handled_at, kpi_clock
from flows.deadlines import Calendar

# Below so many decided files a share of them says little; the report then says so.
FEW = 20
_APOLOGY = "promise_new_date"
_LEFT = ("refuse", "withdraw", "close_unanswered")


@dataclass(frozen=True, slots=True)
class File:
    """A file as the figures see it: its field, whether it was filed online, its term, its log, and its code."""

    field: str
    online: bool
    term: str
    happenings: tuple[Happening, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of files. Received: accepted in the period. Early, on time, late: those whose handling ended in it.

    Running and waiting files are counted as they stood at the end of the period; `waiting` are not accepted yet,
    `not_accepted` were refused or given up before that. What is late counts with its apology, or without.
    """

    received: int = 0
    online: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    late_apologised: int = 0
    running: int = 0
    running_late: int = 0
    running_late_apologised: int = 0
    not_accepted: int = 0
    waiting: int = 0

    @property
    def decided(self) -> int:
        """All whose handling ended in the period."""
        return self.early + self.on_time + self.late

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """Early, on time and late in per cent of what was decided; () when nothing was."""
        return shares((self.early, self.on_time, self.late))

    @property
    def online_share(self) -> Decimal | None:
        """What was received online in per cent; None when nothing was received."""
        found = shares((self.received - self.online, self.online))
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole office, and each field that had any file."""

    total: Tally
    fields: Mapping[str, Tally] = field(default_factory=dict)


def figures(files: Iterable[File], since: datetime, until: datetime, calendar: Calendar) -> Figures:
    """The figures from `since` on and before `until`; what happened later is not known to them."""
    counts: dict[str, dict[str, int]] = {}
    for file in files:
        of_field = counts.setdefault(file.field, {})
        for name in counted_in(file, since, until, calendar):
            of_field[name] = of_field.get(name, 0) + 1
    known = {name: Tally(**of_field) for name, of_field in sorted(counts.items()) if of_field}
    return Figures(_sum(known.values()), known)


def shares(counts: Sequence[int]) -> tuple[Decimal, ...]:
    """Each count in per cent of all, half-up to one decimal, by the largest remainder so that they add to 100,0.

    Equal remainders go to the last of them, so order from good to bad. Whatever was counted at all shows at least
    0,1, so nothing shows 100,0 while there is anything else. () when nothing was counted.
    """
    total = sum(counts)
    if not total:
        return ()
    tenths = [1000 * count // total for count in counts]
    nearest = sorted(range(len(counts)), key=lambda place: (1000 * counts[place] % total, place), reverse=True)
    for place in nearest[: 1000 - sum(tenths)]:
        tenths[place] += 1
    for place, count in enumerate(counts):
        if count and not tenths[place]:
            tenths[place] += 1
            tenths[tenths.index(max(tenths))] -= 1
    return tuple(Decimal(tenth).scaleb(-1) for tenth in tenths)


def counted_in(file: File, since: datetime, until: datetime, calendar: Calendar) -> tuple[str, ...]:
    """In which counts the file stands."""
    log = tuple(one for one in file.happenings if one.at < until)
    if not log:
        return ()
    clock = kpi_clock(log, file.term, calendar)
    if clock is None:
        return _before_acceptance(log, since)
    names = []
    if clock.began_at >= since:
        names.append("received")
        if file.online:
            names.append("online")
    ended, apologised = handled_at(log), first_of(log, _APOLOGY) is not None
    if ended is None:
        names.extend(("running", *_lateness("running_late", clock.punctuality(until), apologised)))
    elif ended >= since:
        names.extend(_decided(clock, until, apologised))
    return tuple(names)


def _before_acceptance(log: tuple[Happening, ...], since: datetime) -> tuple[str, ...]:
    left = first_of(log, *_LEFT)
    if left is None:
        return ("waiting",)
    return ("not_accepted",) if left.at >= since else ()


def _decided(clock: KpiClock, until: datetime, apologised: bool) -> tuple[str, ...]:
    how = clock.punctuality(until)
    return _lateness("late", how, apologised) or (how,)


def _lateness(name: str, how: Punctuality, apologised: bool) -> tuple[str, ...]:
    if how != "late":
        return ()
    return (name, f"{name}_apologised") if apologised else (name,)


def _sum(tallies: Iterable[Tally]) -> Tally:
    every = tuple(tallies)
    return Tally(*(sum(getattr(one, name) for one in every) for name in Tally.__slots__))
