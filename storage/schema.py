"""Which revision the tables have, found without Alembic: at most starts there is nothing to migrate."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

VERSIONS = Path(__file__).parent / "migrations" / "versions"


def newest() -> str:
    """The newest revision: the number that begins the name of the last file."""
    return max(path.stem.split("_", 1)[0] for path in VERSIONS.glob("[0-9]*.py"))


def is_current(url: str) -> bool:
    """Whether the tables have the newest revision."""
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table("alembic_version")
            return known and connection.scalar(text("SELECT version_num FROM alembic_version")) == newest()
    finally:
        engine.dispose()


def engine_for(url: str) -> Engine:
    """An engine for the schema only, whose SQLite transactions hold table changes too."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _no_hidden_transactions)
        event.listen(engine, "begin", _begin)
    return engine


def _no_hidden_transactions(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
