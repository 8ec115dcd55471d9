"""`advance` alone: microseconds a turn for procedures of different lengths."""

import time
from datetime import UTC, datetime

from flows.engine import advance
from flows.events import Typed
from flows.facts import Condition
from flows.kinds import Choice, CitizenId, Date, Kind, Option, PersonName, Phone, Text
from flows.procedure import Procedure, Question
from flows.session import Session

NOW = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)
LENGTHS = (10, 30, 60, 120)
YES_NO = Choice((Option("yes", ("co",)), Option("no", ("khong",))))
KINDS: tuple[tuple[Kind, str], ...] = (
    (PersonName(), "Nguyễn Văn An"),
    (YES_NO, "có"),
    (Date(), "5/3/2020"),
    (Phone(), "0912 345 678"),
    (CitizenId(), "030185001234"),
    (Text(), "Thôn Đông"),
)


def procedure(length: int) -> Procedure:
    """A procedure of so many steps, a third of them conditional."""
    married = Condition((("s1", frozenset({"yes"})),))
    steps = (Question(f"s{n}", KINDS[n % 6][0], married if n % 3 == 2 else None) for n in range(length))
    return Procedure("bench", "1", tuple(steps))


def microseconds(length: int, rounds: int = 9) -> float:
    """A turn of a conversation through the whole procedure: the best of several rounds, on average over its turns."""
    definition, best = procedure(length), float("inf")
    for _ in range(rounds):
        session, begun = Session("bench", "1"), time.perf_counter()
        for n in range(length):
            session = advance(definition, session, Typed(KINDS[n % 6][1]), now=NOW).session or session
        best = min(best, (time.perf_counter() - begun) / length)
        assert len(session.answers) == length
    return best * 1e6
