"""Plays transcripts: golden conversations that a clerk can read, over whatever channel a driver speaks."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, runtime_checkable

from flows.calendar import ZONE
from tests.papers import sample

Files = Sequence[tuple[str, bytes]]
# What is sent but is no answer, and how the program calls it.
BLOCKED = "blocked"  # nothing is sent: from now on pushes to this seat do not arrive
_ODD = {
    "<nhãn dán>": "sticker",
    "<tin nhắn thoại>": "voice",
    "<vị trí>": "location",
    "<tin nhắn đã sửa>": "edited",
    "<chặn xã>": BLOCKED,
}
RESTART = "@ khởi động lại"
_INPUT = re.compile(r"^(?P<who>[^>@#]*)> (?P<what>.+)$")
_CUT = re.compile(r"^@ (?P<channel>.+) (?P<how>bị chặn|thông lại)$")
_CODE = re.compile(r"(?<=: )[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}\b")  # a one-time code, as people read it aloud


class Driver(Protocol):
    """One person at one channel."""

    async def say(self, text: str) -> None:
        """Types words."""

    async def tap(self, button: str | int) -> None:
        """Presses a button of the last card."""

    async def send(self, files: Files) -> None:
        """Sends photos or files together."""

    async def see(self) -> list[str]:
        """The lines shown since the last look."""


@runtime_checkable
class Bothersome(Protocol):
    """A driver that can send stickers and the like as well."""

    async def bother(self, kind: str) -> None:
        """Sends what is no answer."""


@runtime_checkable
class Restartable(Protocol):
    """A stage whose program can be stopped and started again."""

    def restart(self) -> None:
        """Stops and starts the program."""


@runtime_checkable
class Cuttable(Protocol):
    """A stage whose channels can stop carrying pushes."""

    def cut(self, channel: str, *, works: bool) -> None:
        """Cuts the channel of this name, or lets it carry again."""


class Stage(Protocol):
    """A whole program with a clock that can be moved, in which persons take seats."""

    async def seat(self, who: str) -> Driver:
        """The driver of a person, seated the first time they appear."""

    async def move_to(self, at: datetime) -> None:
        """Moves the clock and lets everything that is due happen."""

    def now(self) -> datetime:
        """The stage's time."""

    def references(self) -> Sequence[str]:
        """The references of all dossiers, in the order they were opened."""


@dataclass(slots=True)
class Player:
    """Plays the inputs of a transcript on a stage and writes down what everybody sees."""

    stage: Stage
    seats: dict[str, Driver] = field(default_factory=dict)
    seen: Callable[[list[str]], None] = lambda _: None  # told, after each input, what was shown
    codes: list[str] = field(default_factory=list)

    async def play(self, script: str) -> str:
        """The transcript that results from the inputs, comments and times of `script`."""
        out: list[str] = []
        for line in script.splitlines():
            if line.startswith("#"):
                out.append(line)
            elif line == RESTART and isinstance(self.stage, Restartable):
                out.extend(["", line])
                self.stage.restart()
            elif (cut := _CUT.match(line)) and isinstance(self.stage, Cuttable):
                out.extend(["", line])
                self.stage.cut(cut["channel"], works=cut["how"] == "thông lại")
            elif line.startswith("@ "):
                out.extend(["", line])
                await self.stage.move_to(moment(line[2:], self.stage.now()))
                out.extend(await self._pushed())
            elif found := _INPUT.match(line):
                out.extend(["", line])
                out.extend(await self._input(found["who"].strip(), found["what"]))
        return "\n".join(out).strip() + "\n"

    async def _driver(self, who: str) -> Driver:
        if who not in self.seats:
            self.seats[who] = await self.stage.seat(who)
        return self.seats[who]

    async def _input(self, who: str, what: str) -> list[str]:
        driver = await self._driver(who)
        if what in _ODD and isinstance(driver, Bothersome):
            await driver.bother(_ODD[what])
        elif what.startswith("[") and what.endswith("]"):
            await driver.tap(self._real(what[1:-1]))
        elif what.startswith("(") and what.endswith(")"):
            await driver.send([sample(name.strip()) for name in what[1:-1].split(",")])
        else:
            await driver.say(self._real(what))
        lines = await driver.see()
        self.seen(lines)
        return self._written(lines)

    async def _pushed(self) -> list[str]:
        lines: list[str] = []
        for who, driver in self.seats.items():
            seen = await driver.see()
            if seen:
                lines.extend([f"— {who or 'người dân'} nhận —", *self._written(seen)])
        return lines

    def _written(self, lines: list[str]) -> list[str]:
        """References and codes are random: the first dossier is HS01, the second HS02, the first code MA01."""
        self.codes.extend(code for line in lines for code in _CODE.findall(line) if code not in self.codes)
        for name, random in self._names():
            lines = [line.replace(random, name) for line in lines]
        return lines

    def _real(self, text: str) -> str:
        for name, random in self._names():
            text = text.replace(name, random)
        return text

    def _names(self) -> list[tuple[str, str]]:
        files = [(f"HS{number:02}", reference) for number, reference in enumerate(self.stage.references(), 1)]
        return files + [(f"MA{number:02}", code) for number, code in enumerate(self.codes, 1)]


def moment(words: str, now: datetime) -> datetime:
    """'2026-11-23 09:00', or '+3 ngày', '+2 giờ' from now."""
    if words.startswith("+"):
        number, unit = words[1:].split(" ", 1)
        return now + (timedelta(days=int(number)) if unit == "ngày" else timedelta(hours=int(number)))
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def scripts(folder: Path) -> Mapping[str, Path]:
    """Every transcript under a folder, by 'procedure/case'."""
    return {f"{path.parent.name}/{path.stem}": path for path in sorted(folder.glob("*/*.txt"))}
