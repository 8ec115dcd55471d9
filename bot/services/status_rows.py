"""One row of what the official software says, read from its cells; refused with a code where it cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bot.services.desk_moves import normal_code
from content.catalog import Library
from content.sheet import LANGUAGES
from flows.calendar import ZONE, local_day
from flows.kinds import Context, Money
from flows.portal import CODES, Report
from flows.text import fold, tidy

# The columns by their names in JSON; in a file the phrases `status.column_…` head them, in either language.
COLUMNS = "official_code reference state moment accepted_at finished_at result_link amount note".split()
Cells = Mapping[str, str]

LONGEST_LINK = 1000
LONGEST_NOTE = 600
_FIRST_YEAR = 2000
_VIETNAMESE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})[\sT,]+(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\"'<>\\^`{|}]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read; `number` is the one a spreadsheet shows. One of the two codes may be ''."""

    number: int
    official_code: str
    reference: str
    report: Report
    link: str

    @property
    def name(self) -> str:
        """What the row is about, as its reader calls it."""
        return self.official_code or self.reference


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be read, and the code of why; `name` is what it is about, if that much is clear."""

    number: int
    code: str
    name: str = ""


def headings(library: Library) -> Mapping[str, str]:
    """The folded headings that a file may have, each with its column."""
    say = library.wording.say
    lists = {name: [say(f"status.column_{name}", language) for language in LANGUAGES] for name in COLUMNS}
    return {fold(one): name for name, words in lists.items() for text in words for one in (*text.split("|"), name)}


def read_row(number: int, cells: Cells, library: Library, now: datetime) -> Row | Unread:
    """Reads one row; nothing outside it is looked at."""
    code, reference = normal_code(cells.get("official_code", "")), tidy(cells.get("reference", "")).upper()
    name = code or (reference if re.fullmatch(r"[0-9A-Z-]{4,20}", reference) else "")
    if cells.get("official_code", "").strip() and code is None:
        return Unread(number, "code_bad", name)
    if not name:
        return Unread(number, "code_missing")
    report = _report(cells, library, now)
    if isinstance(report, str):
        return Unread(number, report, name)
    link = cells.get("result_link", "").strip()
    if link and not is_safe(link):
        return Unread(number, "link_bad", name)
    return Row(number, code or "", reference, report, link)


def _report(cells: Cells, library: Library, now: datetime) -> Report | str:
    code = _state(cells.get("state", ""), library)
    if code is None:
        return "state_bad"
    written = [cells.get(name, "").strip() for name in ("accepted_at", "finished_at", "moment")]
    moments = [moment(text) if text else None for text in written]
    if any(text and at is None for text, at in zip(written, moments, strict=True)):
        return "moment_bad"
    accepted, finished, at = moments
    if at is None:
        return "moment_bad"
    told = [one for one in moments if one is not None]
    if max(told) > now:
        return "moment_future"
    if told != sorted(told):
        return "moments_disordered"
    amount = _amount(cells.get("amount", ""), now)
    return "amount_bad" if amount is None else Report(code, at, accepted, finished, amount, _note(cells))


def _state(text: str, library: Library) -> int | None:
    """The portal's code, written as its number or as its official label."""
    folded = fold(text)
    if folded.isdigit():
        return int(folded) if len(folded) <= 2 and int(folded) in CODES else None
    labels = {fold(library.wording.say(f"status.state_{code}", one)): code for code in CODES for one in LANGUAGES}
    return labels.get(folded)


def moment(text: str) -> datetime | None:
    """An instant written `dd/mm/yyyy hh:mm` or in ISO; without a zone it is the commune's time."""
    found = _VIETNAMESE.fullmatch(text)
    try:
        if found is not None:
            day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
            here = datetime(year, month, day, hour, minute, second, tzinfo=ZONE)
        elif _ISO.fullmatch(text):
            read = datetime.fromisoformat(text)
            here = read if read.tzinfo else read.replace(tzinfo=ZONE)
        else:
            return None
    except ValueError:
        return None
    return here.astimezone(UTC) if here.year >= _FIRST_YEAR else None


def _amount(text: str, now: datetime) -> int | None:
    """An amount in đồng, 0 when none is told, None when it cannot be read."""
    if not text.strip():
        return 0
    amount = Money().parse(text, Context(local_day(now), {}))
    return amount if isinstance(amount, int) else None


def _note(cells: Cells) -> str:
    return tidy(cells.get("note", ""))[:LONGEST_NOTE]


def is_safe(link: str) -> bool:
    """Whether a link may be offered to a resident: https to a named host, without a user name or odd characters."""
    if len(link) > LONGEST_LINK or _UNSAFE.search(link):
        return False
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return False
    named = "." in (parts.hostname or "").strip(".") and not (parts.hostname or "").replace(".", "").isdigit()
    return parts.scheme == "https" and named and "@" not in parts.netloc and port in (None, 443)
