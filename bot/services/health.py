"""Whether the program lives: the beat of each tick against its allowance, and what is owed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.blocking import blocked
from flows.answers import Data
from storage.unit_of_work import UnitOfWork

# How old the last beat of each tick of the clock may be.
ALLOWED: Mapping[str, timedelta] = {
    "deliver": timedelta(seconds=60),
    "look": timedelta(minutes=5),
    "heartbeat": timedelta(minutes=2),
    "plan": timedelta(minutes=10),
    "rounds": timedelta(minutes=10),
    "reports": timedelta(minutes=10),
    "purge": timedelta(hours=3),
}


@dataclass(frozen=True, slots=True)
class Health:
    """`ages` of the ticks (None: never ran), those that are `late`, notices by state, for how long one is due, and
    which channels are `blocked` since when: that is trouble, but not the program's.

    A clock set back (the demo's) leaves beats in the future; those are not late.
    """

    ages: Mapping[str, timedelta | None]
    late: tuple[str, ...]
    notices: Mapping[str, int]
    overdue: timedelta
    blocked: Mapping[str, datetime]

    @property
    def ok(self) -> bool:
        """Whether no tick is late."""
        return not self.late

    def data(self) -> dict[str, Data]:
        """JSON-ready, in seconds; no personal data."""
        ages: dict[str, Data] = {name: None if age is None else _seconds(age) for name, age in self.ages.items()}
        due = _seconds(self.overdue)
        return {
            "ok": self.ok,
            "ticks": ages,
            "late": list(self.late),
            "notices": dict(self.notices),
            "oldest_due": due,
            "blocked": {name: since.isoformat() for name, since in self.blocked.items()},
        }


def examine(u: UnitOfWork, now: datetime) -> Health:
    """The health of the program whose ticks write to this database."""
    beats, next_due = u.beats.all(), u.backlog.oldest()
    ages = {name: now - beats[name] if name in beats else None for name in ALLOWED}
    late = tuple(name for name, age in ages.items() if age is None or age > ALLOWED[name])
    overdue = timedelta() if next_due is None else max(timedelta(), now - next_due)
    return Health(ages, late, u.outbox.counts(), overdue, blocked(u))


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
