"""Brings the tables to the newest revision."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.schema import engine_for

SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 0x6D6F7463


def migrate(url: str, revision: str = "head") -> None:
    """Upgrades, in one transaction; starts that happen together follow each other."""
    engine = engine_for(url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        command.upgrade(config_for(connection), revision)
    engine.dispose()


def config_for(connection: Connection) -> Config:
    """Alembic's configuration over an open connection; no ini file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
