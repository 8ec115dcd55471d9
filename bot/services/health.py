"""Whether the program lives: the beats of its ticks, and what is owed."""

from datetime import datetime, timedelta

from flows.answers import Data
from storage.unit_of_work import UnitOfWork

LATE = timedelta(minutes=5)  # a heartbeat older than this means that the clock stands still


def health(u: UnitOfWork, now: datetime) -> dict[str, Data]:
    """`ok`, and for each tick how many seconds ago it last ran; no personal data."""
    beats = u.beats.all()
    ages: dict[str, Data] = {name: int((now - at).total_seconds()) for name, at in beats.items()}
    last = beats.get("heartbeat")
    return {"ok": last is not None and now - last < LATE, "ticks": ages, "notices": dict(u.outbox.counts())}
