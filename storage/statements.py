"""SQL statements written once with SQLAlchemy Core and turned into text once a dialect, and the link that runs them."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, Protocol

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

DialectName = Literal["sqlite", "postgresql"]
Bound = str | int | bytes | None
Params = Mapping[str, Bound]
# A row as the driver gives it: the one place where types are taken on trust, from tables.py.
Row = tuple[Any, ...]

_DIALECTS: Mapping[DialectName, Dialect] = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="named"),
    "postgresql": make_url("postgresql+psycopg://").get_dialect()(),
}


class Statement:
    """One statement; compiled at its first use with each dialect, then only text and parameters."""

    __slots__ = ("_clause", "_compiled")

    def __init__(self, clause: ClauseElement) -> None:
        self._clause = clause
        self._compiled: dict[DialectName, tuple[str, dict[str, Bound]]] = {}

    def on(self, dialect: DialectName) -> tuple[str, dict[str, Bound]]:
        """Its text and the parameters that never change."""
        found = self._compiled.get(dialect)
        return found if found is not None else self._compile(dialect)

    def _compile(self, dialect: DialectName) -> tuple[str, dict[str, Bound]]:
        compiled = self._clause.compile(dialect=_DIALECTS[dialect])
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("not a statement")
        constant: dict[str, Bound] = {
            name: bind.value for bind, name in compiled.bind_names.items() if not bind.required
        }
        self._compiled[dialect] = (str(compiled), constant)
        return self._compiled[dialect]


class Cursor(Protocol):
    """What both drivers' cursors offer."""

    @property
    def rowcount(self) -> int:
        """Rows changed."""

    def fetchall(self) -> list[Row]:
        """All rows."""


class Connection(Protocol):
    """What both drivers' connections offer."""

    def execute(self, query: str, params: Params, /) -> Cursor:
        """Runs one statement."""


class Link:
    """An open transaction on one of the two databases."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection, dialect: DialectName) -> None:
        self._connection = connection
        self._dialect = dialect

    def rows(self, statement: Statement, params: Params) -> list[Row]:
        """All rows of a query."""
        return self._run(statement, params).fetchall()

    def row(self, statement: Statement, params: Params) -> Row | None:
        """The first row of a query, if there is one."""
        rows = self._run(statement, params).fetchall()
        return rows[0] if rows else None

    def change(self, statement: Statement, params: Params) -> int:
        """The number of rows that a change touched."""
        return self._run(statement, params).rowcount

    def _run(self, statement: Statement, params: Params) -> Cursor:
        text, constant = statement.on(self._dialect)
        return self._connection.execute(text, {**constant, **params} if constant else params)


def by_count(build: Callable[[int], ClauseElement]) -> Callable[[int], Statement]:
    """Statements that take a list: one is kept for each length of the list that occurs."""

    @lru_cache(maxsize=64)
    def sized(count: int) -> Statement:
        return Statement(build(count))

    return sized


def by_counts(build: Callable[[int, int], ClauseElement]) -> Callable[[int, int], Statement]:
    """The same for statements that take two lists."""

    @lru_cache(maxsize=64)
    def sized(first: int, second: int) -> Statement:
        return Statement(build(first, second))

    return sized


def numbered(prefix: str, values: Sequence[Bound]) -> dict[str, Bound]:
    """Parameters `prefix0`, `prefix1`, … for a statement of `by_count`."""
    return {f"{prefix}{place}": value for place, value in enumerate(values)}
