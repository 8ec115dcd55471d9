"""The figures of a period, read from every file's log, in words and as rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.services.reports.cases import gather_cases
from bot.services.voice import Params
from content.catalog import Library
from content.wording import Wording
from flows.figures import FEW, Figures, Tally, figures
from flows.reports.periods import Period
from storage.database import Database

HEADINGS = ("measure", "field", "count", "share")


async def gather(database: Database, library: Library, first: date, last: date) -> Figures:
    """The figures from the first day to the end of the last one."""
    period = Period(first, last)
    cases = await gather_cases(database, period.since, period.until)
    return figures((case.file for case in cases), period.since, period.until, library.calendar)


@dataclass(frozen=True, slots=True)
class Report:
    """The figures in words."""

    figures: Figures
    wording: Wording
    language: str

    def lines(self, first: date, last: date) -> list[str]:
        """The report as people read it, with how it is reckoned."""
        total = self.figures.total
        told = [self._say("title", {"since": first, "until": last}), self._received(total), *self._decided(total)]
        unsorry = total.running_late - total.running_late_apologised
        told.append(self._say("running", {"count": total.running, "late": total.running_late, "sorry": unsorry}))
        told.append(self._say("waiting", {"waiting": total.waiting, "refused": total.not_accepted}))
        if self.figures.fields:
            told.extend((self._say("fields", {}), *(self._field(*one) for one in self.figures.fields.items())))
        return [*told, self._say("definition", {})]

    def _received(self, total: Tally) -> str:
        if total.online_share is None:
            return self._say("received_none", {})
        share = self._share(total.online_share)
        return self._say("received", {"count": total.received, "online": total.online, "share": share})

    def _decided(self, total: Tally) -> Iterator[str]:
        if not total.decided:
            yield self._say("decided_none", {})
            return
        early, on_time, late = (self._share(share) for share in total.shares)
        yield self._say("decided", {"count": total.decided})
        yield self._say("early", {"count": total.early, "share": early})
        yield self._say("on_time", {"count": total.on_time, "share": on_time})
        unsorry = total.late - total.late_apologised
        yield self._say("late", {"count": total.late, "share": late, "late": total.late, "sorry": unsorry})
        yield self._say("shares", {"early": early, "on_time": on_time, "late": late})
        if total.decided < FEW:
            yield self._say("few", {"count": total.decided})

    def _field(self, name: str, tally: Tally) -> str:
        code = f"figures.field_{name}"
        counts = {one: getattr(tally, one) for one in ("received", "online", "early", "on_time", "late", "running")}
        known = self.wording.say(code, self.language) if self.wording.has(code) else name
        return self._say("field", {"name": known, **counts})

    def _share(self, share: Decimal) -> str:
        return str(share).replace(".", self._say("decimal", {}))

    def _say(self, code: str, params: Params) -> str:
        return self.wording.say(f"figures.{code}", self.language, params)


def rows(found: Figures) -> Iterator[tuple[str, str, str, str]]:
    """The figures as rows under HEADINGS: each count of the office ('all') and of every field, shares with a point."""
    for name, tally in (("all", found.total), *found.fields.items()):
        shares = dict(zip(("early", "on_time", "late"), map(str, tally.shares), strict=False))
        shares["online"] = "" if tally.online_share is None else str(tally.online_share)
        counts = {"decided": tally.decided, **{one: getattr(tally, one) for one in Tally.__slots__}}
        yield from ((measure, name, str(count), shares.get(measure, "")) for measure, count in counts.items())
