"""What officials say of each paper: right, or wrong and why, perhaps with a circled spot; read from the log alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flows.answers import Data
from flows.chronicle import Happening
from flows.text import fold

EVENT = "paper_marked"  # marks are kept as events: only ever added, the latest counts
GRID = 4  # columns, and rows, of the grid by which a spot is named in words
WHOLE = 1000  # the width, and the height, of a page
# Why a paper will not do; `other` is told in the official's own words.
FAULTS = (
    "blurred",
    "dark",
    "cut",
    "wrong_paper",
    "missing_page",
    "unreadable",
    "expired",
    "not_matching",
    "missing",
    "other",
)
# Faults of the pages themselves: what is sent anew takes their place. Of all others they stay beside it.
REPLACING = ("blurred", "dark", "cut", "wrong_paper", "unreadable", "expired")

Box = tuple[int, int, int, int]  # left, top, right, bottom in thousandths of the upright page
_CELL = r"([a-d])\s*([1-4])"
_NAMED = re.compile(
    rf"(?:(?:trang|page)?\s*(\d{{1,2}})[\s,.:;-]+)?(?:o|cell)?\s*{_CELL}(?:\s*(?:-|–|den|to)?\s*{_CELL})?"
)


class Logged(Happening, Protocol):
    """One line of a dossier's log, with its number."""

    @property
    def seq(self) -> int:
        """Its place in the log."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot of a paper: the document, which of its pages (from 0), and where on it."""

    document: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """What an official said of a paper, about exactly these documents; `number` is its place in the log."""

    paper: str
    right: bool
    reason: str = ""
    note: str = ""
    documents: tuple[str, ...] = ()
    spot: Spot | None = None
    number: int = 0


def to_data(mark: Mark) -> dict[str, Data]:
    """A mark as the log keeps it."""
    told: dict[str, Data] = {"paper": mark.paper, "right": mark.right, "documents": list(mark.documents)}
    if not mark.right:
        told |= {"reason": mark.reason, "note": mark.note}
    if mark.spot is not None:
        told |= {"document": mark.spot.document, "page": mark.spot.page, "box": list(mark.spot.box)}
    return told


def marks_in(log: Iterable[Logged]) -> tuple[Mark, ...]:
    """Every mark, oldest first."""
    return tuple(_mark(one) for one in log if one.kind == EVENT)


def standing(marks: Sequence[Mark], paper: str, documents: Sequence[str]) -> Mark | None:
    """The mark that counts for a paper: the latest about what is there now; None once it was sent anew, or never."""
    about = (mark for mark in reversed(marks) if mark.paper == paper)
    latest = next(about, None)
    return latest if latest is not None and set(latest.documents) == set(documents) else None


def named_by(marks: Sequence[Mark], told: Mapping[str, Data]) -> tuple[Mark, ...]:
    """The marks on which a request for papers rests, as its event or its notice tells."""
    numbers = told.get("marks")
    return tuple(mark for mark in marks if isinstance(numbers, list) and mark.number in numbers)


def cell(words: str) -> tuple[int, Box] | None:
    """The page (from 0) and the spot named by a cell or by two corners, as 'ô B3', 'trang 2 ô B3' or 'B2-C3'."""
    found = _NAMED.fullmatch(fold(words).strip())
    if found is None:
        return None
    page, *corners = found.groups()
    columns = ["abcd".index(letter) for letter in corners[0::2] if letter]
    rows = [int(number) - 1 for number in corners[1::2] if number]
    box = (
        min(columns) * WHOLE // GRID,
        min(rows) * WHOLE // GRID,
        (max(columns) + 1) * WHOLE // GRID,
        (max(rows) + 1) * WHOLE // GRID,
    )
    return (int(page) - 1 if page else 0), box


def drawn(words: str) -> Box | None:
    """The spot that was drawn on a preview, as 'left.top.right.bottom'; None for anything that is none."""
    parts = words.split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    left, top, right, bottom = map(int, parts)
    fits = left <= right <= WHOLE and top <= bottom <= WHOLE
    return (left, top, right, bottom) if fits else None


def _mark(one: Logged) -> Mark:
    told = one.data
    documents = told.get("documents")
    named = tuple(str(each) for each in documents) if isinstance(documents, list) else ()
    reason, note = (str(told.get(name) or "") for name in ("reason", "note"))
    return Mark(str(told.get("paper")), told.get("right") is True, reason, note, named, _spot(told), one.seq)


def _spot(told: Mapping[str, Data]) -> Spot | None:
    match told:
        case {"document": str(document), "page": int(page), "box": [int(a), int(b), int(c), int(d)]}:
            return Spot(document, page, (a, b, c, d))
    return None
