"""Which official forms a file has yielded, and who is entitled to them (TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP)."""

from collections.abc import Iterable
from datetime import date

from content.sheet import PaperSheet, Sheet
from flows.answers import Answers
from flows.checklist import checklist
from flows.rules import Rules
from storage.records import EventRecord

SLIP, CONTROL, DECLARATION = "slip", "control", "declaration"
# The form that a move yields: 01 to 05; a form that a decree does not know is not issued under it.
BY_MOVE = {
    "accept": "receipt",
    "ask_supplement": "supplement",
    "refuse": "refusal",
    "decline": "refusal",
    "promise_new_date": "apology",
    "stop": "stop",
}
_NOT_IN_2018 = frozenset({"stop"})


def issued(events: Iterable[EventRecord], rules: Rules) -> tuple[str, ...]:
    """The forms that the moves of a file have yielded, in the order of their numbers."""
    moves = {event.kind for event in events}
    names = dict.fromkeys(form for move, form in BY_MOVE.items() if move in moves)
    return tuple(name for name in names if rules.id != "2018" or name not in _NOT_IN_2018)


def to_resident(events: Iterable[EventRecord], rules: Rules) -> tuple[str, ...]:
    """What the resident may have: what was issued to them, and the slip at any time."""
    return (*issued(events, rules), SLIP)


def to_official(events: Iterable[EventRecord], rules: Rules) -> tuple[str, ...]:
    """What an official of the field may have: the same, and the control slip once the file was accepted."""
    known = tuple(events)
    travels = (CONTROL,) if any(event.kind == "accept" for event in known) else ()
    return (*issued(known, rules), *travels, SLIP)


def last_of(events: Iterable[EventRecord], form: str) -> EventRecord | None:
    """The last move that yielded this form."""
    return next((event for event in reversed(tuple(events)) if BY_MOVE.get(event.kind) == form), None)


def written_on(sheet: Sheet, answers: Answers, day: date) -> tuple[PaperSheet, ...]:
    """The papers of this situation that are written on a form, each form once."""
    return _once(sheet.paper(paper) for paper in checklist(sheet.procedure, answers, day).papers)


def blanks(sheet: Sheet, day: date) -> tuple[PaperSheet, ...]:
    """All papers of a procedure, in whatever situation, that are written on a form, each form once."""
    return _once(paper for paper in sheet.papers if paper.rule.valid.covers(day))


def _once(papers: Iterable[PaperSheet]) -> tuple[PaperSheet, ...]:
    found: dict[str, PaperSheet] = {}
    for paper in papers:
        if paper.blank is not None:
            found.setdefault(paper.blank, paper)
    return tuple(found.values())
