"""Weather: what goes wrong, how often, and when; drawn from a seed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from tests.soak.child import Answer

Kill = Literal["", "before", "during", "after", "in_push"]
_NEVER = datetime.min.replace(tzinfo=UTC)
_KILLS: tuple[Kill, ...] = ("before", "during", "during", "after", "in_push", "in_push")


@dataclass(frozen=True, slots=True)
class Climate:
    """How rough it is: of a thousand commands how many meet a kill or come twice, of a thousand pushes how many fail.

    `jumps`: of a thousand ticks, before how many the clock jumps or the machine was off.
    """

    kills: float = 2
    twice: float = 20
    failures: float = 120
    jumps: float = 4


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one push: whether its reader has it, what the program hears, and whether it is killed then."""

    arrives: bool
    answer: Answer
    kill: bool = False


class Weather:
    """The weather of one run."""

    def __init__(self, climate: Climate, seed: int) -> None:
        self._climate, self._rng = climate, Random(f"{seed}/weather")
        self._away: dict[str, datetime] = {}
        self._outage = _NEVER
        self._off = _NEVER
        self._skew, self._skewed = timedelta(), _NEVER
        self.jumps = 0  # how often the clock jumped, or the machine was off for hours

    def _strikes(self, of_thousand: float) -> bool:
        return self._rng.random() * 1000 < of_thousand

    def kill(self) -> Kill:
        """Whether the program is killed at this command, and when."""
        return self._rng.choice(_KILLS) if self._strikes(self._climate.kills) else ""

    def delay(self) -> float:
        """Seconds until a kill in the middle of something: short, for most things take some thousandths."""
        return self._rng.random() ** 2 * 0.02

    def comes_twice(self) -> bool:
        """Whether an update is delivered a second time."""
        return self._strikes(self._climate.twice)

    def pick(self, number: int) -> int:
        """One of so many."""
        return self._rng.randrange(number)

    def of_push(self, address: str, now: datetime, killing: bool) -> Fate:
        """What becomes of a push to somebody."""
        if killing:
            return Fate(self._rng.random() < 0.5, "out", kill=True)
        if self._outage > now:
            return Fate(False, "broken")
        if self._away.get(address, _NEVER) > now:
            return Fate(False, "unreachable")
        if not self._strikes(self._climate.failures):
            return Fate(True, "out")
        return self._failure(address, now)

    def _failure(self, address: str, now: datetime) -> Fate:
        chance = self._rng.random()
        if chance < 0.3:
            return Fate(False, "later")
        if chance < 0.5:
            return Fate(False, "broken")
        if chance < 0.65:
            return Fate(False, "slow")
        if chance < 0.8:  # it went out, but the answer was lost
            return Fate(True, self._rng.choice(("broken", "slow")))
        if chance < 0.88:
            return Fate(False, "rejected")
        if chance < 0.96:
            self._away[address] = now + timedelta(days=self._rng.randrange(1, 40))
            return Fate(False, "unreachable")
        self._outage = now + timedelta(minutes=self._rng.randrange(2, 300))
        return Fate(False, "broken")

    def off_until(self, now: datetime) -> datetime:
        """When the machine is on again: now, or hours later when it was off."""
        if self._off <= now and self._strikes(self._climate.jumps / 2):
            self._off = now + timedelta(hours=self._rng.choice((1, 3, 9, 30)))
            self.jumps += 1
        return max(now, self._off)

    def switched_on(self) -> None:
        """Somebody switched the machine on."""
        self._off = _NEVER

    def skew(self, now: datetime) -> timedelta:
        """How wrong the clock of the machine is: minutes behind or before, for some hours."""
        if self._skewed <= now:
            self._skew = timedelta()
            if self._strikes(self._climate.jumps / 2):
                self._skew = timedelta(minutes=self._rng.choice((-9, -4, -1, 3, 25, 50)))
                self._skewed = now + timedelta(hours=self._rng.randrange(1, 6))
                self.jumps += 1
        return self._skew
