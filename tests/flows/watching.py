"""Files as the ladder sees them, made by moves with their log."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from flows.answers import Data
from flows.dossier import Dossier, Role, State
from flows.escalation import rungs
from flows.moves import Move
from flows.transition import Moved, move
from flows.watched import Watched
from tests.flows.calendars import at, vietnamese_law

LAW = vietnamese_law()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a log."""

    kind: str
    at: datetime
    data: Mapping[str, Data] = field(default_factory=dict)


def sent(moment: str, term: str = "5wd", id: int = 7) -> Watched:
    """A file sent in."""
    return Watched(id, Dossier(State.CHO_TIEP_NHAN, at(moment), term), (Line("sent", at(moment)),))


def after(file: Watched, *steps: tuple[Move, str]) -> Watched:
    """The file after moves by whoever may make them."""
    for wanted, moment in steps:
        results = [move(file.dossier, wanted, role, at(moment), LAW) for role in (Role.HEAD, Role.RESIDENT)]
        done = next(one for one in results if isinstance(one, Moved))
        line = Line(done.event, at(moment), done.data)
        file = replace(file, dossier=done.dossier, happenings=(*file.happenings, line))
    return file


def noted(file: Watched, kind: str, moment: str, **told: str) -> Watched:
    """The file with one more line that is no move; moments are written as in `at`."""
    data: dict[str, Data] = {name: at(text).isoformat() if "/" in text else text for name, text in told.items()}
    return replace(file, happenings=(*file.happenings, Line(kind, at(moment), data)))


def kinds(file: Watched, moment: str) -> list[str]:
    """What is owed at a moment."""
    return [alert.kind for alert in rungs(file, at(moment), LAW)]
