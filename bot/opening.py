"""Opening what the settings name, for the program and its commands: database, vault, and the clock on the wall."""

from datetime import UTC, datetime

from bot.settings import Settings
from storage.database import Database, open_database
from storage.keys import load_key
from storage.vault import Vault


def wall_clock() -> datetime:
    """The time on the wall, in UTC."""
    return datetime.now(UTC)


def open_storage(settings: Settings, *, durable: bool = True) -> tuple[Database, Vault]:
    """The database (migrated) and the vault; raises WrongKey when the key does not fit the data.

    Not `durable`: a power cut may lose the latest, for data that can be made again.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    key = load_key(settings.key.get_secret_value(), settings.data_dir)
    return open_database(settings.database, key, durable=durable), Vault(settings.data_dir / "vault", key)
