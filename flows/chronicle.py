"""What happened to a dossier, as its log keeps it: the shape that clocks and explanations read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from flows.answers import Data


class Happening(Protocol):
    """One line of the log: the move by its name (or another event), when, and what was told about it."""

    @property
    def kind(self) -> str:
        """The name of the move, `sent`, or `calendar`."""

    @property
    def at(self) -> datetime:
        """When it happened."""

    @property
    def data(self) -> Mapping[str, Data]:
        """What `flows.transition` told: states, words, dates as ISO text."""


def moment_of(happening: Happening, name: str) -> datetime | None:
    """The moment told under this name, None when there is none."""
    told = happening.data.get(name)
    return datetime.fromisoformat(told) if isinstance(told, str) else None


def first_of(happenings: Iterable[Happening], *kinds: str) -> Happening | None:
    """The first happening of one of these kinds."""
    return next((one for one in happenings if one.kind in kinds), None)


def since_acceptance(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """The acceptance and all that came after; nothing when it was never accepted."""
    all_of_them = tuple(happenings)
    begin = next((place for place, one in enumerate(all_of_them) if one.kind == "accept"), len(all_of_them))
    return all_of_them[begin:]
