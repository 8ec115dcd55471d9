"""A listener for the tests: remembers what arrived, applies each key once, answers as told."""

import asyncio
from collections.abc import Callable

from bot.ports import Arrival, Button, Card, Chat, File, Opened, Pressed, Said, Sent, Unusable

Answering = Callable[[Arrival], tuple[Card, ...]]


def told(what: object) -> str:
    match what:
        case Said(text):
            return f"said {text}"
        case Pressed(data):
            return f"pressed {data}"
        case Sent(data, name, album, _):
            return f"sent {data.decode(errors='replace')[:20]} {name} {'album' if album else 'alone'}"
        case Unusable(kind):
            return f"unusable {kind}"
        case Opened(code):
            return f"opened {code}"
        case _:
            raise AssertionError(what)


def echo(arrival: Arrival) -> tuple[Card, ...]:
    """Repeats what came, with two buttons."""
    rows = ((Button("1. Nam", "a:1"), Button("2. Nữ", "a:2")),)
    return (Card(f"**{told(arrival.what)}**", rows),)


class Clerk:
    """Answers through `answering`; `gate` holds turns before their commit, `broken` makes that many of them fail."""

    def __init__(self, answering: Answering = echo) -> None:
        self.answering = answering
        self.applied: dict[str, Arrival] = {}
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.files: dict[str, File] = {}
        self.news = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.broken = 0

    @property
    def heard(self) -> list[str]:
        """What was applied, in order."""
        return [told(arrival.what) for arrival in self.applied.values()]

    async def begins(self, count: int = 1) -> None:
        """Waits until so many turns have begun."""
        async with asyncio.timeout(5):
            while len(self.begun) < count:
                self.news.clear()
                await self.news.wait()

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        self.begun.append(f"{arrival.chat.address} {told(arrival.what)}")
        self.news.set()
        await self.gate.wait()
        await asyncio.sleep(0)
        if self.broken:
            self.broken -= 1
            raise RuntimeError("Nguyễn Thị Hoa wrote something secret")
        self.applied.setdefault(arrival.key, arrival)
        self.ended.append(f"{arrival.chat.address} {told(arrival.what)}")
        return self.answering(arrival)

    async def file(self, chat: Chat, file_id: str) -> File | None:
        return self.files.get(f"{chat.address}/{file_id}")
