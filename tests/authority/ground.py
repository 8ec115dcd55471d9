"""What the matrix is walked on: files, papers and a draft of one resident, somebody of every role inside and outside
their scope, and presses that are undone again, so that each finds the same ground."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.ports import Card, Chat
from bot.services.authority import posts, subject
from bot.services.dialogue import press
from bot.services.visit import Visit, visit
from content.catalog import Library
from flows.authority import APPOINTABLE, Act, permitted
from flows.dossier import Role
from storage.database import Database
from storage.records import DossierRecord
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork

FIELD, ELSEWHERE = "certification", "land"
OWNER = "chủ hồ sơ"
_OTHERS = ("dossiers", "events", "documents", "staff", "invitations", "companions", "mandates", "acts")


class Undone(Exception):
    """Ends a transaction whose work is not to be kept."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a press came to: the card, how many rows it changed, looks aside, and whether it touched what is others'."""

    card: Card
    changed: int
    touched: bool

    def shows(self, marker: str) -> bool:
        """Whether the card says this, in its text, its files or on its buttons."""
        files = [one.name for one in self.card.files]
        labels = [button.label for row in self.card.rows for button in row]
        return any(marker in text for text in (self.card.text.replace("**", ""), *files, *labels))


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who presses: their name at the stage, their role, and whether the ground lies within its scope."""

    name: str
    role: Role
    inside: bool


def everybody() -> list[Who]:
    """The owner, a stranger, and two of every role: one whose scope holds the ground, one whose scope does not."""
    staff = [
        Who(f"{role} {'trong' if inside else 'ngoài'}", role, inside)
        for role in sorted(APPOINTABLE)
        for inside in (True, False)
    ]
    return [Who(OWNER, Role.RESIDENT, True), Who("người lạ", Role.RESIDENT, False), *staff]


def appointment(who: Who, library: Library) -> Appointment | None:
    """What somebody of the matrix is appointed to; None for residents."""
    if who.role is Role.RESIDENT:
        return None
    hamlets = [hamlet.id for hamlet in library.office.hamlets]
    place = hamlets[0] if who.inside else hamlets[1]
    if who.role is Role.HELPER:
        return Appointment(who.role, hamlets=(place,), name=who.name, organisation="women")
    return Appointment(who.role, (FIELD if who.inside else ELSEWHERE,), name=who.name)


Before = Callable[[Visit, DossierRecord], None]


@dataclass(slots=True)
class Ground:
    """The database as every press finds it; `names` is what stands for the {holes} in the data of a press."""

    database: Database
    library: Library
    now: Callable[[], datetime]
    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def try_it(self, chat: Chat, data: str, before: Before | None = None) -> Seen:
        """One press by whoever sits in a chat, undone again."""
        seen: list[Seen] = []

        def work(u: UnitOfWork) -> None:
            seat = u.people.at(chat.channel, chat.address)
            assert seat is not None
            here = visit(u, self.library, self.now(), seat, "")
            record = u.dossiers.by_reference(self.names["ref"])
            if before is not None and record is not None:
                before(here, record)
            changed, kept = rows_changed(u), state_of(u)
            card = press(here, data)
            seen.append(Seen(card, rows_changed(u) - changed, state_of(u) != kept))
            raise Undone

        with suppress(Undone):
            self.database.run(work)
        return seen[0]

    def may(self, who: Who, acts: tuple[Act, ...], *, on_file: bool) -> bool:
        """What the table says."""

        def work(u: UnitOfWork) -> bool:
            person = self.people[who.name]
            record = u.dossiers.by_reference(self.names["ref"]) if on_file else None
            return any(permitted(posts(u, person), act, subject(person, record)) is not None for act in acts)

        return self.database.run(work)


def state_of(u: UnitOfWork) -> list[tuple[object, ...]]:
    """Everybody's files and roles, as they stand: what a stranger's press must leave alone."""
    found: list[tuple[object, ...]] = []
    for table in _OTHERS:
        found += _connection(u).execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of ours
    return found


def rows_changed(u: UnitOfWork) -> int:
    """How many rows this connection has changed since it was opened, looks that were written down aside."""
    connection = _connection(u)
    (looks,) = connection.execute("SELECT count(*) FROM views").fetchone()
    return connection.total_changes - int(looks)


def _connection(u: UnitOfWork) -> sqlite3.Connection:
    connection = u.people._link._connection
    assert isinstance(connection, sqlite3.Connection)
    return connection
