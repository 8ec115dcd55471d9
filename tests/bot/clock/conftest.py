"""Both databases, as the storage tests open them."""

from tests.storage.conftest import database, key, postgres_server, postgres_url, sqlite_url, url

__all__ = ["database", "key", "postgres_server", "postgres_url", "sqlite_url", "url"]
