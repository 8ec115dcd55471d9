"""What a round of the clock asks the databases for is found by index, however much is there that is not due."""

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise

import psycopg
import pytest

from bot.ports import Card
from bot.services.blocking import watch_channels
from bot.services.chasing import chase_some
from bot.services.notices import compose
from bot.services.overdue import digest
from bot.services.parcels import Desk, collect
from bot.services.purging import HISTORY_KEPT, SEEN_KEPT, purge_drafts
from bot.services.recalculation import follow_calendar
from bot.services.reminders import plan, plan_drafts, plan_files
from bot.services.retention import settle
from bot.services.voice import Voice
from flows.apologies import drafted_before
from flows.dossier import RUNNING, Role, State
from flows.moves import Accept, AskSupplement, RecordResult
from flows.reminders import DRAFT_KEPT
from storage.database import Database
from storage.keys import Key
from storage.sealing import Sealer
from storage.statements import Connection, Cursor, DialectName, Link, Params
from storage.unit_of_work import UnitOfWork
from tests.bench.sleepers import fill
from tests.bot.clock.office import LIBRARY, Town, at

MANY = 5_000
# Kept small by what they are: who works here, one row a channel and hour, a tick, a setting, a content version, what
# waits for an answer (gone with it).
SMALL = {"staff", "traffic", "beats", "settings", "contents", "preferences", "talks_waiting"}
FILLED = {"dossiers", "outbox", "reach", "drafts", "seen", "people"}


class Listening:
    """A connection that keeps all that is asked over it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.asked: dict[str, Params] = {}

    def execute(self, query: str, params: Params, /) -> Cursor:
        self.asked[query] = params
        return self._connection.execute(query, params)


async def lived(here: Town) -> None:
    """Every kind of work lies ready: files before, at and past their rungs, drafts, notices owed and unread."""
    clerk = await here.official("clerk", "civil_status")
    await here.official("chairman", "civil_status", Role.CHAIRMAN)
    for name in ("an", "binh", "chi"):
        person = await here.person(name)
        await here.draft(person)
        record = await here.move(await here.dossier(person), Accept())
        await here.move(await here.move(await here.dossier(person), Accept()), RecordResult())
        await here.move(await here.move(await here.dossier(person), Accept()), AskSupplement("proof", "blurred"))
        await here.dossier(person)
        await here.owe(person, "tin")
    await follow_calendar(here.database, LIBRARY, here.now)
    await plan(here.database, LIBRARY, here.now)
    await here.deliver()
    here.now = at("10/03/2026 07:30")
    await here.owe(clerk, "tin khác")
    assert record.field == "civil_status"


def a_round(u: UnitOfWork, now: datetime) -> Card | None:
    """All that the clock does in a round, in one unit of work; returns what the clerk is told is overdue."""
    assert plan_drafts(u, LIBRARY, now)
    assert plan_files(u, LIBRARY, now)
    assert chase_some(u, LIBRARY, now)
    assert collect(u, Desk(LIBRARY, compose, {"web": 64}, now), 64)
    watch_channels(u, LIBRARY, now)
    purge_drafts(u, now + DRAFT_KEPT, None)
    assert settle(u, LIBRARY, now).more
    u.seen.purge(now - SEEN_KEPT)
    u.history.purge(now - HISTORY_KEPT)
    clerk = u.staff.with_roles((Role.SPECIALIST,))[0].person_id
    return digest(u, Voice(LIBRARY, "vi", "any"), clerk, now)


async def test_a_round_of_the_clock_reads_no_table_from_end_to_end(database: Database, url: str, key: Key) -> None:
    here = Town(database, at("02/03/2026 09:00"))
    await lived(here)
    fill(url, 0, MANY, here.now, timedelta(days=60))
    dialect: DialectName = "sqlite" if url.startswith("sqlite") else "postgresql"
    with closing(_connected(url)) as connection:
        listening = Listening(connection)
        card = a_round(UnitOfWork(Link(listening, dialect), Sealer(key)), here.now)
        assert card is not None
        assert "3" in card.text
        connection.commit()
        assert len(listening.asked) > 30
        whole = {query: _scans(connection, query, params) for query, params in listening.asked.items()}
    assert [(query.split("FROM")[-1], found) for query, found in whole.items() if found] == []


async def test_what_an_official_sees_in_the_morning_is_found_by_index_too(
    database: Database, url: str, key: Key
) -> None:
    here = Town(database, at("02/03/2026 09:00"))
    await lived(here)
    fill(url, 0, MANY, here.now, timedelta(days=60))
    dialect: DialectName = "sqlite" if url.startswith("sqlite") else "postgresql"
    with closing(_connected(url)) as connection:
        listening = Listening(connection)
        u = UnitOfWork(Link(listening, dialect), Sealer(key))
        until = drafted_before(here.now, LIBRARY.law)
        assert len(u.dossiers.due_between(at("01/01/2000 00:00"), until, (*RUNNING, State.YEU_CAU_RUT))) == 3
        assert u.consultations.all_open() == u.consultations.due(here.now) == ()
        whole = {query: _scans(connection, query, params) for query, params in listening.asked.items()}
    assert [(query.split("FROM")[-1], found) for query, found in whole.items() if found] == []


@pytest.mark.parametrize("statement", ["SELECT id FROM dossiers WHERE changed_at < 0", "SELECT count(*) FROM outbox"])
def test_a_table_read_from_end_to_end_would_be_seen(database: Database, url: str, statement: str) -> None:
    fill(url, 0, MANY, at("02/03/2026 09:00"), timedelta(days=60))
    with closing(_connected(url)) as connection:
        assert _scans(connection, statement, {})


def _connected(url: str) -> "sqlite3.Connection | psycopg.Connection":
    return sqlite3.connect(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else psycopg.connect(url)


def _scans(connection: "sqlite3.Connection | psycopg.Connection", query: str, params: Params) -> list[str]:
    """The lines of a statement's plan that walk through a table."""
    if isinstance(connection, sqlite3.Connection):
        steps = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", params)]
        return [step for step in steps if re.match(r"SCAN (?!CONSTANT)(\w+)", step) and step.split()[1] not in SMALL]
    found = [line for line in _explained(connection, query, params) if _walked(line) in FILLED]
    # What is small today may grow: there must be a way without walking through the table as well.
    connection.execute("SET enable_seqscan = off")
    lines = _explained(connection, query, params)
    connection.execute("SET enable_seqscan = on")
    blind = [line for line, cond in pairwise([*lines, ""]) if _indexed(line) in FILLED and "Index Cond" not in cond]
    return [*found, *blind, *(line for line in lines if _walked(line) and _walked(line) not in SMALL)]


def _walked(line: str) -> str:
    """The table that a line of a plan walks through, '' for none."""
    found = re.search(r"Seq Scan on (\w+)", line)
    return found[1] if found else ""


def _indexed(line: str) -> str:
    """The table of which a line of a plan reads an index, '' for none."""
    found = re.search(r"Index (?:Only )?Scan (?:Backward )?using \w+ on (\w+)", line)
    return found[1] if found else ""


def _explained(connection: psycopg.Connection, query: str, params: Params) -> list[str]:
    with psycopg.ClientCursor(connection) as cursor:
        return [row[0].strip() for row in cursor.execute(f"EXPLAIN {query}".encode(), params).fetchall()]
