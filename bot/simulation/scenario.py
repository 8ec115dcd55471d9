"""What is to happen in a simulation, as numbers: how many files, by which way, and how they end."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path


class BadScenario(ValueError):
    """A scenario that cannot be played; says why."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """How many files of each sort; what is not named is filed online, decided before its date, and read.

    `direct`: filed at the desk, the rest online. `on_time`, `late`: by the date on the receipt, the rest early;
    `apologised` of the late ones with an apology in time. `refused` at reception, `declined` as the result, `withdrawn`
    after acceptance. `supplement_before` and `supplement_after` acceptance, `unanswered` of both. `helped`: typed in on
    a helper's phone, for who has none. `unread`: the resident does not look at messages. `left`: drafts begun beside
    these and not sent in. `photos`: of a hundred papers, how many are photographed and not brought to the desk.
    """

    files: int
    direct: int = 0
    on_time: int = 0
    late: int = 0
    apologised: int = 0
    refused: int = 0
    declined: int = 0
    withdrawn: int = 0
    supplement_before: int = 0
    supplement_after: int = 0
    unanswered: int = 0
    helped: int = 0
    unread: int = 0
    left: int = 0
    photos: int = 20

    def __post_init__(self) -> None:
        """Raises BadScenario for numbers that cannot all be true."""
        if any(getattr(self, one.name) < 0 for one in fields(self)) or self.files < 1 or self.photos > 100:
            raise BadScenario("a number is out of range")
        if self.special > self.files or max(self.direct, self.helped, self.unread) > self.files:
            raise BadScenario("more files of one sort than there are files")
        if self.apologised > self.late or self.unanswered > self.supplement_before + self.supplement_after:
            raise BadScenario("more apologised or unanswered than late or asked")

    @property
    def special(self) -> int:
        """The files that do not simply end early; each does so in one way."""
        by_date = self.on_time + self.late
        by_end = self.refused + self.declined + self.withdrawn
        return by_date + by_end + self.supplement_before + self.supplement_after


def usual(files: int) -> Scenario:
    """The usual course of things in a good office, for so many files."""

    def of_thousand(share: int) -> int:
        return round(files * share / 1000)

    late, before, after = of_thousand(8), of_thousand(25), of_thousand(20)
    return Scenario(
        files,
        direct=of_thousand(80),
        on_time=of_thousand(15),
        late=late,
        apologised=late * 2 // 3,
        refused=of_thousand(12),
        declined=of_thousand(6),
        withdrawn=of_thousand(8),
        supplement_before=before,
        supplement_after=after,
        unanswered=(before + after) // 5,
        helped=of_thousand(40),
        unread=of_thousand(60),
        left=of_thousand(50),
    )


def read_scenario(path: Path, files: int | None = None) -> Scenario:
    """The scenario in a TOML file; raises BadScenario, also when `files` is another number than the file's."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise BadScenario(f"{path}: {fault}") from None
    known = {one.name for one in fields(Scenario)}
    strange = [name for name, value in data.items() if name not in known or type(value) is not int]
    if strange:
        raise BadScenario(f"{path}: not a number that is known: {', '.join(strange)}")
    if files is not None and data.setdefault("files", files) != files:
        raise BadScenario(f"{path} is for {data['files']} files, not for {files}")
    if "files" not in data:
        raise BadScenario(f"{path}: files is missing")
    return Scenario(**data)
