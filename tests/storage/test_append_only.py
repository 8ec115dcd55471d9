"""Events, views and messages are only ever added: the database itself refuses anything else."""

import sqlite3

import psycopg
import pytest

from flows.assistance import Need, Request, Stage
from flows.outreach import Group, Letter
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import NOW, SECRET, opened


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET kind = 'x'",
        "DELETE FROM events",
        "UPDATE views SET what = 'x'",
        "DELETE FROM views",
        "UPDATE talks SET role = 'x'",
        "DELETE FROM talks",
        "UPDATE acts SET kind = 'x'",
        "DELETE FROM acts",
    ],
)
def test_history_cannot_be_changed(database: Database, url: str, change: str) -> None:
    def write(u: UnitOfWork) -> int:
        record = opened(u)
        u.dossiers.append(record.id, "submitted", None, "resident", NOW, {})
        u.views.log(record.person_id, record.id, "answers", "", NOW)
        u.talks.add(record.id, record.person_id, "resident", SECRET, NOW)
        u.acts.log("invited", None, NOW)
        return record.id

    dossier_id = database.run(write)
    with (
        pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only ever added"),
        raw(url) as it,
    ):
        it.execute(change, {})
    assert [event.kind for event in database.run(lambda u: u.dossiers.events(dossier_id))] == ["submitted"]
    assert [view.what for view in database.run(lambda u: u.views.of(dossier_id))] == ["answers"]
    assert [talk.words for talk in database.run(lambda u: u.talks.of(dossier_id))] == [SECRET]
    assert [act.kind for act in database.run(lambda u: u.acts.latest(9))] == ["invited"]


@pytest.mark.parametrize("table", ["help_events", "outreach_events"])
@pytest.mark.parametrize("change", ["UPDATE {} SET kind = 'x'", "DELETE FROM {}"])
def test_histories_beside_the_files_cannot_be_changed(database: Database, url: str, table: str, change: str) -> None:
    def write(u: UnitOfWork) -> None:
        person = u.people.meet("web", "a1", NOW).person.id
        request = u.help_requests.open(Request(Need.FORM, person, NOW, Stage.DESK), "t1", "", {})
        u.help_requests.log(request.id, "asked", person, NOW, {})
        letter = u.outreach.draft(Letter(person, Group.ALL, ""), "Mời bà con đi họp.", NOW)
        u.outreach.log(letter.id, "drafted", person, NOW)

    database.run(write)
    with (
        pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only ever added"),
        raw(url) as it,
    ):
        it.execute(change.format(table), {})
