"""What each indicator of QĐ 766 counts: which files, or services, of which."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flows.deadlines import Calendar
from flows.ratings import FEWEST, Score
from flows.reports.case import Known
from flows.reports.table import percent, rounded
from flows.reports.worktime import handling_time, in_days

Files = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A procedure that the commune decides, as the indicators see it.

    `complete`: all its parts are published. `online`: it can be filed with one's own account. `feedback`: it takes
    what people remark. `paper`: its result is a document.
    """

    key: str
    field: str
    complete: bool
    online: bool
    feedback: bool = False
    paper: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, the rate with two decimals (per cent, or days), and the files that each counts."""

    part: int | Decimal
    whole: int
    rate: Decimal | None
    files: Files = ()
    all_files: Files = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What is measured: the files known at the end of the period, the services, and when it began."""

    files: tuple[Known, ...]
    services: tuple[Service, ...]
    since: datetime
    calendar: Calendar

    @property
    def received(self) -> tuple[Known, ...]:
        """Accepted in the period."""
        return tuple(one for one in self.files if one.received(self.since))

    @property
    def settled(self) -> tuple[Known, ...]:
        """Decided in the period: there is a result, or a refusal as the result."""
        return tuple(one for one in self.files if one.decided and one.handled(self.since))

    @property
    def with_result(self) -> tuple[Known, ...]:
        """Decided in the period, where the result is a document."""
        paper = {service.key for service in self.services if service.paper}
        return tuple(one for one in self.settled if one.case.procedure in paper)

    @property
    def remarks(self) -> tuple[Known, ...]:
        """What people remarked, handled in the period or running at its end."""
        feedback = {service.key for service in self.services if service.feedback}
        return tuple(one for one in self.at_work if one.case.procedure in feedback)

    @property
    def at_work(self) -> tuple[Known, ...]:
        """Handled in the period, or running at its end."""
        return tuple(one for one in self.files if one.running or one.handled(self.since))


def _of(part: Iterable[Known], whole: Iterable[Known]) -> Share:
    files, all_files = _codes(part), _codes(whole)
    return Share(len(files), len(all_files), percent(len(files), len(all_files)), files, all_files)


def _codes(files: Iterable[Known]) -> Files:
    return tuple(one.case.code for one in files)


def _of_services(part: Iterable[Service], whole: Iterable[Service]) -> Share:
    count, total = len(tuple(part)), len(tuple(whole))
    return Share(count, total, percent(count, total))


def published(seen: Seen) -> Share:
    """1.3: procedures whose parts are all published, of those published."""
    return _of_services((one for one in seen.services if one.complete), seen.services)


def synced(seen: Seen) -> Share:
    """1.4: files that have a code of the official software, which is what the portal gets."""
    return _of((one for one in seen.received if one.case.official), seen.received)


def timely(seen: Seen) -> Share:
    """2.1: handled early or on time, or still running in time, of all at work."""
    return _of((one for one in seen.at_work if one.how != "late"), seen.at_work)


def average(seen: Seen) -> Share:
    """2.2: the working days that results took, on average; its part is their sum."""
    days = [
        in_days(handling_time(one.clock, one.handled_at, seen.calendar), seen.calendar, 2)
        for one in seen.settled
        if one.clock is not None and one.handled_at is not None
    ]
    total, files = sum(days, Decimal(0)), _codes(seen.settled)
    return Share(total, len(files), rounded(total / len(files)) if files else None, files, files)


def offered(seen: Seen) -> Share:
    """3.1: procedures that can be filed online."""
    return _of_services((one for one in seen.services if one.online), seen.services)


def used(seen: Seen) -> Share:
    """3.2: of these, the ones that were used online in the period."""
    taken = {one.case.procedure for one in seen.received if one.case.online}
    online = [one for one in seen.services if one.online]
    return _of_services((one for one in online if one.key in taken), online)


def online(seen: Seen) -> Share:
    """3.3: files filed online that have an electronic result, where the result is a document, times the synced rate."""
    no_paper = {service.key for service in seen.services if not service.paper}
    counts = [one for one in seen.received if one.case.online and (one.link or one.case.procedure in no_paper)]
    found, rate = _of(counts, seen.received), synced(seen).rate
    if found.rate is None or rate is None:
        return found
    product = rounded(Decimal(100 * found.part) / found.whole * rate / 100)
    return Share(found.part, found.whole, product, found.files, found.all_files)


def electronic(seen: Seen) -> Share:
    """4.1: results that are there electronically, of those that are documents."""
    return _of((one for one in seen.with_result if one.link), seen.with_result)


def digitised(seen: Seen) -> Share:
    """4.2: files whose papers were sent as pictures or PDF and whose result is electronic."""
    return _of((one for one in seen.with_result if one.link and one.case.papers), seen.with_result)


def own_account(seen: Seen) -> Share:
    """4.5: files filed with one's own account, which is an electronic identity, of those received."""
    return _of((one for one in seen.received if one.case.online), seen.received)


def answered(seen: Seen) -> Share:
    """5.2: remarks handled in time (T19), or still in time."""
    return _of((one for one in seen.remarks if one.how != "late"), seen.remarks)


def content_with_answers(seen: Seen) -> Share | None:
    """5.3: remarks neither late nor rated badly."""
    return _content(seen.remarks)


def content(seen: Seen) -> Share | None:
    """5.4: files handled neither late nor rated badly."""
    return _content(tuple(one for one in seen.at_work if one.handled_at is not None))


def _content(files: tuple[Known, ...]) -> Share | None:
    """None below five ratings; and no number is traced to a file, for who rated what is nobody's business."""
    if sum(one.case.score is not None for one in files) < FEWEST:
        return None
    good = sum(one.how != "late" and one.case.score != Score.BAD for one in files)
    return Share(good, len(files), percent(good, len(files)))


# Not here, for nobody records it: 3.5 and 3.6 (paid online), 4.3 (parts used again), 4.4 (sent to the citizen's vault).
MEASURES: Mapping[str, Callable[[Seen], Share | None]] = {
    "1.3": published,
    "1.4": synced,
    "2.1": timely,
    "2.2": average,
    "3.1": offered,
    "3.2": used,
    "3.3": online,
    "4.1": electronic,
    "4.2": digitised,
    "4.5": own_account,
    "5.2": answered,
    "5.3": content_with_answers,
    "5.4": content,
}
