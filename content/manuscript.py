"""The manuscript: the content as its authors wrote it, read for one office but not yet found good."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from content.forms.filling import FORMS
from content.guides.reading import Guide, read_guides
from content.indicators import Indicators, read_indicators
from content.office import Office
from content.offices import OfficeFile, localise, read_office
from content.phrases import read_phrases, read_toml
from content.problems import Problem
from content.procedures import read_procedure
from content.retention import Schedule, read_schedule
from content.rules import Decree, read_decrees
from content.sheet import LANGUAGES, Sheet, in_language
from content.wording import Phrases, Wording
from flows.deadlines import Calendar, Fault, OfficeHours, parse_calendar

ROOT = Path(__file__).parent
_CALENDAR = "calendar.tsv"
_FAULTS = {
    "header": "the first line must be: date, name, kind",
    "columns": "a line has three cells, split by tabs",
    "date": "the date is no day like 2026-01-31",
    "twice": "the day is there twice",
    "kind": "the kind is none of official, substitute, makeup-workday",
    "name": "the day has no name",
    "makeup_on_workday": "a make-up day must be a Saturday or Sunday",
}


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What was read from `root`; `sheets` by file name."""

    root: Path
    office: Office
    overrides: Mapping[str, Mapping[str, object]]
    sheets: Mapping[str, Sheet]
    phrases: Phrases
    calendar: Calendar
    decrees: tuple[Decree, ...]
    schedule: Schedule
    indicators: Indicators
    guides: Mapping[str, Guide]


def forms_of(root: Path) -> Path:
    """The folder of a content directory's forms; ours, where it has none of its own."""
    return root / "forms" if (root / "forms").is_dir() else FORMS


def offices(root: Path = ROOT) -> tuple[str, ...]:
    """The names of the offices that have a file."""
    return tuple(sorted(path.stem for path in (root / "offices").glob("*.toml")))


def read(root: Path, office: str, problems: list[Problem]) -> Manuscript | None:
    """Reads everything; what cannot be read is added to `problems`. None when there is no such office."""
    if office not in offices(root):
        remedy = f"use one of: {', '.join(offices(root)) or 'none yet'}"
        problems.append(Problem(f"offices/{office}.toml", "", "there is no such office", remedy))
        return None
    place = f"offices/{office}.toml"
    of = read_office(read_toml(root / place, place, problems), place, problems)
    sheets = {path.stem: _sheet(path, root, of, problems) for path in sorted((root / "procedures").glob("*.toml"))}
    calendar = _calendar(root / _CALENDAR, of.office.hours, problems)
    decrees = read_decrees(root, problems)
    phrases, schedule = read_phrases(root, problems), read_schedule(root, problems)
    beside = (schedule, read_indicators(root, problems), read_guides(root, problems))
    return Manuscript(root, of.office, of.overrides, sheets, phrases, calendar, decrees, *beside)


def wording_of(office: Office, phrases: Phrases) -> Wording:
    """The wording of an office: its names and hours can be used in every text."""
    plain = Wording(phrases, {})
    return Wording(phrases, {language: _common(office, plain, language) for language in LANGUAGES})


def supplied(root: Path = ROOT) -> dict[str, frozenset[str]]:
    """The values that the core gives to the phrases it names, by code (`supplied.toml`)."""
    data: dict[str, dict[str, list[str]]] = tomllib.loads((root / "supplied.toml").read_text(encoding="utf-8"))
    return {f"{file}.{key}": frozenset(names) for file, keys in data.items() for key, names in keys.items()}


def _common(office: Office, plain: Wording, language: str) -> dict[str, object]:
    you = plain.say("formats.you", language)
    return {
        "you": you,
        "You": you[:1].upper() + you[1:],
        "commune": in_language(office.commune, language),
        "centre": in_language(office.centre, language),
        "phone": office.phone,
        "place": in_language(office.place, language),
        "hours": plain.formats(language).hours(office.hours, office.saturday_morning),
    }


def _sheet(path: Path, root: Path, of: OfficeFile, problems: list[Problem]) -> Sheet:
    file = path.relative_to(root).as_posix()
    data = localise(read_toml(path, file, problems), of, f"offices/{of.office.id}.toml", problems)
    sheet = read_procedure(data, file, problems)
    if sheet.key != path.stem:
        problems.append(Problem(file, "key", f"{sheet.key!r} is not the file's name", f"write key = {path.stem!r}"))
    return sheet


def _calendar(path: Path, hours: OfficeHours, problems: list[Problem]) -> Calendar:
    read = parse_calendar(path.read_text(encoding="utf-8").splitlines() if path.is_file() else (), hours)
    if isinstance(read, Calendar):
        return read
    problems.extend(_calendar_problem(fault) for fault in read)
    return Calendar({}, frozenset(), hours)


def _calendar_problem(fault: Fault) -> Problem:
    return Problem(_CALENDAR, f"line {fault.line}", _FAULTS[fault.code], "mend the line")
