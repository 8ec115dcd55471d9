"""Making a report by its name, checked before anybody sees it."""

from bot.services.reports.naming import Naming
from bot.services.reports.registry import REPORTS, Asked
from flows.reports.form06a import Broken, broken
from flows.reports.table import Table
from storage.database import Database


class BrokenReport(Exception):
    """A report whose numbers contradict each other: it is not handed out, and says which files to look at."""

    def __init__(self, faults: tuple[Broken, ...]) -> None:
        super().__init__(f"{len(faults)} identities do not hold")
        self.faults = faults


async def make(database: Database, name: str, asked: Asked) -> Table:
    """The report of this name; raises KeyError for another name, and BrokenReport."""
    table = await REPORTS[name].make(database, asked)
    faults = broken(table) if name == "06a" else ()
    if faults:
        raise BrokenReport(faults)
    return table


def faults_in_words(naming: Naming, faults: tuple[Broken, ...]) -> list[str]:
    """What does not add up, line by line."""
    return [
        naming.say(
            "broken",
            {
                "line": naming.line(one.key),
                "whole": naming.column("06a", one.whole),
                "parts": " + ".join(naming.column("06a", part) for part in one.parts),
                "files": ", ".join(one.files),
            },
        )
        for one in faults
    ]
