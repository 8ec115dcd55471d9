"""A photo that was removed leaves the page's history for good, however much was said since."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.web.history import MOST, erased, keep
from flows.answers import Data
from storage.database import Database, open_database
from storage.keys import new_key
from storage.records import HistoryMessage
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'history.db'}", new_key())
    yield opened
    opened.close()


def _said(database: Database, address: str, number: int) -> None:
    me: dict[str, Data] = {"key": f"k{number}", "file": f"can-cuoc-{number}.jpg"}
    database.run(keep(address, NOW + timedelta(seconds=number), {"me": me, "cards": [{"text": f"thẻ {number}"}]}))


def _history(database: Database, address: str) -> tuple[HistoryMessage, ...]:
    def work(u: UnitOfWork) -> tuple[HistoryMessage, ...]:
        seat = u.people.at("web", address)
        assert seat is not None
        return u.history.last(seat.chat_id, 10 * MOST)

    return database.run(work)


def test_a_photo_of_long_ago_leaves_the_history_and_nothing_else_does(database: Database) -> None:
    for number in range(2 * MOST + 5):
        _said(database, "an", number)
    _said(database, "bình", 1)
    database.run(erased("an", ("k1", f"k{MOST + 1}")))
    kept = {who: _history(database, who) for who in ("an", "bình")}
    gone = [one.payload["me"] for one in kept["an"] if "file" not in str(one.payload["me"])]
    assert gone == [{"key": "k1"}, {"key": f"k{MOST + 1}"}]
    assert all(one.payload["cards"] for one in kept["an"])
    assert [one.payload["me"] for one in kept["bình"]] == [{"key": "k1", "file": "can-cuoc-1.jpg"}]
