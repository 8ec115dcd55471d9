"""The finder: which procedure a resident means, from their own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure that may be meant; `score` lies between 0 and 1."""

    key: str
    score: float


class Finder:
    """Answers at once and without a network; the same words always find the same."""

    def find(self, text: str) -> tuple[Hit, ...]:
        """The procedures meant, best first, at most three; none when the words are about something else."""
        raise NotImplementedError
