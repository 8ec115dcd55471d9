"""The catalogue: everything one office offers and says, loaded at once and swapped as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.check import examine
from content.finder import Finder, read_neighbours
from content.guides.reading import Guide, picture
from content.indicators import Indicators
from content.manuscript import ROOT, forms_of, read, wording_of
from content.office import Office
from content.problems import ContentError, Problem
from content.retention import Schedule
from content.rules import Decree
from content.sheet import Sheet
from content.spelling import read_spelling
from content.wording import Wording
from flows.deadlines import Calendar
from flows.rules import Law, Rules

OFFERED = 6  # procedures on the first page; more would not be read


@dataclass(frozen=True, slots=True)
class Library:
    """The content in use; nothing in it changes, a reload makes a new one. `forms` is the folder of the templates,
    `schedule` how long pages are kept, `indicators` what reports are weighed by, `root` the folder of all content."""

    office: Office
    procedures: Mapping[str, Sheet]
    calendar: Calendar
    wording: Wording
    finder: Finder
    decrees: tuple[Decree, ...]
    forms: Path
    schedule: Schedule
    indicators: Indicators
    guides: Mapping[str, Guide]
    root: Path

    def often(self) -> tuple[str, ...]:
        """The keys of the procedures offered on the first page: the office's own list, or the first few."""
        return tuple(key for key in self.office.often if key in self.procedures) or tuple(self.procedures)[:OFFERED]

    @property
    def law(self) -> Law:
        """All that dates are reckoned by."""
        return Law(self.calendar, tuple(decree.rules for decree in self.decrees))

    def decree(self, rules: Rules) -> Decree:
        """The decree that sets these rules, with its articles and sources."""
        return next(decree for decree in self.decrees if decree.rules == rules)

    def picture(self, name: str) -> Path:
        """Where a drawing of the guides is."""
        return picture(self.root, name)

    def definition(self, version: str) -> str | None:
        """The snapshot of a procedure in this version, None when another version is in use."""
        return next((sheet.snapshot for sheet in self.procedures.values() if sheet.version == version), None)


def load(office: str, root: Path | None = None, today: date | None = None) -> Library:
    """The content for one office; raises ContentError with every problem, so that a broken file is never used.

    With `today` it also refuses a calendar that ends within three months.
    """
    problems: list[Problem] = []
    manuscript = read(ROOT if root is None else root, office, problems)
    if manuscript is not None:
        problems.extend(examine(manuscript, today))
    if manuscript is None or problems:
        raise ContentError(problems)
    return Library(
        manuscript.office,
        manuscript.sheets,
        manuscript.calendar,
        wording_of(manuscript.office, manuscript.phrases),
        _finder(manuscript.root, manuscript.sheets),
        manuscript.decrees,
        forms_of(manuscript.root),
        manuscript.schedule,
        manuscript.indicators,
        manuscript.guides,
        manuscript.root,
    )


def _finder(root: Path, sheets: Mapping[str, Sheet]) -> Finder:
    ours = {key: (*sheet.phrases, *sheet.title.values()) for key, sheet in sheets.items()}
    neighbours = {key: texts for key, texts in read_neighbours(root / "neighbours.toml").items() if key not in ours}
    return Finder(ours, neighbours, read_spelling(root / "finder.toml"))
