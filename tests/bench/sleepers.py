"""Rows that are open and not due, in bulk: files, their notices, what is followed up, drafts, and what was seen.

What they hold cannot be opened, so whoever reads one of them fails.
"""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import psycopg
from sqlalchemy import text

from storage.statements import Link, Params, Statement
from storage.times import stamp

FIRST = 1_000_000_000
VERSION = "sleeping"
_OLD = timedelta(days=30)
# About what a filled form takes, sealed.
_SEALED = bytes(250)


def _insert(table: str, columns: str, values: str, every: int = 1) -> Statement:
    """Rows numbered from `first` up to `last`, one for every so many."""
    return Statement(
        text(
            f"INSERT INTO {table} ({columns})"  # noqa: S608 - names and values are those below
            " WITH RECURSIVE n(i) AS (SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
            f" SELECT {values} FROM n WHERE i % {every} = 0"
        )
    )


_ROWS = (
    Statement(
        text("INSERT INTO contents (version, procedure, data) VALUES (:version, '-', '{}') ON CONFLICT DO NOTHING")
    ),
    _insert("people", "id, language, form, created_at", "i, 'vi', 'any', :now", 4),
    _insert(
        "dossiers",
        "id, reference, procedure, version, field, hamlet, person_id, filer_id, channel, state, submitted_at, due_at,"
        " facts, answers, revision, event_count, changed_at, wake_at, late_at, papers_at",
        "i, 'S-' || CAST(i AS VARCHAR), '-', :version, '-', '', i - i % 4, i - i % 4, 'web', 'DANG_XU_LY', :now,"
        " :later, :sealed, :sealed, 1, 1, :now, :later + i % 1000, :later + i % 1000, :later + i % 1000",
    ),
    _insert(
        "outbox",
        "id, dedupe, person_id, dossier_id, kind, urgent, reply, not_before, state, attempts, next_at, sent_at,"
        " created_at",
        "i, 's:' || CAST(i AS VARCHAR), i - i % 4, i, '-', FALSE, FALSE, :now,"
        " CASE i % 20 WHEN 0 THEN 'pending' ELSE 'sent' END, 0, CASE i % 20 WHEN 0 THEN :later END, :now, :now",
    ),
    _insert(
        "reach",
        "notice_id, person_id, dossier_id, channel, state, sent_at, next_at",
        "i, i - i % 4, i, 'web', 'waiting', :old, :later",
        10,
    ),
    _insert(
        "drafts",
        "id, tag, person_id, procedure, version, session, revision, started_at, touched_at, nudged, wake_at",
        "i, 's' || CAST(i AS VARCHAR), i - i % 4, '-', :version, :sealed, 1, :now, :later, 0, :later",
        20,
    ),
    _insert("seen", "channel, key, at", "'sleeping', CAST(i AS VARCHAR), :later", 10),
)


def fill(url: str, first: int, last: int, now: datetime, sleep: timedelta) -> None:
    """Makes the sleepers of these numbers (0 is the first): open since `now`, not due before `sleep` is over."""
    # A gap before each lot, for SQLite numbers what the services add on from the highest.
    bounds: Params = {"first": FIRST + 2 * first, "last": FIRST + first + last - 1}
    times: Params = {
        "now": stamp(now),
        "old": stamp(now - _OLD),
        "later": stamp(now + sleep),
        "version": VERSION,
        "sealed": _SEALED,
    }
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.execute("PRAGMA synchronous = OFF")
            file.execute("PRAGMA cache_size = -600000")  # in KiB; the default would write each page many times
            _make(Link(file, "sqlite"), {**bounds, **times})
            file.commit()
    else:
        with psycopg.connect(url) as server:
            # Nothing here breaks a reference; asking a million times would be all that is waited for.
            server.execute("SET session_replication_role = replica")
            _make(Link(server, "postgresql"), {**bounds, **times})


def _make(link: Link, given: Params) -> None:
    for statement in _ROWS:
        link.change(statement, given)
    link.change(Statement(text("ANALYZE")), {})
