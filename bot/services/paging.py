"""Paging: long work over many rows, in transactions so short that no turn waits long behind it."""

from collections.abc import Callable

from storage.database import Database
from storage.unit_of_work import UnitOfWork

# Rows of one transaction.
PAGE = 50

# Does one page, which begins after an id; returns where the next begins, None at the end.
Page = Callable[[UnitOfWork, int], int | None]


async def each_page(database: Database, page: Page) -> None:
    """Does every page, each in a transaction of its own."""
    after: int | None = 0
    while after is not None:
        after = await database.turn(_from(page, after))


def _from(page: Page, after: int) -> Callable[[UnitOfWork], int | None]:
    return lambda u: page(u, after)
