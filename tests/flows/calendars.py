"""The calendars that tests reckon with."""

from datetime import datetime
from pathlib import Path

from content.problems import Problem
from content.rules import read_decrees
from flows.calendar import ZONE
from flows.deadlines import Calendar, OfficeHours, parse_calendar
from flows.rules import Law

CONTENT = Path(__file__).parents[2] / "content"
TSV = CONTENT / "calendar.tsv"


def vietnam() -> Calendar:
    """The shipped calendar, 2023 to 2027."""
    read = parse_calendar(TSV.read_text("utf-8").splitlines(), OfficeHours())
    assert isinstance(read, Calendar), read
    return read


def vietnamese_law() -> Law:
    """The shipped calendar and the shipped rules of both decrees."""
    problems: list[Problem] = []
    decrees = read_decrees(CONTENT, problems)
    assert not problems, problems
    return Law(vietnam(), tuple(decree.rules for decree in decrees))


def at(written: str) -> datetime:
    """A moment of the commune's clock, written `20/11/2019 08:37`."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)
