"""A person at a phone: somebody with a chat, with moods of their own, who presses buttons and reads what comes."""

from abc import ABC, abstractmethod
from random import Random

from bot.callbacks import Press, pack
from bot.ports import Card, Chat, Incoming, Opened, Pressed, Said
from bot.simulation.world import World


class Lost(RuntimeError):
    """The program showed something else than it must; says where."""


class Person(ABC):
    """One chat of the page; what a person draws depends on the seed and the person alone."""

    channel = "web"

    def __init__(self, world: World, address: str, seed: int) -> None:
        self.world = world
        self.chat = Chat(self.channel, address)
        self.rng = Random(f"{seed}/{address}")

    @property
    def address(self) -> str:
        """Where the person is reached."""
        return self.chat.address

    async def act(self, what: Incoming) -> Card:
        """Does something and sees the answer."""
        return await self.world.turn(self.chat, what)

    async def press(self, button: Press) -> Card:
        """Presses a button."""
        return await self.act(Pressed(pack(button)))

    async def say(self, words: str) -> Card:
        """Types words."""
        return await self.act(Said(words))

    async def open(self, code: str = "") -> Card:
        """Opens the page, perhaps by a link with a code."""
        return await self.act(Opened(code))

    @abstractmethod
    def receive(self, card: Card) -> None:
        """A push arrives; what comes of it begins as a course of its own."""
