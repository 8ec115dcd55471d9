"""Requests for help: sealed, kept with their history, forgotten once they ended, and saved by one only."""

from dataclasses import replace

import pytest

from flows.assistance import Need, Purpose, Request, Stage
from storage.database import Database
from storage.errors import Conflict
from storage.help_requests import HelpRecord
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import HOUR, MINUTE, NOW, SECRET, person

CONTACT = {"name": SECRET, "phone": "0912 345 678"}


def _asked(u: UnitOfWork) -> HelpRecord:
    shares = frozenset({Purpose.CONTACT, Purpose.PROGRESS})
    request = Request(Need.FORM, person(u), NOW, Stage.OPEN, None, NOW + HOUR, shares)
    return u.help_requests.open(request, "thon-1", "birth_registration", CONTACT)


def test_a_request_is_read_as_it_was_written(database: Database) -> None:
    record = database.run(_asked)
    assert database.run(lambda u: u.help_requests.get(record.id)) == record
    assert database.run(lambda u: u.help_requests.get(record.id + 1)) is None
    assert record.contact == CONTACT


def test_name_and_number_are_sealed(database: Database, url: str) -> None:
    database.run(_asked)
    with raw(url) as it:
        rows = it.execute("SELECT contact FROM help_requests", {}).fetchall()
    assert SECRET.encode() not in bytes(rows[0][0])


def test_who_is_second_in_accepting_is_refused(database: Database) -> None:
    record = database.run(_asked)
    helper = database.run(lambda u: person(u, "helper"))
    taken = replace(record.request, stage=Stage.TAKEN, helper=helper, next_at=None)
    database.run(lambda u: u.help_requests.save(record, taken))
    with pytest.raises(Conflict):
        database.run(lambda u: u.help_requests.save(record, taken))
    (mine,) = database.run(lambda u: u.help_requests.of_helper(helper))
    assert mine.request == taken
    assert [one.id for one in database.run(lambda u: u.help_requests.of_person(record.request.resident))] == [mine.id]


def test_what_ended_is_nobodys_list_and_has_no_contact(database: Database) -> None:
    record = database.run(_asked)
    database.run(lambda u: u.help_requests.save(record, replace(record.request, stage=Stage.CANCELLED, next_at=None)))
    ended = database.run(lambda u: u.help_requests.get(record.id))
    assert ended is not None
    assert ended.contact == {}
    assert database.run(lambda u: u.help_requests.of_person(record.request.resident)) == ()


def test_the_clock_finds_what_is_due_and_the_desk_what_came_to_it(database: Database) -> None:
    record = database.run(_asked)
    assert database.run(lambda u: u.help_requests.due(NOW)) == ()
    assert [one.id for one in database.run(lambda u: u.help_requests.due(NOW + HOUR))] == [record.id]
    assert database.run(lambda u: u.help_requests.at_desk()) == ()
    database.run(lambda u: u.help_requests.save(record, replace(record.request, stage=Stage.DESK, next_at=None)))
    assert [one.id for one in database.run(lambda u: u.help_requests.at_desk())] == [record.id]


def test_the_history_keeps_what_was_agreed_to(database: Database, url: str) -> None:
    record = database.run(_asked)
    actor = record.request.resident
    database.run(lambda u: u.help_requests.log(record.id, "asked", actor, NOW, {"text": SECRET}))
    database.run(lambda u: u.help_requests.log(record.id, "to_desk", None, NOW + MINUTE, {}))
    first, second = database.run(lambda u: u.help_requests.events(record.id))
    assert (first.kind, first.actor_id, first.at, first.data) == ("asked", actor, NOW, {"text": SECRET})
    assert (second.kind, second.actor_id, second.data) == ("to_desk", None, {})
