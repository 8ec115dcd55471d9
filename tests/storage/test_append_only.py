"""Events and views are only ever added: the database itself refuses anything else."""

import sqlite3

import psycopg
import pytest

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import NOW, opened


@pytest.mark.parametrize(
    "change", ["UPDATE events SET kind = 'x'", "DELETE FROM events", "UPDATE views SET what = 'x'", "DELETE FROM views"]
)
def test_history_cannot_be_changed(database: Database, url: str, change: str) -> None:
    def write(u: UnitOfWork) -> int:
        record = opened(u)
        u.dossiers.append(record.id, "submitted", None, "resident", NOW, {})
        u.views.log(record.person_id, record.id, "answers", "", NOW)
        return record.id

    dossier_id = database.run(write)
    with (
        pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only ever added"),
        raw(url) as it,
    ):
        it.execute(change, {})
    assert [event.kind for event in database.run(lambda u: u.dossiers.events(dossier_id))] == ["submitted"]
    assert [view.what for view in database.run(lambda u: u.views.of(dossier_id))] == ["answers"]
