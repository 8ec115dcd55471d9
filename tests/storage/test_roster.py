"""The duty roster on both databases: drafts and published weeks, turns, swaps, absences, notes."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest

from flows.roster import Duty, Shift
from storage.database import Database
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import NOW

MONDAY = date(2026, 11, 30)
FRIDAY = MONDAY + timedelta(days=4)


def people(u: UnitOfWork, count: int = 3) -> list[int]:
    return [u.people.meet("web", f"t{place}", NOW).person.id for place in range(count)]


def drawn(u: UnitOfWork, *duties: Duty) -> tuple[TurnRecord, ...]:
    u.roster.draw(MONDAY, duties, NOW)
    return u.roster.between(MONDAY, FRIDAY)


def two_turns(u: UnitOfWork) -> tuple[TurnRecord, ...]:
    first, second, *_ = people(u)
    return drawn(
        u,
        Duty(MONDAY, Shift.MORNING, "front", first),
        Duty(MONDAY, Shift.AFTERNOON, "women", second),
    )


def test_a_draft_may_be_drawn_again_until_it_is_published(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        first, second, *_ = people(u)
        drawn(u, Duty(MONDAY, Shift.MORNING, "front", first))
        u.roster.edited(MONDAY, NOW)
        week = u.roster.week(MONDAY)
        assert week is not None and week.edited and week.published_at is None
        again = drawn(u, Duty(MONDAY, Shift.MORNING, "front", second))
        week = u.roster.week(MONDAY)
        assert [one.turn.person for one in again] == [second]
        assert week is not None and not week.edited
        assert u.roster.between(MONDAY, FRIDAY, published=True) == ()
        assert u.roster.publish(MONDAY, NOW, first)
        assert not u.roster.publish(MONDAY, NOW, second)
        week = u.roster.week(MONDAY)
        assert week is not None and (week.published_at, week.published_by) == (NOW, first)
        assert u.roster.between(MONDAY, FRIDAY, published=True) == again
        with pytest.raises(ValueError, match="not drawn again"):
            u.roster.draw(MONDAY, (), NOW)

    database.run(work)
    assert database.run(lambda u: u.roster.week(FRIDAY)) is None


def test_nobody_can_be_given_two_turns_in_one_half_day(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        person, *_ = people(u)
        drawn(u, Duty(MONDAY, Shift.MORNING, "front", person), Duty(MONDAY, Shift.MORNING, "women", person))

    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.UniqueViolation)):
        database.run(work)
    nobodys = (Duty(MONDAY, Shift.MORNING, "front", None), Duty(MONDAY, Shift.MORNING, "women", None))
    assert len(database.run(lambda u: drawn(u, *nobodys))) == 2


def test_a_turn_is_confirmed_missed_held_by_another_and_checked_in(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        record = two_turns(u)[0]
        other, id = people(u)[2], record.turn.id
        u.roster.miss(id, NOW)
        found = u.roster.get(id)
        assert found is not None and found.gap_at == NOW
        u.roster.confirm(id, NOW)
        found = u.roster.get(id)
        assert found is not None and (found.turn.confirmed_at, found.gap_at) == (NOW, None)
        u.roster.hold(replace(found.turn, person=other, before=found.turn.person, confirmed_at=None))
        u.roster.arrive(id, NOW, other)
        found = u.roster.get(id)
        assert found is not None
        assert (found.turn.person, found.turn.before, found.turn.confirmed_at) == (other, record.turn.person, None)
        assert (found.turn.arrived_at, found.arrived_by) == (NOW, other)

    database.run(work)
    assert database.run(lambda u: u.roster.get(99)) is None


def test_residents_helped_are_counted_and_never_below_nought(database: Database) -> None:
    def work(u: UnitOfWork) -> int:
        id = two_turns(u)[0].turn.id
        assert u.roster.count(id, 1) and u.roster.count(id, 5) and u.roster.count(id, -1)
        assert not u.roster.count(id, -6)
        return u.roster.between(MONDAY, MONDAY)[0].helped

    assert database.run(work) == 5


@pytest.mark.parametrize("change", ["UPDATE turn_events SET what = 'x'", "DELETE FROM turn_events"])
def test_what_happened_to_a_turn_cannot_be_changed(database: Database, url: str, change: str) -> None:
    def work(u: UnitOfWork) -> int:
        turn = two_turns(u)[0].turn
        u.roster.note(turn.id, "confirmed", turn.person, turn.person, NOW)
        return turn.id

    turn = database.run(work)
    with (
        pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only ever added"),
        raw(url) as it,
    ):
        it.execute(change, {})
    (event,) = database.run(lambda u: u.roster.events(turn))
    assert (event.what, event.at) == ("confirmed", NOW)
    later = NOW + timedelta(hours=1)
    assert database.run(lambda u: u.roster.events_between(NOW, later)) == (event,)
    assert database.run(lambda u: u.roster.events_between(later, later)) == ()


def test_a_swap_is_answered_once(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        mine, theirs = (record.turn for record in two_turns(u))
        asker, other, *_ = people(u)
        swap = u.duty.ask_swap(mine.id, theirs.id, asker, other, NOW)
        found = u.duty.swap(swap)
        assert u.duty.open_swaps() == (found,)
        assert found is not None and (found.mine, found.theirs, found.state) == (mine.id, theirs.id, "asked")
        assert u.duty.settle(swap, "made", NOW)
        assert not u.duty.settle(swap, "withdrawn", NOW)
        assert u.duty.open_swaps() == ()
        found = u.duty.swap(swap)
        assert found is not None and found.state == "made"

    database.run(work)
    assert database.run(lambda u: u.duty.swap(99)) is None


def test_each_is_asked_once_to_stand_in_until_all_are_asked_anew(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        id = two_turns(u)[0].turn.id
        _, second, third = people(u)
        assert u.duty.ask(id, third, NOW) and u.duty.ask(id, second, NOW + timedelta(minutes=15))
        assert not u.duty.ask(id, third, NOW)
        u.duty.answer(id, third, "no")
        assert [(one.person, one.answer) for one in u.duty.asked(id)] == [(third, "no"), (second, None)]
        u.duty.ask_anew(id)
        assert u.duty.asked(id) == ()

    database.run(work)


def test_an_absence_counts_until_it_is_over_or_taken_back(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        person, *_ = people(u)
        first = u.duty.be_away(person, MONDAY, MONDAY, NOW, person)
        second = u.duty.be_away(person, MONDAY, FRIDAY, NOW, person)
        assert [one.id for one in u.duty.away(MONDAY)] == [first, second]
        assert [(one.person, one.first, one.last) for one in u.duty.away(FRIDAY)] == [(person, MONDAY, FRIDAY)]
        u.duty.come_back(second, NOW)
        assert u.duty.away(FRIDAY) == ()

    database.run(work)


def test_the_reserve_keeps_its_order(database: Database) -> None:
    def work(u: UnitOfWork) -> tuple[int, ...]:
        first, second, third = people(u)
        u.duty.keep_reserve((first, second))
        u.duty.keep_reserve((third, first, third))
        assert u.duty.reserve() == (third, first)
        return u.duty.reserve()

    assert len(database.run(work)) == 2


def test_a_note_is_sealed_and_read_by_who_comes_next(database: Database, url: str) -> None:
    words = "Bàn số 2 hết mẫu tờ khai"

    def work(u: UnitOfWork) -> None:
        record = two_turns(u)[0]
        u.duty.leave_note(record.turn.id, people(u)[0], words, NOW)

    database.run(work)
    (note,) = database.run(lambda u: u.duty.notes(NOW))
    assert (note.text, note.at) == (words, NOW)
    assert database.run(lambda u: u.duty.notes(NOW + timedelta(seconds=1))) == ()
    with raw(url) as it:
        ((stored,),) = it.execute("SELECT note FROM handovers", {}).fetchall()
    assert words.encode() not in bytes(stored)
