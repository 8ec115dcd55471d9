"""People and chats."""

import pytest

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import MINUTE, NOW, SECRET, person


def test_a_person_is_met_once_and_found_again(database: Database) -> None:
    met = database.run(lambda u: u.people.meet("web", "a1", NOW))
    again = database.run(lambda u: u.people.meet("web", "a1", NOW + MINUTE))
    assert again == met
    assert database.run(lambda u: u.people.at("web", "a1")) == met
    assert (met.person.language, met.person.form, met.person.profile, met.state) == ("vi", "", {}, {})
    assert met.reachable


def test_the_same_address_in_another_channel_is_another_person(database: Database) -> None:
    web = database.run(lambda u: u.people.meet("web", "1", NOW))
    telegram = database.run(lambda u: u.people.meet("telegram", "1", NOW))
    assert web.person.id != telegram.person.id
    assert database.run(lambda u: u.people.at("zalo", "1")) is None


def test_state_and_profile_come_back_as_they_were(database: Database) -> None:
    def keep(u: UnitOfWork) -> int:
        seat = u.people.meet("web", "a1", NOW)
        u.people.save_state(seat.chat_id, {"draft": "ABCDE", "shown": [1, 2], "deep": {"yes": True, "none": None}})
        u.people.settle(seat.person.id, language="en", form="bác")
        u.people.settle(seat.person.id, profile={"name": SECRET})
        return seat.person.id

    person_id = database.run(keep)
    seat = database.run(lambda u: u.people.at("web", "a1"))
    assert seat is not None
    assert seat.state == {"draft": "ABCDE", "shown": [1, 2], "deep": {"yes": True, "none": None}}
    assert (seat.person.language, seat.person.form, seat.person.profile) == ("en", "bác", {"name": SECRET})
    assert database.run(lambda u: u.people.get(person_id)) == seat.person
    assert database.run(lambda u: u.people.get(person_id + 1)) is None


def test_an_emptied_state_is_empty(database: Database) -> None:
    seat = database.run(lambda u: u.people.meet("web", "a1", NOW))
    database.run(lambda u: u.people.save_state(seat.chat_id, {"a": 1}))
    database.run(lambda u: u.people.save_state(seat.chat_id, {}))
    assert database.run(lambda u: u.people.meet("web", "a1", NOW)).state == {}


def test_a_joined_chat_belongs_to_the_other_person_and_the_last_used_comes_first(database: Database) -> None:
    old = database.run(lambda u: u.people.meet("web", "old", NOW))
    new = database.run(lambda u: u.people.meet("telegram", "new", NOW + MINUTE))
    database.run(lambda u: u.people.join(new.chat_id, old.person.id))
    seats = database.run(lambda u: u.people.seats_of(old.person.id))
    assert [seat.chat_id for seat in seats] == [new.chat_id, old.chat_id]
    assert {seat.person.id for seat in seats} == {old.person.id}
    assert database.run(lambda u: u.people.seats_of(new.person.id)) == ()


@pytest.mark.parametrize(("later", "noted"), [(9, False), (11, True)])
def test_use_is_noted_to_the_nearest_ten_minutes(database: Database, later: int, noted: bool) -> None:
    seat = database.run(lambda u: u.people.meet("web", "a1", NOW))
    database.run(lambda u: u.people.touch(seat.chat_id, NOW + later * MINUTE))
    used_at = database.run(lambda u: u.people.meet("web", "a1", NOW)).used_at
    assert used_at == (NOW + later * MINUTE if noted else NOW)


def test_a_chat_that_blocked_us_can_be_reachable_again(database: Database) -> None:
    person_id = database.run(person)
    (seat,) = database.run(lambda u: u.people.seats_of(person_id))
    database.run(lambda u: u.people.unreachable(seat.chat_id, NOW))
    assert not database.run(lambda u: u.people.seats_of(person_id))[0].reachable
    database.run(lambda u: u.people.reachable(seat.chat_id))
    assert database.run(lambda u: u.people.seats_of(person_id))[0].reachable


def test_a_naive_time_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        database.run(lambda u: u.people.meet("web", "a1", NOW.replace(tzinfo=None)))
