"""Residents filling the form at the same time, over Telegram; each waits for its answer before going on."""

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.botapi import BotApi, Resident

IDS = itertools.count(1_000_000)
WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Say:
    """Words typed; `gives` is found in the answer."""

    text: str
    gives: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of the last message, by what its label holds."""

    label: str
    gives: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo sent."""

    data: bytes
    gives: str


Move = Say | Tap | Photo


class Bell(asyncio.Event):
    """Notes when it was rung: when the server received the answer, not when the resident got round to it."""

    at = 0.0

    def set(self) -> None:
        self.at = time.monotonic()
        super().set()


@dataclass(slots=True)
class Crowd:
    """Residents of one Bot API server and how long they waited, in seconds."""

    api: BotApi
    waits: list[float] = field(default_factory=list)

    async def fill(self, count: int, moves: Sequence[Move], at_once: int = 0) -> None:
        """`count` new residents go through the moves, all at once or `at_once` at a time."""
        gate = asyncio.Semaphore(at_once or count)
        await asyncio.gather(*(self._one(next(IDS), moves, gate) for _ in range(count)))

    async def _one(self, user_id: int, moves: Sequence[Move], gate: asyncio.Semaphore) -> None:
        async with gate:
            resident = Resident(self.api, user_id)
            bell = Bell()
            resident.room.news = bell
            for move in moves:
                bell.clear()
                available = time.monotonic()
                self._make(resident, move)
                await asyncio.wait_for(bell.wait(), WITHIN)
                self.waits.append(bell.at - available)
                answer = resident.room.shown[-1]
                if move.gives not in answer.text:
                    raise AssertionError(f"{move} was answered with {answer.text!r}")

    def _make(self, resident: Resident, move: Move) -> None:
        match move:
            case Say(text):
                resident.say(text)
            case Photo(data):
                resident.send_photo(data)
            case Tap(label):
                shown = resident.room.shown[-1]
                key = next((key for key in shown.buttons() if label in key.label and key.data), None)
                if key is None:
                    raise AssertionError(f"no button {label!r} in {[key.label for key in shown.buttons()]}")
                resident.press(key.data, shown)
