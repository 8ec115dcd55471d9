"""The catalogue: everything one office offers and says, loaded at once and swapped as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from content.finder import Finder
from content.office import Office
from content.sheet import Sheet
from content.wording import Wording
from flows.deadlines import Calendar


@dataclass(frozen=True, slots=True)
class Library:
    """The content in use; nothing in it changes, a reload makes a new one."""

    office: Office
    procedures: Mapping[str, Sheet]
    calendar: Calendar
    wording: Wording
    finder: Finder

    def definition(self, version: str) -> str | None:
        """The snapshot of a procedure in this version, None when another version is in use."""
        return next((sheet.snapshot for sheet in self.procedures.values() if sheet.version == version), None)
