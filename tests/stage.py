"""The real services over a real SQLite database with a clock of their own: what transcripts are played on."""

import re
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.callbacks import typed_press
from bot.clock import Timekeeper
from bot.ports import Arrival, Card, Chat, Incoming, Opened, Pressed, Said, Sent, TryLater, Unreachable, Unusable
from bot.services.assistant import Assistant
from bot.services.delivery import Delivery
from bot.services.notices import compose
from bot.services.people import appoint, hashed
from bot.services.status_import import import_status, reason
from content.catalog import Library
from flows.dossier import Role, State
from storage.database import Database, open_database
from storage.keys import new_key
from storage.records_staff import Appointment
from storage.vault import Vault
from tests.player import BLOCKED
from tests.workshop import WORKSHOP

_ROLES = {
    "cán bộ": Role.CLERK,
    "công chức": Role.SPECIALIST,
    "người hỗ trợ": Role.HELPER,
    "trưởng bộ phận": Role.HEAD,
    "chủ tịch": Role.CHAIRMAN,
    "phó chủ tịch": Role.VICE_CHAIRMAN,
    "người xếp lịch": Role.ORGANISER,
    "đầu mối": Role.ORGANISER,
    "quản trị": Role.ADMINISTRATOR,
}
# What stands behind the role is the name, in brackets the fields: «công chức Lan (land construction)».
_NAMED = re.compile(r"^(?P<name>\w{2,}[\w ]*?)?\s*(?:\((?P<fields>[a-z_ ]+)\))?$")
# «Phụ nữ: chị Lan» is a helper whom the Women's Union sends, and whom the commune calls «chị Lan».
_BODIES = {
    "Mặt trận: ": "front",
    "Phụ nữ: ": "women",
    "Nông dân: ": "farmers",
    "Cựu chiến binh: ": "veterans",
    "Thanh niên: ": "youth",
}
SOFTWARE = "phần mềm"
_CELLS = ("official_code", "state", "moment", "result_link", "note")
# Seats so called are on the channel of that name; all others are on one without a name.
_CHANNELS = {"trang web": "web", "Telegram": "telegram"}
_KEYS = count(1)


def appointment_of(who: str) -> Appointment | None:
    """The post that a name in a transcript stands for, None for a resident."""
    for begins, body in _BODIES.items():
        if who.startswith(begins):
            return Appointment(Role.HELPER, name=who.removeprefix(begins), organisation=body)
    return next((_named(role, who.removeprefix(name)) for name, role in _ROLES.items() if who.startswith(name)), None)


def _named(role: Role, behind: str) -> Appointment:
    found = _NAMED.match(behind.strip())
    name, fields = (found["name"], found["fields"]) if found else (None, None)
    return Appointment(role, tuple((fields or "").split()), name=name or "")


def channel_of(who: str) -> str:
    """The channel on which a seat of a transcript is."""
    return next((channel for name, channel in _CHANNELS.items() if who.startswith(name)), "direct")


def lines_of(card: Card) -> list[str]:
    """What a reader sees of a card, as every driver writes it: files, text without marks, a line per row of buttons."""
    text = card.text.replace("**", "").replace("`", "").split("\n")
    return [
        *(f"[{file.name}]" for file in card.files),
        *text,
        *(" ".join(f"[{button.label}]" for button in row) for row in card.rows),
    ]


