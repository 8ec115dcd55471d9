"""Small simulations for tests, and what stands in the database after them."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot.simulation.play import Played, play, prepare
from bot.simulation.scenario import Scenario
from content.catalog import Library
from flows.clocks import kpi_clock
from flows.dossier import State
from storage.database import Database, open_database
from storage.keys import new_key
from storage.records import DossierRecord, EventRecord, Notice
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.replay import library
from tests.workshop import WORKSHOP

OFFICE = "chi_lang_bac"
EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """One file as the database tells it."""

    record: DossierRecord
    events: tuple[EventRecord, ...]
    notices: tuple[Notice, ...]

    @property
    def punctuality(self) -> str:
        """Early, on time or late by the clock of QĐ 766; '' for what was never accepted or did not end."""
        clock = kpi_clock(self.events, self.record.dossier.term, office().calendar)
        return clock.punctuality(datetime.now(UTC)) if clock is not None and clock.ended_at is not None else ""


def office() -> Library:
    """The commune of the article."""
    return library(OFFICE)


def played(
    folder: Path, scenario: Scenario, last: date = date(2023, 2, 28), seed: int = 7
) -> tuple[Played, list[Story]]:
    """Plays a scenario from January 2023 on and returns what came of it."""
    key = new_key()
    url = f"sqlite:///{folder / 'motcua.db'}"
    what = prepare(scenario, date(2023, 1, 3), last, seed, office().calendar)
    done = asyncio.run(
        play(what, open_database(url, key, durable=False), Vault(folder / "vault", key), WORKSHOP, office())
    )
    database = open_database(url, key)
    try:
        return done, stories(database)
    finally:
        database.close()


def stories(database: Database) -> list[Story]:
    """Every file with its history, in the order they were sent in."""

    def read(u: UnitOfWork) -> list[Story]:
        records = sorted(u.dossiers.in_states(tuple(State), None, 5000), key=lambda one: one.dossier.submitted_at)
        return [Story(one, u.dossiers.events(one.id), u.outbox.of_dossier(one.id)) for one in records]

    return database.run(read)
