"""Agreements to be visited and the lists of helpers."""

from datetime import date

from flows.hamlet_round import Outcome, Stop
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import DAY, NOW, SECRET, person

TODAY = date(2026, 3, 2)
HOUSE = {"name": SECRET, "house": "ngõ 3"}


def _agree(u: UnitOfWork) -> int:
    who = person(u)
    u.hamlet_rounds.agree(who, "thon-1", HOUSE, SECRET, "web", NOW)
    return who


def test_an_agreement_is_kept_with_the_words_that_were_agreed_to(database: Database, url: str) -> None:
    who = database.run(_agree)
    (one,) = database.run(lambda u: u.hamlet_rounds.agreed())
    assert (one.person_id, one.hamlet, one.contact, one.words) == (who, "thon-1", HOUSE, SECRET)
    assert (one.channel, one.given_at) == ("web", NOW)
    with raw(url) as it:
        (row,) = it.execute("SELECT contact, words FROM visit_consents", {}).fetchall()
    assert all(SECRET.encode() not in bytes(cell) for cell in row)


def test_who_agrees_anew_has_one_agreement(database: Database) -> None:
    who = database.run(_agree)
    database.run(lambda u: u.hamlet_rounds.agree(who, "thon-2", {}, "x", "web", NOW + DAY))
    assert [one.hamlet for one in database.run(lambda u: u.hamlet_rounds.agreed())] == ["thon-2"]


def test_what_is_withdrawn_leads_nowhere(database: Database, url: str) -> None:
    who = database.run(_agree)
    assert database.run(lambda u: u.hamlet_rounds.withdraw(who, NOW + DAY))
    assert not database.run(lambda u: u.hamlet_rounds.withdraw(who, NOW + DAY))
    assert database.run(lambda u: u.hamlet_rounds.of_person(who)) is None
    with raw(url) as it:
        assert it.execute("SELECT contact FROM visit_consents", {}).fetchall() == [(None,)]


def test_a_house_is_on_one_list_a_day(database: Database) -> None:
    def work(u: UnitOfWork) -> tuple[int, int, int]:
        first, second, house = person(u, "h1"), person(u, "h2"), person(u)
        u.hamlet_rounds.put(first, house, TODAY)
        u.hamlet_rounds.put(second, house, TODAY)
        return first, second, house

    first, second, house = database.run(work)
    assert database.run(lambda u: u.hamlet_rounds.stops(second, TODAY)) == ()
    ((stop_id, stop),) = database.run(lambda u: u.hamlet_rounds.stops(first, TODAY))
    assert stop == Stop(first, house, TODAY)
    database.run(lambda u: u.hamlet_rounds.tick(stop_id, Outcome.AWAY, NOW))
    assert database.run(lambda u: u.hamlet_rounds.stop(stop_id)) == Stop(first, house, TODAY, Outcome.AWAY)
    assert database.run(lambda u: u.hamlet_rounds.stop(stop_id + 1)) is None
