"""Messages to many: who is addressed, what became of each letter, and what stays when one is stopped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.assistance import Need, Request
from flows.assistance import Stage as HelpStage
from flows.dossier import State
from flows.outreach import Group, Letter, Stage, Tally
from storage.database import Database
from storage.errors import Conflict
from storage.outreach import OutreachRecord
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import MINUTE, NOW, RECEIVED, SECRET, new_dossier, person

LEASE = timedelta(minutes=5)


def _drafted(u: UnitOfWork) -> OutreachRecord:
    return u.outreach.draft(Letter(person(u, "head"), Group.ALL, ""), SECRET, NOW)


def _owe(u: UnitOfWork, record: OutreachRecord, who: int) -> None:
    u.outreach.mark(record.id, who, "owed")
    u.outbox.owe(f"outreach:{record.id}:{who}", who, "outreach", {"outreach": record.id}, now=NOW)


def test_a_message_is_kept_sealed_and_saved_by_one_only(database: Database, url: str) -> None:
    record = database.run(_drafted)
    running = replace(record.letter, stage=Stage.RUNNING, approved_by=record.letter.author, approved_at=NOW)
    database.run(lambda u: u.outreach.save(record, running))
    with pytest.raises(Conflict):
        database.run(lambda u: u.outreach.save(record, running))
    (kept,) = database.run(lambda u: u.outreach.running())
    assert (kept.letter, kept.text, kept.created_at) == (running, SECRET, NOW)
    assert database.run(lambda u: u.outreach.latest()) == (kept,)
    assert database.run(lambda u: u.outreach.get(record.id + 1)) is None
    with raw(url) as it:
        ((text,),) = it.execute("SELECT text FROM outreach", {}).fetchall()
    assert SECRET.encode() not in bytes(text)


def test_a_group_is_who_can_be_reached_and_wants_to_be(database: Database) -> None:
    def work(u: UnitOfWork) -> dict[str, int]:
        known = {name: person(u, name) for name in ("files", "asked", "done", "gone", "out", "none")}
        u.contents.keep("v1", "birth_registration", "{}")
        u.dossiers.open(new_dossier(known["files"]), NOW)
        handed = replace(RECEIVED, state=State.DA_TRA_KET_QUA)
        u.dossiers.open(replace(new_dossier(known["done"], handed), hamlet="thon-2"), NOW)
        for name in ("gone", "out"):
            u.dossiers.open(new_dossier(known[name]), NOW)
        gone = u.people.at("web", "gone")
        assert gone is not None
        u.people.unreachable(gone.chat_id, NOW)
        u.preferences.put(known["out"], "outreach", "off")
        request = Request(Need.FORM, known["asked"], NOW, HelpStage.DESK)
        u.help_requests.open(request, "thon-1", "", {})
        return known

    known = database.run(work)

    def names(group: Group, which: str = "") -> tuple[set[str], set[str]]:
        people, out = database.run(lambda u: u.outreach.readers(group, which))
        chosen = ({name for name, id in known.items() if id in ids} for ids in (people, out))
        return next(chosen), next(chosen)

    assert names(Group.ALL) == ({"files", "asked", "done", "none"}, {"out"})
    assert names(Group.HAMLET, "thon-1") == ({"files", "asked"}, {"out"})
    assert names(Group.PROCEDURE, "birth_registration") == ({"done"}, set())


def test_every_letter_is_counted_by_what_became_of_it(database: Database) -> None:
    def work(u: UnitOfWork) -> OutreachRecord:
        record = _drafted(u)
        people = [person(u, f"r{number}") for number in range(6)]
        u.outreach.address(record.id, people[:5])
        u.outreach.address(record.id, people[4:], "out")
        assert u.outreach.waiting(record.id, 2) == tuple(people[:2])
        for who in people[:4]:
            _owe(u, record, who)
        sent, lost, muted, _ = u.outbox.claim(NOW, 10, LEASE)
        u.outbox.sent(sent.id, NOW, "web")
        u.outbox.give_up(lost.id, "unreachable", "unreachable")
        u.outbox.drop(muted.id, "muted")
        u.outreach.settle(record.id)
        u.outreach.read(record.id, sent.person_id, NOW)
        return record

    record = database.run(work)
    assert database.run(lambda u: u.outreach.tally(record.id)) == Tally(6, 2, 1, 1, 1, 2, 0)


def test_what_is_stopped_is_not_sent_any_more(database: Database) -> None:
    def work(u: UnitOfWork) -> OutreachRecord:
        record, other = _drafted(u), _drafted(u)
        people = [person(u, f"r{number}") for number in range(3)]
        for one in (record, other):
            u.outreach.address(one.id, people)
            _owe(u, one, people[0])
        u.outreach.stop(record.id)
        u.outreach.settle(record.id)
        return record

    record = database.run(work)
    assert database.run(lambda u: u.outreach.tally(record.id)) == Tally(3, 0, 0, 0, 0, 0, 3)
    (left,) = database.run(lambda u: u.outbox.claim(NOW, 10, LEASE))
    assert left.params == {"outreach": record.id + 1}


def test_who_did_what_with_it_stands_in_its_history(database: Database) -> None:
    record = database.run(_drafted)
    database.run(lambda u: u.outreach.log(record.id, "drafted", record.letter.author, NOW))
    database.run(lambda u: u.outreach.log(record.id, "approved", None, NOW + MINUTE, 7))
    first, second = database.run(lambda u: u.outreach.events(record.id))
    assert (first.kind, first.actor_id, first.count) == ("drafted", record.letter.author, 0)
    assert (second.kind, second.at, second.count) == ("approved", NOW + MINUTE, 7)
