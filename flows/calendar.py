"""Local time: instants are UTC, days are reckoned in Asia/Ho_Chi_Minh."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local(now: datetime) -> datetime:
    """The same instant on the commune's clock; raises ValueError for a naive time."""
    if now.tzinfo is None:
        raise ValueError("time without a zone")
    return now.astimezone(ZONE)


def local_day(now: datetime) -> date:
    """The day on the commune's calendar."""
    return local(now).date()
