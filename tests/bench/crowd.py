"""Residents filling the form at the same time, over Telegram; each waits for its answer before going on."""

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass

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


class Crowd:
    """Residents of one Bot API server and how long they waited for answers, in seconds."""

    def __init__(self, api: BotApi, count: int) -> None:
        self.residents = [Resident(api, next(IDS)) for _ in range(count)]
        self.waits: list[float] = []

    async def go(self, moves: Sequence[Move], at_once: int = 0) -> None:
        """All go through the moves, everybody at the same time or `at_once` at a time."""
        gate = asyncio.Semaphore(at_once or len(self.residents))
        await asyncio.gather(*(self._one(resident, moves, gate) for resident in self.residents))

    async def _one(self, resident: Resident, moves: Sequence[Move], gate: asyncio.Semaphore) -> None:
        async with gate:
            resident.room.news = bell = Bell()
            for move in moves:
                shown, available = len(resident.room.shown), time.monotonic()
                self._make(resident, move)
                said = await self._said(resident, bell, shown)
                self.waits.append(bell.at - available)
                if move.gives not in said:
                    raise AssertionError(f"{move} was answered with {said!r}")

    async def _said(self, resident: Resident, bell: Bell, shown: int) -> str:
        """The first words among what is shown beyond `shown` messages; a picture may come before them."""
        async with asyncio.timeout(WITHIN):
            while not (words := "".join(one.text for one in resident.room.shown[shown:])):
                bell.clear()
                await bell.wait()
        return words

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