class DirectDriver:
    """A person who speaks to the assistant without any channel between."""

    def __init__(self, assistant: Assistant, address: str) -> None:
        self.assistant = assistant
        self.chat = Chat(channel_of(address), address)
        self.blocked = False
        self._unread: deque[Card] = deque()
        self._cards: list[Card] = []

    async def say(self, text: str) -> None:
        """Types words; '/start CODE' opens the chat."""
        opened = text.startswith("/start")
        await self._arrive(Opened(text.removeprefix("/start").strip()) if opened else Said(text))

    async def tap(self, button: str | int) -> None:
        """Presses a button by its label or number: of the last card that has it, for people scroll back."""
        for card in reversed(self._cards):
            data = typed_press(tuple((one.label, one.data) for row in card.rows for one in row), str(button))
            if data is not None:
                return await self._arrive(Pressed(data))
        raise LookupError(f"no button {button!r} was ever shown")

    async def bother(self, kind: str) -> None:
        """Sends what is no answer: a sticker, a voice message; or stops taking what is pushed."""
        if kind == BLOCKED:
            self.blocked = True
            return
        await self._arrive(Unusable(kind))

    async def send(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Sends files one after the other, as one album when there are several."""
        album = f"album{next(_KEYS)}" if len(files) > 1 else None
        for place, (name, data) in enumerate(files):
            self._unread.clear()
            await self._arrive(Sent(data, name, album, place))

    async def see(self) -> list[str]:
        """The lines shown since the last look."""
        seen = [line for card in self._unread for line in lines_of(card)]
        self._unread.clear()
        return seen

    def last(self) -> Card:
        """The card shown last."""
        return self._cards[-1]

    def show(self, card: Card) -> None:
        """A card arrives."""
        self._unread.append(card)
        self._cards.append(card)

    async def _arrive(self, what: Incoming) -> None:
        key = f"k{next(_KEYS)}"
        message = key if isinstance(what, Sent) else ""
        for card in await self.assistant.turn(Arrival(self.chat, key, what, message=message)):
            self.show(card)


class Software(DirectDriver):
    """The official one-stop software: a line of cells with | between is a row brought in, by the columns of _CELLS."""

    def __init__(self, stage: "DirectStage", who: str) -> None:
        super().__init__(stage.assistant, who)
        self._stage = stage
        self._told: list[str] = []

    async def say(self, text: str) -> None:
        """Brings one row in."""
        cells = dict(zip(_CELLS, (cell.strip() for cell in text.split("|")), strict=False))
        stage = self._stage
        (done,) = await import_status(stage.database, stage.content, ((2, cells),), stage.now())
        why = reason(stage.content, done, "vi")
        self._told.append(f"{done.result}: {why}" if why else done.result)

    async def see(self) -> list[str]:
        """What became of the rows since the last look."""
        told, self._told = self._told, []
        return told


class DirectCourier:
    """Pushes to the drivers of a stage."""

    def __init__(self, channel: str, seats: dict[str, DirectDriver]) -> None:
        self.channel = channel
        self.works = True
        self._seats = seats

    async def deliver(self, address: str, card: Card) -> None:
        """Shows the card to the person at this address; raises Unreachable where they block us, TryLater when cut."""
        if not self.works:
            raise TryLater(1)
        if self._seats[address].blocked:
            raise Unreachable
        self._seats[address].show(card)


# One key, and one database brought up to date once: hundreds of stages are opened in a run.
_KEY = new_key()


@cache
def _empty_database() -> bytes:
    """A database with all its tables and nothing in them, as the file's bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        open_database(f"sqlite:///{path}", _KEY).close()
        return path.read_bytes()


class DirectStage:
    """Assistant, delivery and clock, wired as in the program, without a channel."""

    def __init__(self, folder: Path, library: Library, start: datetime) -> None:
        self._folder, self.content, self._key = folder, library, _KEY
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "stage.db").write_bytes(_empty_database())
        self._now = start.astimezone(UTC)
        self.drivers: dict[str, DirectDriver] = {}
        self._open()

    def _open(self) -> None:
        self.database: Database = open_database(f"sqlite:///{self._folder / 'stage.db'}", self._key, durable=False)
        vault = Vault(self._folder / "vault", self._key)
        self.assistant = Assistant(self.database, vault, WORKSHOP, lambda: self.content, self.now)
        self._couriers = {name: DirectCourier(name, self.drivers) for name in ("direct", *_CHANNELS.values())}
        delivery = Delivery(self.database, dict(self._couriers), lambda: self.content, compose, self.now)
        self.keeper = Timekeeper(self.database, delivery, lambda: self.content, self.now, vault)

    def restart(self) -> None:
        """Stops the program and starts it again on what it had written down."""
        self.database.close()
        self._open()
        for driver in self.drivers.values():
            driver.assistant = self.assistant

    def cut(self, channel: str, *, works: bool) -> None:
        """Cuts the channel of this name, or lets it carry again."""
        self._couriers[_CHANNELS[channel]].works = works

    def now(self) -> datetime:
        """The stage's time."""
        return self._now

    async def seat(self, who: str) -> DirectDriver:
        """A new person; names of roles get the role by invitation, and 'phần mềm' is the official software."""
        software = who.startswith(SOFTWARE)
        driver = self.drivers[who] = Software(self, who) if software else DirectDriver(self.assistant, who)
        offers = appointment_of(who)
        if offers is not None:
            person = self.database.run(lambda u: u.people.meet("direct", who, self._now)).person.id
            code = self.database.run(lambda u: appoint(u, offers, self._now))
            self.database.run(lambda u: u.staff.redeem(hashed(code), person, self._now))
        return driver

    async def move_to(self, at: datetime) -> None:
        """Moves the clock forward and lets everything that is due happen."""
        self._now = at.astimezone(UTC)
        await self.keeper.run_all_ticks()

    def references(self) -> list[str]:
        """The references of all dossiers, in the order they were opened."""
        records = self.database.run(lambda u: u.dossiers.in_states(tuple(State), None, 1000))
        return [record.reference for record in records]

    def close(self) -> None:
        """Closes the database."""
        self.database.close()
