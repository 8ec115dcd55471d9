"""What the simulation itself knows of each file: its fate, who filed it, and how far the plan for it has come."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.fates import Fate


@dataclass(slots=True)
class File:
    """A file that was sent in; `term` is its time limit, `finish_at` when its result is to be there.

    `in_hand`: an official is busy with it. `asked`, `answering`: a supplement was asked for, and will come.
    """

    reference: str
    fate: Fate
    address: str
    term: str
    sent_at: datetime
    accepted_at: datetime | None = None
    finish_at: datetime | None = None
    in_hand: bool = False
    asked: bool = False
    answering: bool = False
    ready: bool = False
    apology: str = ""
    detour: str = ""
    tries: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Register:
    """All files by their code, and the official codes given on a day."""

    unit: str
    files: dict[str, File] = field(default_factory=dict)
    _given: dict[str, int] = field(default_factory=dict)

    def official_code(self, day: str) -> str:
        """The next code of the one-stop software on a day written 230512 (TT 01/2018 art. 19)."""
        self._given[day] = self._given.get(day, 0) + 1
        return f"{self.unit}-{day}-{self._given[day]:04}"
