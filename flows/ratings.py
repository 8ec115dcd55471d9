"""What residents thought of it: one tap after hand-over; officials see totals only, and only of five or more (§4.3)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

# Reminded once after this, and never again.
REMIND_AFTER = timedelta(days=3)
FEWEST = 5


class Score(IntEnum):
    """The three faces of the panel at the desk."""

    BAD = 1
    GOOD = 2
    VERY_GOOD = 3


@dataclass(frozen=True, slots=True)
class Totals:
    """How many chose each face, and the share of the satisfied in per cent with one decimal."""

    count: int
    very_good: int
    good: int
    bad: int
    satisfied: Decimal


def totals(counts: Mapping[int, int]) -> Totals | None:
    """The totals of `counts` (how often each score was given); None below five, for then one could be recognised."""
    very_good, good, bad = (counts.get(score, 0) for score in (Score.VERY_GOOD, Score.GOOD, Score.BAD))
    count = very_good + good + bad
    if count < FEWEST:
        return None
    share = (Decimal(100 * (very_good + good)) / count).quantize(Decimal("0.1"), ROUND_HALF_UP)
    # 100 % is never said while one is not satisfied.
    return Totals(count, very_good, good, bad, min(share, Decimal("99.9")) if bad else share)


def answers(given: Iterable[Mapping[str, int]], questions: Sequence[str]) -> dict[str, Totals | None]:
    """The totals of each question by what residents answered; None where fewer than five did."""
    counts = {question: Counter[int]() for question in questions}
    for one in given:
        for question, score in one.items():
            counts[question][score] += 1
    return {question: totals(found) for question, found in counts.items()}
