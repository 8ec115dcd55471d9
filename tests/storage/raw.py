"""A second, raw connection to a test database, beside the program's own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from storage.statements import Connection


@contextmanager
def raw(url: str) -> Iterator[Connection]:
    """Committed at the end of the block, unless it raises."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as lite:
            yield lite
        lite.close()
    else:
        with psycopg.connect(url) as connection:
            yield connection
