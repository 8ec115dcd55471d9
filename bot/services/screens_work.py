"""The one screen of all areas of work: which area, which place in it, and what that place is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Working:
    """A place in an area (`bot.services.areas`), drawn anew by it; the values are ids and codes, nothing trusted."""

    area: str
    place: str = ""
    first: str = ""
    second: str = ""
    third: str = ""
