"""Migrations: every step up and down, and the tables they make are the tables of tables.py."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from storage.migration import config_for, migrate
from storage.schema import engine_for, is_current, newest
from storage.tables import SQLModel


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = engine_for("sqlite://" if url.startswith("sqlite") else _with_driver(url))
    yield made
    made.dispose()


def _names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_each_revision_can_be_taken_and_taken_back(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin():
        config = config_for(connection)
        revisions = list(reversed(list(ScriptDirectory.from_config(config).walk_revisions())))
        assert len(revisions) >= 3
        for script in revisions:
            before = _names(connection)
            command.upgrade(config, script.revision)
            made = _names(connection)
            command.downgrade(config, script.down_revision if isinstance(script.down_revision, str) else "base")
            assert _names(connection) == before
            command.upgrade(config, script.revision)
            assert _names(connection) == made
        command.downgrade(config, "base")
        assert _names(connection) == set()


def test_the_revisions_make_exactly_the_tables_described(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin():
        command.upgrade(config_for(connection), "head")
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_second_start_changes_nothing(url: str) -> None:
    address = _with_driver(url).replace("/data/", "/")
    migrate(address)
    migrate(address)
    engine = engine_for(address)
    with engine.connect() as connection:
        assert len(_names(connection)) == len(SQLModel.metadata.tables)
    engine.dispose()


def test_the_newest_revision_is_found_without_alembic_too(engine: Engine) -> None:
    with engine.connect() as connection:
        assert ScriptDirectory.from_config(config_for(connection)).get_current_head() == newest()


def test_tables_are_current_only_after_the_newest_revision(url: str) -> None:
    address = _with_driver(url).replace("/data/", "/")
    assert not is_current(address)
    migrate(address, "0001")
    assert not is_current(address)
    migrate(address)
    assert is_current(address)
