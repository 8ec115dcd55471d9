"""Files with logs of legal moves, as reports see them, all reckoned with the shipped calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.answers import Data
from flows.dossier import Dossier, Role, State
from flows.moves import Accept, AskSupplement, Move, Withdraw
from flows.reports.case import LINK, Case
from flows.transition import Moved, move
from tests.flows.calendars import at, vietnam, vietnamese_law

VIETNAM, LAW = vietnam(), vietnamese_law()
SINCE, UNTIL = at("01/03/2026 00:00"), at("01/04/2026 00:00")
# Five working days from Monday 02/03/2026 09:00: due on Monday 09/03/2026 09:00.
TAKEN: tuple[Move, str] = (Accept(), "02/03/2026 09:00")
EARLY, ON_TIME, LATE = "06/03/2026 17:00", "09/03/2026 09:00", "09/03/2026 09:01"
ASK = AskSupplement("proof", "blurred")


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a log with its number."""

    seq: int
    kind: str
    at: datetime
    data: Mapping[str, Data] = field(default_factory=dict)


def case(
    code: str,
    *steps: tuple[Move, str],
    sent: str = "02/03/2026 08:00",
    term: str = "5wd",
    online: bool = False,
    of: str = "civil_status",
    procedure: str = "birth",
    link: str = "",
    owner: int | None = None,
    score: int | None = None,
    papers: int = 0,
    official: bool = True,
) -> Case:
    """A file sent in on a moment, with these moves, all of which must be legal, and perhaps an electronic result."""
    dossier, log = Dossier(State.CHO_TIEP_NHAN, at(sent), term), [Event(1, "sent", at(sent))]
    for wanted, moment in steps:
        role = Role.RESIDENT if isinstance(wanted, Withdraw) else Role.HEAD
        made = move(dossier, wanted, role, at(moment), LAW)
        assert isinstance(made, Moved), made
        dossier = made.dossier
        log.append(Event(len(log) + 1, made.event, at(moment), dict(made.data)))
    if link:
        log.append(Event(len(log) + 1, LINK, at(link), {"link": "https://example.vn/1"}))
    return Case(code, of, procedure, online, term, tuple(log), owner, papers, score, official)
