"""The content check: everything an author can get wrong is found here, before a resident meets it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from content.cards import check_cards
from content.check_conditions import check_conditions
from content.check_forms import check_blanks, check_printing
from content.check_laws import check_laws
from content.check_paths import check_paths
from content.check_steps import check_steps
from content.check_texts import check_phrases, check_said, check_texts
from content.guides.reading import file_of
from content.indicators import FILE as INDICATORS
from content.manuscript import ROOT, Manuscript, forms_of, offices, read, supplied, wording_of
from content.parties import check_parties
from content.problems import Problem
from content.retention import FILE as SCHEDULE
from content.sheet import Sheet
from content.wording import Wording
from flows.deadlines import Calendar

CALENDAR_AHEAD = timedelta(days=92)  # three months


def check(root: Path = ROOT, today: date | None = None, office: str | None = None) -> tuple[Problem, ...]:
    """Every problem under `root`, for one office or all; without `today` the calendar's end is not looked at.

    In a source tree each procedure must have its transcripts; an installed package has none.
    """
    problems: list[Problem] = []
    names = offices(root) if office is None else (office,)
    if not names:
        problems.append(Problem("offices", "", "there is no office", "write offices/<name>.toml"))
    for name in names:
        manuscript = read(root, name, problems)
        if manuscript is not None:
            problems.extend(examine(manuscript, today))
            problems.extend(_transcripts(manuscript))
    problems.extend(check_printing(forms_of(root)))
    return tuple(sorted(set(problems)))


def notes(root: Path = ROOT) -> tuple[str, ...]:
    """What the communes still have to fill in: no fault, but nobody should rely on it."""
    found = []
    for name in offices(root):
        manuscript = read(root, name, [])
        if manuscript is not None and manuscript.office.awaited:
            found.append(f"offices/{name}.toml: chờ xã điền: {', '.join(manuscript.office.awaited)}")
    return tuple(found)


def examine(manuscript: Manuscript, today: date | None = None) -> Iterator[Problem]:
    """The problems of what could be read."""
    yield from check_phrases(manuscript.phrases, supplied(manuscript.root))
    if not _can_speak(manuscript):
        return
    wording = wording_of(manuscript.office, manuscript.phrases)
    for name, sheet in manuscript.sheets.items():
        yield from _procedure(sheet, f"procedures/{name}.toml", wording)
        yield from check_blanks(sheet, f"procedures/{name}.toml", forms_of(manuscript.root))
    yield from check_said(manuscript.schedule.texts(), SCHEDULE, wording)
    yield from check_said(manuscript.indicators.texts(), INDICATORS, wording)
    for key, guide in manuscript.guides.items():
        yield from check_said(guide.texts(), file_of(key), wording)
    for key in sorted(set(manuscript.overrides) - set(manuscript.sheets)):
        place = f"offices/{manuscript.office.id}.toml"
        yield Problem(place, f"overrides.{key}", "there is no such procedure", "remove it, or mend the name")
    if today is not None:
        yield from _calendar(manuscript.calendar, today)


def _procedure(sheet: Sheet, file: str, wording: Wording) -> Iterator[Problem]:
    yield from check_steps(sheet, file)
    yield from check_cards(sheet, file)
    yield from check_parties(sheet, file)
    conditions = tuple(check_conditions(sheet, file))
    yield from conditions
    if not conditions:
        yield from check_paths(sheet, file)
    yield from check_laws(sheet, file)
    yield from check_texts(sheet, file, wording)
    if not sheet.phrases:
        yield Problem(file, "phrases", "nobody can find it", "say how people ask for it")


def _can_speak(manuscript: Manuscript) -> bool:
    needed = [code for code in supplied(manuscript.root) if code.startswith("formats.")]
    return all(code in phrases for phrases in manuscript.phrases.values() for code in needed)


def _calendar(calendar: Calendar, today: date) -> Iterator[Problem]:
    if calendar.ends < today + CALENDAR_AHEAD:
        what = f"the calendar ends on {calendar.ends}, within three months of {today}"
        yield Problem("calendar.tsv", "", what, "add the days off of the next year")


def _transcripts(manuscript: Manuscript) -> Iterator[Problem]:
    folder = manuscript.root.parent / "tests" / "transcripts"
    if not folder.is_dir():
        return
    for key in manuscript.sheets:
        if not any((folder / key).glob("*.txt")):
            what = "the procedure has no transcript"
            yield Problem(f"procedures/{key}.toml", "", what, f"play it into tests/transcripts/{key}/<case>.txt")
