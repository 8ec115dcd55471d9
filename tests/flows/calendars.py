"""The calendars that tests reckon with."""

from datetime import datetime
from pathlib import Path

from flows.calendar import ZONE
from flows.deadlines import Calendar, OfficeHours, parse_calendar

TSV = Path(__file__).parents[2] / "content" / "calendar.tsv"


def vietnam() -> Calendar:
    """The shipped calendar, 2023 to 2027."""
    read = parse_calendar(TSV.read_text("utf-8").splitlines(), OfficeHours())
    assert isinstance(read, Calendar), read
    return read


def at(written: str) -> datetime:
    """A moment of the commune's clock, written `20/11/2019 08:37`."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)
