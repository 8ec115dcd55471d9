"""The lines of a printed duty roster."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody on a printed roster: their name and the body they serve for."""

    name: str
    body: str


@dataclass(frozen=True, slots=True)
class RosterDay:
    """A day on a printed roster."""

    day: str
    morning: tuple[OnDuty, ...]
    afternoon: tuple[OnDuty, ...]
